import type {
  FashionMove,
  FashionSpace,
  FashionStyle,
  LightMood,
  Season,
} from '../../../document/vocabulary/fashion';
import { each, type Entry } from './entry';

const SPACES: [value: FashionSpace, phrases: string, near?: 'near'][] = [
  ['studio', 'studio, photo studio, cyclorama, white studio, infinity cove, fashion studio, studio shoot, studio shot, studio portrait, daylight studio'],
  ['studio', 'seamless, indoors, e commerce, packshot', 'near'],
  ['runway', 'runway, catwalk, fashion show, runway show, haute couture show, fashion week, défilé, on the runway'],
  ['runway', 'stage, theatre, concert, arena, auditorium', 'near'],
  ['street', 'street, city street, pavement, sidewalk, city, urban street, downtown, streets of paris, streets of milan, streets of berlin, streets of london, street scene, alley, on the street, outside a cafe'],
  ['street', 'square, bridge, harbour, station, market, urban, paris, milan, london, new york, berlin, tokyo, madrid, rooftop', 'near'],
  ['loft', 'loft, industrial loft, warehouse, empty loft, attic studio, factory loft, brick loft, daylight loft, empty warehouse'],
  ['loft', 'gallery, museum, apartment, interior, hotel, living room, palace, ballroom, villa, atelier, office, lobby, hall', 'near'],
  ['garden', 'garden, park, rose garden, country garden, orchard, botanical garden, formal garden, gardens'],
  ['garden', 'field, meadow, forest, beach, desert, countryside, nature, lake, mountains, outdoors, woods, seaside, vineyard', 'near'],
]; // prettier-ignore

const STYLES: [value: FashionStyle, phrases: string, near?: 'near'][] = [
  ['minimal', 'minimal, minimalist, minimalistic, clean, pared back, understated, scandinavian, nordic, quiet luxury, sleek, simple, architectural, modern, contemporary, japanese, sculptural, sober, purist'],
  ['classic', 'classic, classical, tailored, tailoring, preppy, timeless, heritage, business, formal, office, elegant, sartorial, traditional, british, parisian, sophisticated, chic, old money, smart, capsule wardrobe, capsule'],
  ['romantic', 'romantic, feminine style, delicate, dreamy, soft and flowing, victorian, pre raphaelite, fairy tale, ethereal, poetic, cottagecore'],
  ['sporty', 'sporty, athleisure, sportswear, activewear, athletic wear, gym, training, tennis, running, yoga, performance wear, sport'],
  ['street', 'streetwear, street style, hip hop, skater, grunge, casual, urban style, y2k, normcore, everyday, techwear, cool'],
  ['evening', 'evening wear, evening, glamorous, glamour, red carpet, gala, cocktail, opulent, luxurious, luxury, hollywood, party, festive, couture, haute couture, eveningwear, night out'],
  ['workwear', 'workwear, utility, utilitarian, rugged, military, safari style, craftsman, work wear, americana, industrial, functional, outdoor'],
  ['bohemian', 'bohemian, boho, hippie, folk, folkloric, festival, gypsy, seventies, 70s, western, artisanal, ethnic, nomadic'],
  ['avant-garde', 'avant garde, experimental, conceptual, deconstructed, futuristic, gothic, punk, brutalist, edgy, cyberpunk, dramatic style, sculptural volumes, rock'],
]; // prettier-ignore

const SEASONS: [value: Season, phrases: string][] = [
  ['spring', 'spring, springtime, spring collection'],
  ['summer', 'summer, spring summer, resort, summery, summer collection, holiday, ss27, hot weather'],
  ['autumn', 'autumn, fall, autumnal, fall collection, autumn collection, transitional'],
  ['winter', 'winter, autumn winter, fall winter, wintry, cold weather, winter collection, aw27'],
];

const LIGHTS: [value: LightMood, phrases: string][] = [
  ['soft', 'soft light, softbox, diffuse light, diffused light, even light, soft lighting, flat light, beauty light, gentle light, high key, overcast light'],
  ['hard', 'hard light, harsh light, direct flash, flash, strong shadows, hard shadows, crisp light, bright sunlight, spotlight, direct sunlight'],
  ['dramatic', 'dramatic light, dramatic lighting, low key, chiaroscuro, moody, moody light, rim light, side light, sidelight, dramatic, noir, cinematic light, dark mood'],
]; // prettier-ignore

const MOVES: [value: FashionMove, phrases: string][] = [
  ['turntable', 'turntable, orbit, 360, all around, rotating, from all sides, camera orbits, 360 degree, revolving, turn around, spin around, orbiting camera'],
  ['runway', 'runway walk, catwalk walk, walks the runway, walking the runway, down the runway, walks down the runway, down the catwalk, walking down the runway'],
  ['pose-set', 'pose set, set of poses, series of poses, sequence of poses, several poses, different angles, editorial, close ups, details, detail shots'],
  ['push-in', 'push in, dolly in, slow zoom, zoom in, tracking shot, camera approaches'],
  ['still', 'still, photograph, photo, portrait, full length shot, still image, picture, static camera'],
]; // prettier-ignore

export const SETTING_ENTRIES: [phrase: string, entry: Entry][] = [
  ...STYLES.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'style', value, ...(near ? { near: true } : {}) }),
  ),
  ...SPACES.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'space', value, ...(near ? { near: true } : {}) }),
  ),
  ...SEASONS.flatMap(([value, phrases]) => each(phrases, { kind: 'season', value })),
  ...LIGHTS.flatMap(([value, phrases]) => each(phrases, { kind: 'light', value })),
  ...MOVES.flatMap(([value, phrases]) => each(phrases, { kind: 'move', value })),
  ...each('backdrop, background, paper, seamless paper, paper backdrop, studio background, paper roll', {
    kind: 'backdrop',
  }),
  ...each('look, outfit, ensemble, silhouette', { kind: 'looks' }),
];
