import type { CharacterWish } from '../../../document/fashion-brief';
import type { Pose } from '../../../document/vocabulary/fashion';
import { each, type Entry } from './entry';

const PERSONS: [wish: CharacterWish, phrases: string, near?: 'near'][] = [
  [{ body: 'feminine' }, 'woman, women, female, lady, feminine, womenswear, her, she, businesswoman, actress, ballerina, womens'],
  [{ body: 'masculine' }, 'man, men, male, gentleman, masculine, menswear, his, he, guy, businessman, actor, mens, dandy'],
  [{ body: 'feminine', age: 'young' }, 'girl, young woman, bride'],
  [{ body: 'masculine', age: 'young' }, 'boy, young man, groom'],
  [{ body: 'feminine', age: 'mature' }, 'elderly woman, old woman, older woman, grandmother, mature woman'],
  [{ body: 'masculine', age: 'mature' }, 'elderly man, old man, older man, grandfather, mature man'],
  [{}, 'model, person, character, figure, wearer, mannequin, somebody, human, people, androgynous, non binary'],
  [{ stature: 'tall' }, 'tall, statuesque, long legged, very tall, willowy'],
  [{ stature: 'petite' }, 'petite, small model'],
  [{ stature: 'average' }, 'average height, medium height'],
  [{ build: 'slim' }, 'slender, thin, lean, lanky, waiflike'],
  [{ build: 'athletic' }, 'athletic, muscular, fit, toned, sporty build, strong, broad shouldered'],
  [{ build: 'curvy' }, 'curvy, plus size, full figured, voluptuous, curvaceous, heavy, stout'],
  [{ build: 'average' }, 'average build, medium build'],
  [{ age: 'young' }, 'young, youthful, in her twenties, in his twenties, twenty something'],
  [{ age: 'middle' }, 'middle aged, in her forties, in his forties, in her thirties, in his thirties, mid forties'],
  [{ age: 'mature' }, 'elderly, old, older, mature, senior, in her sixties, in his sixties, in her seventies, silver haired'],
  [{ skin: 'skin-porcelain' }, 'porcelain skin, very pale skin'],
  [{ skin: 'skin-fair' }, 'fair skin, pale skin, fair skinned, pale skinned, light skin, light skinned, white skin, caucasian, nordic looking, freckled'],
  [{ skin: 'skin-light' }, 'peach skin, east asian, japanese model, korean model, chinese model', 'near'],
  [{ skin: 'skin-medium' }, 'olive skin, olive skinned, medium skin, mediterranean looking, latina, latino'],
  [{ skin: 'skin-tan' }, 'tan skin, tanned, tanned skin, sun kissed skin, bronzed'],
  [{ skin: 'skin-brown' }, 'brown skin, brown skinned, south asian, indian model'],
  [{ skin: 'skin-dark' }, 'dark skin, dark skinned, black skin, black model, african'],
  [{ skin: 'skin-dark', body: 'feminine' }, 'black woman'],
  [{ skin: 'skin-dark', body: 'masculine' }, 'black man'],
  [{ skin: 'skin-deep' }, 'deep skin, very dark skin, ebony skin'],
]; // prettier-ignore

const HAIR: [wish: Pick<CharacterWish, 'hair' | 'hairColour'>, phrases: string][] = [
  [{}, 'hair, haired, hairstyle, hairdo'],
  [{ hair: 'bald' }, 'bald, shaved head, shaven head, bald head'],
  [{ hair: 'cropped' }, 'buzz cut, cropped hair, crew cut, very short hair, close cropped hair, pixie cut, pixie'],
  [{ hair: 'short' }, 'short hair, short haired, side parting, undercut, quiff, fade'],
  [{ hair: 'bob' }, 'bob, bob cut, chin length hair, lob, pageboy, bobbed hair, shoulder length hair'],
  [{ hair: 'long' }, 'long hair, long haired, flowing hair, waist length hair, straight hair, wavy hair, loose hair, mane'],
  [{ hair: 'bun' }, 'bun, chignon, updo, top knot, hair up, hair in a bun, low bun, hair tied back'],
  [{ hair: 'ponytail' }, 'ponytail, pony tail, braid, braids, plait, sleek ponytail, pigtails'],
  [{ hair: 'curly' }, 'curly hair, curls, afro, curly, frizzy hair, coily hair, curly haired, dreadlocks'],
  [{ hairColour: 'hair-blond' }, 'blond, blonde, blond hair, blonde hair, fair haired, honey blond, strawberry blond'],
  [{ hairColour: 'hair-platinum' }, 'platinum blond, platinum blonde, platinum hair, bleached hair, bleach blond'],
  [{ hairColour: 'hair-brown' }, 'brunette, chestnut hair, brown haired'],
  [{ hairColour: 'hair-dark-brown' }, 'dark haired, dark hair, dark brown hair'],
  [{ hairColour: 'hair-red' }, 'redhead, red haired, ginger hair, copper hair'],
  [{ hairColour: 'hair-auburn' }, 'auburn, auburn hair'],
  [{ hairColour: 'hair-grey' }, 'grey haired, gray haired, silver hair, salt and pepper hair'],
  [{ hairColour: 'hair-white' }, 'white haired, snow white hair'],
]; // prettier-ignore

const POSES: [value: Pose, phrases: string, near?: 'near'][] = [
  ['stand', 'standing, stands, standing still, stand, upright, standing straight, standing pose'],
  ['contrapposto', 'contrapposto, relaxed stance, weight on one leg, casual pose, leaning, posing, poses, pose'],
  ['walk', 'walking, walks, walk, strolling, striding, strides, strutting, mid stride, stepping, on the move, struts'],
  ['walk', 'running, dancing, jumping', 'near'],
  ['hands-on-hips', 'hands on hips, hand on hip, hands on the hips, hands on her hips, hands on his hips, arms akimbo, power pose'],
  ['hand-in-pocket', 'hand in pocket, hands in pockets, hand in the pocket, hands in the pockets, hands in her pockets, hands in his pockets'],
  ['arms-crossed', 'arms crossed, crossed arms, folded arms, arms folded, with folded arms'],
  ['turn', 'turning, turned, twirling, twirl, spinning, three quarter turn, profile, side view'],
  ['look-back', 'looking back, over the shoulder, looking over her shoulder, looking over his shoulder, back view, from behind, glancing back'],
  ['sit', 'sitting, seated, sits, sitting down, on a stool, on a chair'],
  ['sit', 'lying, reclining, kneeling, crouching', 'near'],
]; // prettier-ignore

export const PEOPLE_ENTRIES: [phrase: string, entry: Entry][] = [
  ...PERSONS.flatMap(([wish, phrases, near]) =>
    each(phrases, { kind: 'person', wish, ...(near ? { near: true } : {}) }),
  ),
  ...HAIR.flatMap(([wish, phrases]) => each(phrases, { kind: 'hair', wish })),
  ...POSES.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'pose', value, ...(near ? { near: true } : {}) }),
  ),
];
