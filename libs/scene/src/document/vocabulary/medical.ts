/** What scenes of medicine may name. Adding a value here means teaching composer, elements or materials to make it. */

/** `stage`: one preparation under soft lamps; `lumen`: the inside of a vessel or an airway. */
export const MEDICAL_SPACES = ['stage', 'lumen'] as const;
export type MedicalSpace = (typeof MEDICAL_SPACES)[number];

/** Anatomy: see docs/medical.md for the parts and slots of each. */
export const ANATOMY = [
  'brain',
  'heart',
  'lungs',
  'airways',
  'kidney',
  'skull',
  'spine',
  'blood-vessel',
  'blood-cells',
  'eye',
  'lumen',
  'torso',
  'tooth',
  'neuron',
] as const;
export type Anatomy = (typeof ANATOMY)[number];

/** What stands around it. */
export const STAGE_PIECES = ['cove', 'lamp-panel'] as const;

export const MEDICAL_ELEMENTS = [...ANATOMY, ...STAGE_PIECES] as const;
export type MedicalElement = (typeof MEDICAL_ELEMENTS)[number];

/** `params.cut` of anatomy: what lies beyond the plane is taken away, towards +X, +Z or +Y. */
export const CUTS = ['none', 'sagittal', 'coronal', 'transverse'] as const;
export type Cut = (typeof CUTS)[number];

export const MEDICAL_MATERIALS = [
  // the stage
  'backdrop-white',
  'backdrop-grey',
  'backdrop-blue',
  'backdrop-black',
  'lamp-key',
  'lamp-fill',
  'lamp-rim',
  // nerve tissue
  'cortex',
  'cortex-cut',
  'white-matter',
  'brainstem',
  'nerve',
  // muscle and vessels
  'heart-muscle',
  'heart-muscle-cut',
  'muscle',
  'endocardium',
  'artery',
  'vein',
  'vessel-wall',
  'vessel-wall-cut',
  'elastic-layer',
  'endothelium',
  'mucosa',
  'valve',
  'fat',
  // blood
  'red-cell',
  'white-cell',
  'platelet',
  // bone and cartilage
  'bone',
  'bone-dark',
  'spongy-bone',
  'marrow',
  'cartilage',
  'disc',
  'disc-core',
  'tooth',
  // chest and abdomen
  'lung',
  'lung-cut',
  'bronchus',
  'airway-wall',
  'kidney',
  'renal-cortex',
  'renal-medulla',
  'renal-pelvis',
  'liver',
  'gall-bladder',
  'stomach',
  'spleen',
  'pancreas',
  'intestine',
  'colon',
  'bladder',
  'skin',
  'dentine',
  'pulp',
  'gum',
  'neuron',
  'myelin',
  'nucleus',
  // the eye
  'sclera',
  'choroid',
  'retina',
  'iris',
  'pupil',
  'lens',
  'cornea',
  'vitreous',
  // palettes: textbook and X-ray
  'book-red',
  'book-dark-red',
  'book-pink',
  'book-blue',
  'book-yellow',
  'book-cream',
  'book-orange',
  'book-violet',
  'book-green',
  'xray-blue',
  'xray-pale',
] as const;
export type MedicalMaterial = (typeof MEDICAL_MATERIALS)[number];

/** What a medical scene is about. */
export const SUBJECTS = [
  'brain',
  'heart',
  'lungs',
  'airways',
  'kidney',
  'skull',
  'spine',
  'artery',
  'blood',
  'eye',
  'torso',
  'tooth',
  'neuron',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** `translucent`: the outer part clear, what it holds solid; `layers`: the outer part clears while the clip runs. */
export const MEDICAL_VIEWS = ['whole', 'cutaway', 'translucent', 'layers'] as const;
export type MedicalView = (typeof MEDICAL_VIEWS)[number];

export const PALETTES = ['natural', 'textbook', 'x-ray'] as const;
export type Palette = (typeof PALETTES)[number];

export const BACKGROUNDS = ['white', 'grey', 'blue', 'black'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** `soft`: three lamps; `even`: little shade; `contrast`: one strong lamp from the side. */
export const STAGE_LIGHTS = ['soft', 'even', 'contrast'] as const;
export type StageLight = (typeof STAGE_LIGHTS)[number];

/** `camera.move`. */
export const MEDICAL_MOVES = ['orbit', 'close-up', 'fly-through', 'layer-peel'] as const;
export type MedicalMove = (typeof MEDICAL_MOVES)[number];

/** The lists a caller may draw from, by what they are of. */
export const MEDICAL = {
  subjects: SUBJECTS,
  views: MEDICAL_VIEWS,
  cuts: CUTS,
  palettes: PALETTES,
  backgrounds: BACKGROUNDS,
  lights: STAGE_LIGHTS,
  moves: MEDICAL_MOVES,
} as const;
