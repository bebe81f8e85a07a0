import type {
  Background,
  Cut,
  MedicalMove,
  MedicalView,
  Palette,
  StageLight,
  Subject,
} from '../../document/vocabulary/medical';
import { GRAMMAR_ENTRIES, type GrammarEntry } from '../grammar-words';
import { Lexicon, type Phrase } from '../lexicon';

/** What a phrase means. */
export type Entry =
  | { kind: 'subject'; value: Subject; near?: boolean }
  | { kind: 'view'; value: MedicalView }
  | { kind: 'cut'; value: Exclude<Cut, 'none'> }
  | { kind: 'palette'; value: Palette }
  | { kind: 'background'; value: Background }
  | { kind: 'light'; value: StageLight }
  | { kind: 'move'; value: MedicalMove }
  | { kind: 'plaque' }
  | GrammarEntry;

const each = <E extends Entry>(phrases: string, entry: E): [phrase: string, entry: E][] =>
  phrases.split(', ').map((phrase) => [phrase, entry]);

/** Lay words, Latin ones, and the main words of German, French and Spanish. `near`: kin that is shown as the subject. */
const SUBJECT_WORDS: [value: Subject, phrases: string, near?: 'near'][] = [
  ['brain', 'brain, human brain, cerebrum, encephalon, cerebral cortex, cerebral hemispheres, hemispheres, gyri, sulci, gehirn, hirn, grosshirn, cerveau, encephale, cerebro, encefalo'],
  ['brain', 'cerebellum, brainstem, brain stem, ventricles of the brain, cerebral ventricles, corpus callosum, white matter, grey matter, gray matter, frontal lobe, temporal lobe, occipital lobe, parietal lobe, hippocampus, thalamus, kleinhirn', 'near'],
  ['heart', 'heart, human heart, cor, cardiac, myocardium, herz, coeur, corazon, cardiac anatomy'],
  ['heart', 'ventricle, ventricles, atrium, atria, left ventricle, right ventricle, heart chambers, four chambers, chambers, aorta, aortic arch, mitral valve, heart valve, valves, coronary arteries, coronary artery, vena cava, pulmonary artery, septum, pericardium', 'near'],
  ['lungs', 'lungs, lung, pulmo, pulmones, pulmonary, lunge, poumons, poumon, pulmon, respiratory system, respiratory tract'],
  ['lungs', 'lobes of the lung, pleura, alveoli, alveolus, thorax, chest', 'near'],
  ['airways', 'airways, airway, bronchi, bronchus, bronchial tree, bronchial, trachea, windpipe, bronchioles, bronchien, bronchialbaum, luftrohre, trachee, bronches, bronquios, traquea, tracheobronchial tree, carina'],
  ['kidney', 'kidney, kidneys, ren, renal, nephros, niere, nieren, rein, reins, rinon, rinones, human kidney'],
  ['kidney', 'nephron, renal cortex, renal medulla, renal pyramids, renal pelvis, ureter, calyces, glomerulus, adrenal gland', 'near'],
  ['skull', 'skull, cranium, human skull, schadel, crane, craneo, calvaria, skull bone'],
  ['skull', 'mandible, jaw, jawbone, maxilla, orbit, orbits, eye sockets, skullcap, facial bones, kiefer', 'near'],
  ['spine', 'spine, lumbar spine, vertebra, vertebrae, vertebral column, spinal column, backbone, columna vertebralis, wirbelsaule, wirbel, colonne vertebrale, vertebre, columna vertebral, columna'],
  ['spine', 'intervertebral disc, intervertebral discs, intervertebral disk, spinal disc, discs, spinal cord, spinal nerves, nerve roots, ruckenmark, bandscheibe, bandscheiben, cervical spine, thoracic spine, sacrum', 'near'],
  ['artery', 'artery, arteries, arteria, blood vessel, blood vessels, vessel, vessels, vein, veins, vascular, capillary, capillaries, arterie, arterien, blutgefass, blutgefasse, vaisseau sanguin, artere, arteres, vaso sanguineo, endothelium, lumen, inside an artery, inside a vein, bloodstream'],
  ['blood', 'blood cells, red blood cells, red blood cell, erythrocytes, erythrocyte, blood, leukocytes, leukocyte, white blood cells, white blood cell, platelets, thrombocytes, haemoglobin, hemoglobin, blutkorperchen, blutzellen, rote blutkorperchen, globules rouges, globulos rojos, sangre, sang, blut'],
  ['tooth', 'tooth, teeth, molar, dens, dental, zahn, zahne, dent, diente, dientes, tooth section'],
  ['tooth', 'enamel, dentine, dentin, pulp, root canal, gum, gums, gingiva, caries', 'near'],
  ['neuron', 'neuron, neurons, nerve cell, nerve cells, neurone, nervenzelle, neurona, ganglion cell'],
  ['neuron', 'axon, axons, dendrite, dendrites, synapse, synapses, myelin, myelin sheath, soma', 'near'],
  ['torso', 'torso, trunk, organs of the body, internal organs, human organs, abdominal organs, viscera, abdomen, human body, digestive system, digestive tract, organe, rumpf, abdomen anatomy, eingeweide, organes, organos, torso with organs, whole body'],
  ['torso', 'liver, hepar, leber, foie, higado, stomach, gaster, magen, estomac, estomago, intestine, intestines, bowel, colon, small intestine, gut, darm, intestin, intestino, pancreas, spleen, gallbladder, gall bladder, bladder, urinary bladder, oesophagus, esophagus, thyroid, duodenum, appendix', 'near'],
  ['eye', 'eye, eyeball, human eye, oculus, bulbus oculi, auge, augapfel, oeil, ojo, ophthalmic'],
  ['eye', 'retina, cornea, iris, pupil, lens, optic nerve, sclera, vitreous, vitreous body, choroid, macula, fovea, netzhaut, hornhaut', 'near'],
]; // prettier-ignore

