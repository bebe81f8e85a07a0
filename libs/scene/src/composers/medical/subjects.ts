import type { SceneElement } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import type { Anatomy, Cut, MedicalView, Subject } from '../../document/vocabulary/medical';

/** A piece of anatomy on the stage; pieces of one subject share place and size, so that they fit together. */
export interface Piece {
  type: Anatomy;
  params?: SceneElement['params'];
  /** Outermost pieces clear first and are cut open; inner ones stay whole and solid. */
  shell?: boolean;
}

/** How a subject is shown. */
export interface Showing {
  name: string;
  pieces: readonly Piece[];
  /** Views that the subject has something to show in; the first is the usual one. */
  views: readonly MedicalView[];
  /** Where it is cut open, by plane; the first is the usual one. */
  cuts: readonly { cut: Exclude<Cut, 'none'>; at: number }[];
  /** Radians about +Y from the front to where the uncut subject is best seen from. */
  front: number;
  /** Radians above the horizon. */
  above: number;
}

const none: Showing['cuts'] = [];

export const SHOWINGS: Record<Subject, Showing> = {
  brain: {
    name: 'Brain',
    pieces: [{ type: 'brain', shell: true }],
    views: ['whole', 'cutaway'],
    cuts: [
      { cut: 'sagittal', at: -0.04 },
      { cut: 'coronal', at: 0.1 },
      { cut: 'transverse', at: 0.2 },
    ],
    front: 1,
    above: 0.2,
  },
  heart: {
    name: 'Heart',
    pieces: [{ type: 'heart', shell: true }],
    views: ['whole', 'cutaway'],
    cuts: [{ cut: 'coronal', at: 0 }],
    front: 0.1,
    above: 0.1,
  },
  lungs: {
    name: 'Lungs and airways',
    pieces: [{ type: 'airways' }, { type: 'lungs', shell: true }],
    views: ['translucent', 'whole', 'cutaway', 'layers'],
    cuts: [{ cut: 'coronal', at: 0 }],
    front: 0.1,
    above: 0.08,
  },
  airways: {
    name: 'Windpipe and bronchial tree',
    pieces: [{ type: 'airways' }],
    views: ['whole'],
    cuts: none,
    front: 0.2,
    above: 0.08,
  },
  kidney: {
    name: 'Kidney',
    pieces: [{ type: 'kidney', shell: true }],
    views: ['cutaway', 'whole'],
    cuts: [{ cut: 'coronal', at: 0 }],
    front: 0.1,
    above: 0.08,
  },
  skull: {
    name: 'Skull',
    pieces: [{ type: 'skull', shell: true }],
    views: ['whole', 'cutaway'],
    cuts: [{ cut: 'sagittal', at: 0 }],
    front: 0.5,
    above: 0.08,
  },
  spine: {
    name: 'Lumbar spine',
    pieces: [{ type: 'spine', shell: true }],
    views: ['whole', 'cutaway'],
    cuts: [{ cut: 'sagittal', at: 0 }],
    front: 0.8,
    above: 0.12,
  },
  artery: {
    name: 'Artery with blood cells',
    pieces: [{ type: 'blood-cells' }, { type: 'blood-vessel', shell: true }],
    views: ['cutaway', 'translucent', 'layers'],
    cuts: [{ cut: 'coronal', at: 0 }],
    front: 0.1,
    above: 0.15,
  },
  blood: {
    name: 'Blood cells',
    pieces: [{ type: 'blood-cells', params: { flow: 'free' } }],
    views: ['whole'],
    cuts: none,
    front: 0.2,
    above: 0.15,
  },
  eye: {
    name: 'Eye',
    pieces: [{ type: 'eye', shell: true }],
    views: ['cutaway', 'whole'],
    cuts: [{ cut: 'sagittal', at: 0 }],
    front: 0.6,
    above: 0.1,
  },
  tooth: {
    name: 'Molar in its socket',
    pieces: [{ type: 'tooth', shell: true }],
    views: ['cutaway', 'whole'],
    cuts: [{ cut: 'coronal', at: 0 }],
    front: 0.2,
    above: 0.2,
  },
  neuron: {
    name: 'Nerve cell',
    pieces: [{ type: 'neuron', shell: true }],
    views: ['whole'],
    cuts: none,
    front: 0.15,
    above: 0.15,
  },
  torso: {
    name: 'Organs of the trunk',
    pieces: [{ type: 'torso' }],
    views: ['whole'],
    cuts: none,
    front: 0.1,
    above: 0.05,
  },
};

/** Natural colours and their counterparts in a textbook. */
export const TEXTBOOK: Partial<Record<MaterialName, MaterialName>> = {
  cortex: 'book-pink',
  'cortex-cut': 'book-pink',
  'white-matter': 'book-cream',
  brainstem: 'book-cream',
  nerve: 'book-yellow',
  'heart-muscle': 'book-red',
  'heart-muscle-cut': 'book-pink',
  muscle: 'book-dark-red',
  endocardium: 'book-pink',
  artery: 'book-red',
  vein: 'book-blue',
  'vessel-wall': 'book-red',
  'vessel-wall-cut': 'book-pink',
  'elastic-layer': 'book-yellow',
  valve: 'book-cream',
  fat: 'book-yellow',
  'red-cell': 'book-red',
  'white-cell': 'book-violet',
  platelet: 'book-orange',
  bone: 'book-cream',
  'spongy-bone': 'book-orange',
  cartilage: 'book-blue',
  disc: 'book-blue',
  'disc-core': 'book-violet',
  lung: 'book-pink',
  'lung-cut': 'book-pink',
  bronchus: 'book-cream',
  'airway-wall': 'book-orange',
  kidney: 'book-dark-red',
  'renal-cortex': 'book-pink',
  'renal-medulla': 'book-red',
  'renal-pelvis': 'book-yellow',
  choroid: 'book-dark-red',
  retina: 'book-orange',
  iris: 'book-blue',
  lens: 'book-yellow',
  liver: 'book-dark-red',
  'gall-bladder': 'book-green',
  stomach: 'book-orange',
  spleen: 'book-violet',
  pancreas: 'book-yellow',
  intestine: 'book-pink',
  colon: 'book-orange',
  bladder: 'book-yellow',
  skin: 'book-cream',
  dentine: 'book-yellow',
  pulp: 'book-red',
  gum: 'book-pink',
  neuron: 'book-blue',
  myelin: 'book-yellow',
  nucleus: 'book-violet',
};

/** What an X-ray shows pale: bone, teeth, cartilage. */
export const DENSE: readonly MaterialName[] = [
  'bone',
  'bone-dark',
  'spongy-bone',
  'tooth',
  'cartilage',
  'bronchus',
  'lens',
  'valve',
  'white-matter',
];
