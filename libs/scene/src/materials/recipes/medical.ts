import type { MedicalMaterial } from '../../document/vocabulary/medical';
import { hex } from '../patterns/canvas';
import { fibres, sponge, tissue, veined, type Tissue } from '../patterns/tissue';
import { patterned, plain, type Recipe } from '../recipe';

/** Moist tissue shines: its surface is smoother than that of what is dry. */
const WET = 0.3;
const MOIST = 0.42;
const DRY = 0.62;

const two = (colour: string, second: string, rest: Partial<Tissue> = {}): Tissue => ({
  colour: hex(colour),
  second: hex(second),
  ...rest,
});
const soft = (roughness: number, pattern: Tissue): Recipe =>
  patterned(roughness, (seed) => tissue(pattern, seed));
const backdrop = (colour: string): Recipe => ({ ...plain(0.9, colour), backdrop: true });
const lit = (emission: readonly [number, number, number]): Recipe => ({
  roughness: 0.9,
  colour: hex('#e8e6e2'),
  emission,
});

/** Tissue in the colours that teaching plates give it, on preparations enlarged to about a metre. */
export const MEDICAL_RECIPES: Record<MedicalMaterial, Recipe> = {
  'backdrop-white': backdrop('#dcdcda'),
  'backdrop-grey': backdrop('#85888c'),
  'backdrop-blue': backdrop('#2d4966'),
  'backdrop-black': backdrop('#26272a'),
  'lamp-key': lit([7.2, 6.9, 6.5]),
  'lamp-fill': lit([2.3, 2.4, 2.6]),
  'lamp-rim': lit([6.4, 6.6, 7]),

  cortex: patterned(MOIST, (seed) => veined(two('#d3a296', '#a3544f', { clouds: 0.55, metres: 0.6 }), seed)),
  'cortex-cut': soft(0.5, two('#b58a80', '#a87a72', { clouds: 0.5, metres: 0.3 })),
  'white-matter': soft(0.5, two('#eadfcf', '#e0cfba', { clouds: 0.6, metres: 0.4 })),
  brainstem: soft(MOIST, two('#dcbcaa', '#cfa596')),
  nerve: soft(MOIST, two('#dfc25e', '#cfa94a')),

  'heart-muscle': patterned(WET, (seed) => fibres(two('#9d3b34', '#7c2925', { clouds: 0.7 }), seed)),
  'heart-muscle-cut': patterned(MOIST, (seed) => fibres(two('#b2534a', '#8e3a34', { clouds: 0.7 }), seed)),
  muscle: patterned(MOIST, (seed) => fibres(two('#a8473e', '#86332d', { clouds: 0.8 }), seed)),
  endocardium: soft(WET, two('#c57a6f', '#ad5c53')),
  artery: soft(WET, two('#b3302b', '#98231f', { clouds: 0.5 })),
  vein: soft(WET, two('#3f5b94', '#33497b', { clouds: 0.5 })),
  'vessel-wall': soft(WET, two('#c8584c', '#ab3f37', { clouds: 0.6, metres: 0.5 })),
  'vessel-wall-cut': patterned(MOIST, (seed) => fibres(two('#c46a5c', '#a54d43', { metres: 0.3 }), seed)),
  endothelium: soft(MOIST, two('#cf8f84', '#b96f66', { clouds: 0.6, metres: 0.6 })),
  mucosa: soft(MOIST, two('#ddb8a8', '#cc9a8c', { clouds: 0.6, metres: 0.6 })),
  'elastic-layer': soft(MOIST, two('#e3bf8a', '#d3a76f')),
  valve: soft(MOIST, two('#ecdcc0', '#ddc6a2')),
  fat: patterned(MOIST, (seed) => sponge(two('#d9a94e', '#ecc878', { metres: 0.4 }), 22, seed)),

  'red-cell': soft(0.36, two('#b5241f', '#96170f', { clouds: 0.5, metres: 0.3 })),
  'white-cell': soft(0.5, two('#d9d2e2', '#b7a9cf', { metres: 0.2 })),
  platelet: soft(0.5, two('#dcc091', '#c4a26d', { metres: 0.2 })),

  bone: soft(DRY, two('#e2d4b7', '#cdb88f', { clouds: 0.5, metres: 0.9 })),
  'bone-dark': soft(DRY, two('#b39a72', '#8f774f', { metres: 0.6 })),
  'spongy-bone': patterned(DRY, (seed) => sponge(two('#dcc79c', '#8e4438', { metres: 0.4 }), 26, seed)),
  marrow: soft(MOIST, two('#c98a3d', '#a8412f', { metres: 0.3 })),
  cartilage: soft(0.35, two('#cfdde2', '#b9ccd4', { clouds: 0.5 })),
  disc: patterned(MOIST, (seed) => fibres(two('#b9cbd1', '#93abb5', { metres: 0.3 }), seed)),
  'disc-core': soft(WET, two('#9ec3cf', '#84acba')),
  tooth: soft(0.25, two('#efe8d8', '#e4d8bd')),

  lung: patterned(MOIST, (seed) => sponge(two('#c98d88', '#dba8a0', { metres: 0.8 }), 24, seed)),
  'lung-cut': patterned(0.5, (seed) => sponge(two('#d39a93', '#a85e58', { metres: 0.35 }), 34, seed)),
  bronchus: soft(MOIST, two('#dfd3c2', '#cdbda6')),
  'airway-wall': soft(WET, two('#d98f80', '#c46e62', { clouds: 0.6, metres: 0.5 })),
  kidney: soft(WET, two('#8c3b31', '#702a24', { clouds: 0.6 })),
  'renal-cortex': patterned(MOIST, (seed) => sponge(two('#b4604e', '#c97861', { metres: 0.3 }), 40, seed)),
  'renal-medulla': patterned(MOIST, (seed) => fibres(two('#8b3531', '#6c2224', { metres: 0.25 }), seed)),
  'renal-pelvis': soft(WET, two('#e2c07a', '#d1a85c')),

  liver: soft(WET, two('#8a3f32', '#6e2d26', { clouds: 0.5 })),
  'gall-bladder': soft(WET, two('#7d9450', '#66803c', { clouds: 0.5 })),
  stomach: soft(WET, two('#d39a86', '#bd8070', { clouds: 0.5 })),
  spleen: soft(WET, two('#7d3a4a', '#632b3a', { clouds: 0.5 })),
  pancreas: patterned(MOIST, (seed) => sponge(two('#dbb66f', '#c79d55', { metres: 0.2 }), 20, seed)),
  intestine: soft(WET, two('#dda291', '#c98879', { clouds: 0.5 })),
  colon: soft(WET, two('#c08a72', '#a8735c', { clouds: 0.5 })),
  bladder: soft(WET, two('#d8bd86', '#c5a76c', { clouds: 0.5 })),
  skin: soft(0.55, two('#e3bda2', '#d6a88c', { clouds: 0.5, metres: 1 })),
  dentine: patterned(0.45, (seed) => fibres(two('#e0c48c', '#d2b074', { clouds: 0.4, metres: 0.3 }), seed)),
  pulp: soft(WET, two('#c25b56', '#a94540', { clouds: 0.5, metres: 0.3 })),
  gum: soft(WET, two('#d98c88', '#c46f6e', { clouds: 0.5 })),
  neuron: soft(MOIST, two('#8fa8d6', '#6f89bf', { clouds: 0.6, metres: 0.5 })),
  myelin: soft(MOIST, two('#e6cf8c', '#d8ba6c', { clouds: 0.5, metres: 0.4 })),
  nucleus: soft(MOIST, two('#7a4b9a', '#62397f', { clouds: 0.5, metres: 0.3 })),
  sclera: patterned(WET, (seed) => veined(two('#ece7df', '#c2504a', { clouds: 0.6, metres: 0.9 }), seed)),
  choroid: soft(MOIST, two('#6d2620', '#511a17')),
  retina: soft(WET, two('#d9784f', '#c4602f')),
  iris: patterned(MOIST, (seed) => fibres(two('#3f79a8', '#1f4a72', { metres: 0.2 }), seed)),
  pupil: plain(0.2, '#1a1a1c'),
  lens: plain(0.12, '#d9cf9f'),
  cornea: plain(0.1, '#cfe0e6'),
  vitreous: plain(0.2, '#bcd3de'),

  'book-red': plain(MOIST, '#cc3a30'),
  'book-dark-red': plain(MOIST, '#97251f'),
  'book-pink': plain(MOIST, '#e8a59c'),
  'book-blue': plain(MOIST, '#3b66b0'),
  'book-yellow': plain(MOIST, '#e8c54a'),
  'book-cream': plain(MOIST, '#efe2c4'),
  'book-orange': plain(MOIST, '#dd8440'),
  'book-violet': plain(MOIST, '#8466a8'),
  'book-green': plain(MOIST, '#6d9f62'),
  'xray-blue': plain(0.5, '#5d93c4'),
  'xray-pale': plain(0.5, '#d5e6f2'),
};