const VIEWS: [value: MedicalView, phrases: string][] = [
  ['cutaway', 'cutaway, cut away, cross section, cross sectional, section, sectioned, cut open, opened, half section, bisected, interior view, internal anatomy, internal structure, inside view, inside of, dissected, dissection, sliced, slice, cut, querschnitt, schnitt, langsschnitt, coupe, coupe transversale, seccion, corte'],
  ['translucent', 'translucent, transparent, see through, glass, glassy, semi transparent, ghosted, x ray view, clear, durchsichtig, transparente'],
  ['layers', 'layers, layer by layer, layer peel, peel, peeling, peeled away, peels away, layered, revealing, reveals, reveal, fades away, fading, exploded, exploded view, schichten, couches, capas'],
  ['whole', 'whole, intact, complete, external view, outside view, exterior, surface, isosurface, external, from outside, uncut'],
]; // prettier-ignore

const CUT_WORDS: [value: Exclude<Cut, 'none'>, phrases: string][] = [
  ['sagittal', 'sagittal, midsagittal, mid sagittal, sagittal section, sagittal plane, median section, median plane, lengthways, sagittalschnitt, sagittal cut'],
  ['coronal', 'coronal, coronal section, frontal section, frontal plane, coronal plane, longitudinal section, longitudinal, lengthwise, frontalschnitt, coronal cut, four chamber view'],
  ['transverse', 'transverse, axial, horizontal section, transversal, transverse section, axial section, axial slice, transverse plane, horizontal plane, axial cut'],
]; // prettier-ignore

const PALETTE_WORDS: [value: Palette, phrases: string][] = [
  ['natural', 'natural, natural colours, natural colors, realistic, lifelike, photorealistic, true colours, true colors, anatomical colours, wet, glossy'],
  ['textbook', 'textbook, textbook colours, textbook colors, illustration, illustrated, schematic, diagram, diagrammatic, colour coded, color coded, teaching colours, didactic, flat colours, netter, anatomy atlas, atlas style, educational'],
  ['x-ray', 'x ray, x rays, xray, radiograph, x ray blue, x ray style, radiographic, rontgen, radiography, radiologie'],
]; // prettier-ignore

