import { MaquetteError, noticeOf } from '@maquette/kernel';
import type { MedicalBrief } from '../../document/medical-brief';
import type { SceneDocument, SceneElement, Vec3 } from '../../document/scene-document';
import type { MaterialName } from '../../document/vocabulary';
import {
  BACKGROUNDS,
  type MedicalView,
  type Palette,
  STAGE_LIGHTS,
  SUBJECTS,
} from '../../document/vocabulary/medical';
import { CATALOGUE } from '../../elements/catalogue';
import { Random } from '../../geometry/random';
import { round } from '../architecture/layout/anchor';
import { composeFlight, FLIGHTS } from './flight';
import { COVE, MIDDLE, stageElements } from './stage';
import { DENSE, type Piece, SHOWINGS, type Showing, TEXTBOOK } from './subjects';

/** How much of a clear part still shows. */
const CLEAR = 0.28;

/**
 * Builds the scene that a brief asks for; what it leaves open follows from the seed, each aspect from a stream of its own.
 * The same brief and seed give the same document. The camera is left without keyframes: see `planMedicalCamera`.
 *
 * @throws MaquetteError `subject-unknown` (bad-input) when the brief names a subject that nobody composes.
 */
export function composeMedical(brief: MedicalBrief, seed: number): SceneDocument {
  if (brief.move === 'fly-through' && brief.subject in FLIGHTS) return composeFlight(brief, seed);
  const showing = SHOWINGS[brief.subject];
  if (!showing) throw unknownSubject(brief.subject);
  const random = new Random(seed);
  const view = chooseView(brief, showing);
  const cut = view === 'cutaway' ? chooseCut(brief, showing) : null;
  const palette = brief.palette ?? 'natural';
  const background =
    brief.background ?? (palette === 'x-ray' ? 'black' : random.fork('background').pick(BACKGROUNDS));
  const light = brief.light ?? random.fork('light').pick(['soft', 'soft', ...STAGE_LIGHTS] as const);
  const turn = cut?.cut === 'sagittal' ? 1.2 : view === 'cutaway' ? 0.2 : showing.front;
  const pieces = showing.pieces.map((piece) => place(piece, view, palette, cut, brief));
  const height = COVE.height;
  return {
    schema: 'maquette/scene/1',
    domain: 'medical',
    title: titleOf(showing, view, cut?.cut),
    notice: noticeOf('medical')!,
    seed,
    space: 'stage',
    setting: 'interior',
    // A closed stage at night: all light is the lamps'.
    environment: { hour: 0, dayOfYear: 172, latitude: 48, north: 0, weather: 'overcast' },
    lamps: true,
    bounds: { min: [-COVE.radius, 0, -COVE.radius], max: [COVE.radius, height, COVE.radius] },
    elements: [...stageElements(light, `backdrop-${background}`, turn, random.fork('stage')), ...pieces],
    camera: { keyframes: [], move: moveOf(brief, view) },
  };
}

/** The view asked for where the subject has it, else its usual one. */
function chooseView({ view, cut, move }: MedicalBrief, { views }: Showing): MedicalView {
  if (view && views.includes(view)) return view;
  if (cut && cut !== 'none' && views.includes('cutaway')) return 'cutaway';
  if (move === 'layer-peel' && views.includes('layers')) return 'layers';
  return views[0];
}

function chooseCut({ cut }: MedicalBrief, { cuts }: Showing): Showing['cuts'][number] | null {
  return cuts.find((one) => one.cut === cut) ?? cuts[0] ?? null;
}

function moveOf({ move }: MedicalBrief, view: MedicalView): NonNullable<SceneDocument['camera']['move']> {
  if (view === 'layers') return 'layer-peel';
  return move === 'close-up' ? move : 'orbit';
}

function place(
  { type, params, shell }: Piece,
  view: MedicalView,
  palette: Palette,
  cut: Showing['cuts'][number] | null,
  brief: MedicalBrief,
): SceneElement {
  const { size, slots } = CATALOGUE[type];
  const position: Vec3 = [0, round(MIDDLE[1] - size[1] / 2), 0];
  const clear = view === 'translucent';
  const own: NonNullable<SceneElement['params']> = {
    ...params,
    ...(cut && shell ? { cut: cut.cut, cutAt: cut.at } : {}),
    ...(brief.plaque && type === 'blood-vessel' ? { plaque: 0.7 } : {}),
    ...(shell && clear ? { opacity: CLEAR } : {}),
    ...(shell && view === 'layers' ? { fadeFrom: 0.25, fadeUntil: 0.75, fadeTo: 0.08 } : {}),
  };
  const materials = dyed(slots, palette);
  return {
    id: `${type}-1`,
    type,
    position,
    yaw: 0,
    size,
    ...(Object.keys(materials).length > 0 ? { materials } : {}),
    ...(Object.keys(own).length > 0 ? { params: own } : {}),
  };
}

function dyed(slots: Record<string, MaterialName>, palette: Palette): Record<string, MaterialName> {
  if (palette === 'natural') return {};
  const dye = (name: MaterialName): MaterialName =>
    palette === 'textbook' ? (TEXTBOOK[name] ?? name) : DENSE.includes(name) ? 'xray-pale' : 'xray-blue';
  return Object.fromEntries(Object.entries(slots).map(([slot, name]) => [slot, dye(name)]));
}

function titleOf({ name }: Showing, view: MedicalView, cut: string | undefined): string {
  const how: Record<MedicalView, string> = {
    whole: '',
    cutaway: `, ${cut} section`,
    translucent: ', translucent',
    layers: ', layer by layer',
  };
  return name + how[view];
}

function unknownSubject(subject: unknown): MaquetteError {
  return new MaquetteError('bad-input', 'subject-unknown', `No composer builds "${String(subject)}".`, {
    hint: `Choose one of ${SUBJECTS.join(', ')}.`,
  });
}
