/** What a word of the grammar does. */
export type Role =
  | 'negation' // no, without
  | 'turn' // but, however: ends a negation
  | 'and' // and, or, &
  | 'link' // of, in, made of: binds a material that follows its part
  | 'with' // a sofa with ...: something new begins
  | 'on' // oak on the floor
  | 'a' // one of what follows
  | 'the' // something already there
  | 'comma'
  | 'degree' // light, deep: shades of a colour that we do not tell apart
  | 'style' // a word of taste; some choose the composer's style (style-words.ts)
  | 'filler'; // nothing to do with the scene

export type GrammarEntry = { kind: 'number'; value: number } | { kind: 'word'; role: Role };

/** Words that hold a prompt together, and words that are understood but change nothing yet. */
const ROLES: Record<Role, string> = {
  negation: 'no, without, without any, not, free of, lacking, minus, neither, nor, not any, no more, devoid of, instead of, never, except, avoid, with no',
  turn: 'but, however, yet, instead, only, though',
  and: 'and, or, &, as well as, along with',
  link: 'in, of, from, made of, made from, clad in, painted, painted in, covered in, covered with, is, are, finished in, done in, upholstered in, faced with, built of, built from, dressed in, tiled in, lined with, should be, paved with, panelled in',
  with: 'with, with a, with an, plus, has, have, having, featuring, features, feature, including, includes, include',
  on: 'on, on the, for, for the, across, across the, over the, upon',
  a: 'a, an, one single, a single, another, one more',
  the: 'the, its, this, that, their, his, her, my, our, your',
  comma: '\\,, ., ;, :, (, ), !, ?, /',
  degree: 'light, dark, pale, deep, soft, warm, cool, matt, matte, muted, bright, rich, dusty, dirty, glossy, honed, rough, smooth, fresh, faded, washed',
  style: 'modern, contemporary, minimal, minimalist, minimalistic, scandinavian, nordic, industrial, rustic, classic, classical, traditional, elegant, luxurious, luxury, mid century, midcentury, mid century modern, art deco, bauhaus, brutalist, japandi, japanese, mediterranean, bohemian, boho, vintage, retro, victorian, georgian, futuristic, calm, serene, quiet, tranquil, moody, dramatic, romantic, stylish, beautiful, simple, sleek, cheerful, inviting, welcoming, timeless, sober, chic, eclectic, colonial, baroque, gothic, farmhouse style, country style, loft style, zen, photorealistic, realistic, cinematic, high quality, architectural, atmospheric, old, new, historic, renovated, empty, uncluttered, tidy, cluttered, round, square, rectangular, rectangular shaped, oval, l shaped, long, tall, high, low, slim, thick, thin, heavy, exposed, vaulted, freestanding, standing, hanging, built in, open, garden, gardens, front garden, forest, pine forest, birch forest, lake, sea, ocean, river, city, mountain, mountains, hill, hillside, beach, meadow, desert, canal, street, courtyard, hotel, hospital, patio, water, wicker, outside the window, sea view, city view, lake view, garden view, fashion, dress, clothing, children, colourful, colorful, pastel, solar, tea, music, ski, student, snow capped, framed, polished, curved, arched, arch, vaulted ceiling, acoustic, reading, sunken, backlit, indirect, slatted',
  filler: 'please, show, show me, render, rendering, rendering of, create, make, make me, generate, draw, design, visualise, visualize, picture of, image of, photo of, view, view of, walk through, walkthrough, walkthrough of, walk, tour, tour of, tour through, camera, video, video of, clip, clip of, animation, animation of, fly through, flythrough, i, want, would, like, need, we, us, me, you, can, to, at, by, as, it, there, here, be, around, along, near, next, beside, behind, between, under, above, below, over, through, into, out, up, down, beneath, opposite, against, along the, facing, overlooking, looking, look, looks, where, which, who, when, while, very, really, quite, rather, so, too, also, just, then, from above, all, every, each, everywhere, whole, entire, style, styled, look and feel, feeling, feel, mood, atmosphere, ambience, design, themed, theme, inspired, inspired by, floods, flooding, falling, falls, comes, coming, streaming, shining, during, early, late, day, daytime, time, light, lit, lighting, natural light, daylight, bright light, air, side, corner, middle, centre, center, edge, back, top, bottom, left, right, end, part, piece, pieces, set, kind, type, sort, touch, touches, hint, hints, finish, finishes, finished, material, materials, tone, tones, toned, coloured, colored, colours, colors, shade, shades, palette, people, persons, person, nobody, shadows, shadow, reflections, something, anything, everything, lots, standing in, placed, arranged, hung, ground floor, first floor, second floor, upper floor, top floor, upstairs, downstairs, seconds, second, minute, minutes, quality, scene, room with a view, in front of, s, single, sun, colour, color, than, bathed, flooded, filled, full, drenched, seen, lie, lies, stand, stands, sit, sits, made, set in, set, after, before, until, o, clock, oclock, am, pm, m, metres, its own, study of, facade study, daylight study, massing study, boutique hotel',
}; // prettier-ignore

const NUMBERS: [value: number, phrases: string][] = [
  [0, 'zero'],
  [1, 'one'],
  [2, 'two, a pair of, pair of, a couple of, couple of, twin, both, matching pair of, double'],
  [3, 'three, some, several, a few, few, a trio of, trio of, a group of, group of, a handful of, triple, a set of, multiple'],
  [4, 'four, a row of, row of, a series of, a number of, a line of'],
  [5, 'five, many, lots of, a lot of, plenty of, numerous, lush'],
  [6, 'six, half a dozen'],
  [7, 'seven'],
  [8, 'eight'],
  [9, 'nine'],
  [10, 'ten'],
  [11, 'eleven'],
  [12, 'twelve, a dozen, dozen'],
]; // prettier-ignore

export const GRAMMAR_ENTRIES: [phrase: string, entry: GrammarEntry][] = [
  ...(Object.keys(ROLES) as Role[]).flatMap((role) =>
    ROLES[role]
      .split(/(?<!\\), /)
      .map((phrase): [string, GrammarEntry] => [phrase.replace('\\', ''), { kind: 'word', role }]),
  ),
  ...NUMBERS.flatMap(([value, phrases]) =>
    phrases.split(', ').map((phrase): [string, GrammarEntry] => [phrase, { kind: 'number', value }]),
  ),
];