const BACKGROUND_WORDS: [value: Background, phrases: string][] = [
  ['white', 'white background, on white, white backdrop, light background, bright background, plain white, white'],
  ['grey', 'grey background, gray background, neutral background, on grey, on gray, neutral backdrop, grey, gray, studio background'],
  ['blue', 'blue background, on blue, dark blue background, clinical blue, blue backdrop, navy background, blue'],
  ['black', 'black background, dark background, on black, black backdrop, dark, black, against black'],
]; // prettier-ignore

const LIGHTS: [value: StageLight, phrases: string][] = [
  ['soft', 'soft light, soft lighting, studio light, studio lighting, softbox, three point lighting, soft shadows'],
  ['even', 'even light, even lighting, flat light, flat lighting, shadowless, clinical light, bright light, evenly lit, high key'],
  ['contrast', 'dramatic, dramatic light, dramatic lighting, contrast, high contrast, side light, side lit, moody, cinematic light, low key, strong shadows'],
]; // prettier-ignore

const MOVES: [value: MedicalMove, phrases: string][] = [
  ['orbit', 'orbit, orbiting, rotating, rotate, rotates, rotation, turning, turntable, revolving, spin, spinning, turns, circling, around it, 360, 360 degrees'],
  ['close-up', 'close up, closeup, closeups, zoom, zoom in, zooming in, push in, detail, detailed, macro, approaching, dolly in'],
  ['fly-through', 'fly through, flythrough, flight through, fly inside, flying through, travel through, travelling through, traveling through, journey through, endoscopy, endoscopic, bronchoscopy, inside the vessel, through the vessel, through the airways, endoscopic view'],
  ['layer-peel', 'layer peel animation, peel animation'],
]; // prettier-ignore

const PLAQUE =
  'plaque, atherosclerosis, atherosclerotic, stenosis, narrowed, narrowing, clogged, blocked, cholesterol, fatty deposit, deposit, arteriosclerosis, stenotic';

const FILLERS =
  'human, anatomy, anatomical, medical, organ, organs, model, teaching, clip, lesson, student, students, patient, patients, doctor, doctors, visualisation, ' +
  'visualization, rendering, adult, healthy, normal, specimen, preparation, educational video, science, biology, body, system, structure, structures, ' +
  'showing, shows, labelled, labeled, labels, 3d, three dimensional, animation, animated, slowly, slow, gently, left, right, anterior, posterior, lateral, ' +
  'from the front, from behind, front, from the side, side view, superior, inferior, high detail, background, backdrop, against, der, die, das, le, la, les, el, los, del, des, de';

export const LEXICON = new Lexicon<Entry>([
  ...GRAMMAR_ENTRIES,
  ...each(FILLERS, { kind: 'word', role: 'filler' }),
  ...LIGHTS.flatMap(([value, phrases]) => each(phrases, { kind: 'light', value })),
  ...BACKGROUND_WORDS.flatMap(([value, phrases]) => each(phrases, { kind: 'background', value })),
  ...PALETTE_WORDS.flatMap(([value, phrases]) => each(phrases, { kind: 'palette', value })),
  ...VIEWS.flatMap(([value, phrases]) => each(phrases, { kind: 'view', value })),
  ...CUT_WORDS.flatMap(([value, phrases]) => each(phrases, { kind: 'cut', value })),
  ...MOVES.flatMap(([value, phrases]) => each(phrases, { kind: 'move', value })),
  ...each(PLAQUE, { kind: 'plaque' }),
  ...SUBJECT_WORDS.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'subject', value, ...(near ? { near: true } : {}) }),
  ),
]);

/** Phrases that an unknown word, or a whole prompt, may be close to in meaning. */
export const SUBJECT_PHRASES: readonly Phrase<Entry>[] = LEXICON.phrases.filter(
  ({ entry }) => entry.kind === 'subject',
);
