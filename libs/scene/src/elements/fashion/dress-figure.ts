import { bodyModel } from '../../assets/body-model';
import type { SceneElement } from '../../document/scene-document';
import { GARMENTS, POSES, SHOES, type Garment as GarmentType } from '../../document/vocabulary/fashion';
import { numberParam } from '../element';
import { choiceParam } from './choice';
import { Collider, KIND } from './cloth/collider';
import { drape } from './cloth/drape';
import { type Cut, covers } from './cloth/garment-cut';
import { type Garment, interleaved, makeGarment, placeIn } from './cloth/make-garment';
import { normalsOf } from './cloth/neighbours';
import { BodyPlaces, COLUMN, type Place, secondSkin } from './cloth/second-skin';
import { type Sheet, vertexCount } from './cloth/sheet';
import { LAYER, cutOf, underCut } from './cloth/tailor';
import { type RestBody, restBody } from './figure/body-shape';
import { type Character, characterOf } from './figure/character';
import { shoeCovers, stanceOf } from './shoes/makes';
import { poseOf } from './figure/poses';
import { groundOf, poseSkeleton, type Skeleton, skin } from './figure/skeleton';

/** A garment as it hangs on its wearer, in the figure's space. */
export interface Worn {
  element: SceneElement;
  garment: Garment;
  /** [3·V] metres */
  points: Float64Array;
  /** [T] 1 where something worn over it hides it. */
  hidden: Uint8Array;
}

/** A figure with all it wears, in its own space: soles on y = 0, front along +Z. */
export interface DressedFigure {
  character: Character;
  rest: RestBody;
  places: BodyPlaces;
  skeleton: Skeleton;
  /** [3·vertices] of the body model */
  body: Float32Array;
  /** [vertices] 1 where clothes hide the skin. */
  covered: Uint8Array;
  worn: Worn[];
  /** Underclothes, seen where nothing else is worn. */
  under: Pick<Worn, 'garment' | 'points' | 'hidden'>;
}

const figures = new WeakMap<readonly SceneElement[], Map<string, DressedFigure>>();

/** The figure of an element id with all that names it as its wearer; made once a document. */
export function dressedFigure(scene: readonly SceneElement[], figure: SceneElement): DressedFigure {
  const known = figures.get(scene) ?? new Map<string, DressedFigure>();
  figures.set(scene, known);
  let dressed = known.get(figure.id);
  if (!dressed) {
    dressed = dress(
      figure,
      scene.filter((element) => element.params?.wearer === figure.id),
    );
    known.set(figure.id, dressed);
  }
  return dressed;
}

function dress(figure: SceneElement, things: readonly SceneElement[]): DressedFigure {
  const model = bodyModel();
  const character = characterOf(figure);
  const rest = restBody(model, character);
  const places = new BodyPlaces(rest);
  const pose = poseOf(choiceParam(figure, 'pose', POSES, 'stand'), numberParam(figure, 'phase', 0));
  const shoes = things.find(({ type }) => (SHOES as readonly string[]).includes(type));
  const skeleton = poseSkeleton(rest, { pose, ...stanceOf(shoes) });
  const body = skin(skeleton, rest.positions, model.boneIndices, model.boneWeights);
  const bodyPlaces = Array.from({ length: model.parts.body.vertices }, (_, v) => places.placeOf(v));
  const colliders = [bodyCollider(body, bodyPlaces)];
  const clothes = things
    .filter(({ type }) => type !== 'cape' && (GARMENTS as readonly string[]).includes(type))
    .sort((a, b) => LAYER[a.type as GarmentType] - LAYER[b.type as GarmentType]);
  const second = secondSkin(places);
  const worn: Worn[] = [];
  for (const element of clothes) {
    const garment = makeGarment(second, places, cutOf(element, places.marks));
    const points = hang(
      garment,
      skeleton,
      groundOf(rest),
      colliders,
      worn.length,
      pose.pelvis.seat !== undefined,
    );
    colliders.push(garmentCollider(garment.sheet, points));
    worn.push({ element, garment, points, hidden: new Uint8Array(garment.sheet.triangles.length / 3) });
  }
  hideInner(worn, places);
  const covered = new Uint8Array(model.vertices);
  for (const { garment } of worn) {
    bodyPlaces.forEach((place, v) => {
      if (covers(garment.cut, places.marks, place) > 0.02 && !opensAt(garment.cut, place)) covered[v] = 1;
    });
  }
  if (shoes) {
    const { ankle, knee } = places.marks;
    bodyPlaces.forEach((place, v) => {
      if (shoeCovers(shoes, place.y, place.legShare, ankle, knee)) covered[v] = 1;
    });
  }
  const under = underclothes(second, places, skeleton, worn);
  bodyPlaces.forEach((place, v) => {
    if (covers(under.garment.cut, places.marks, place) > 0.012) covered[v] = 1;
  });
  return { character, rest, places, skeleton, body, covered, worn, under };
}

function bodyCollider(body: Float32Array, places: readonly Place[]): Collider {
  const { parts, faces } = bodyModel();
  const triangles: number[] = [];
  for (let f = parts.body.face * 4; f < (parts.body.face + parts.body.faces) * 4; f += 4) {
    triangles.push(faces[f], faces[f + 1], faces[f + 2], faces[f], faces[f + 2], faces[f + 3]);
  }
  const positions = body.subarray(0, places.length * 3);
  const normals = normalsOf(positions, Uint32Array.from(triangles));
  return new Collider(
    positions,
    normals,
    Uint8Array.from(places, ({ armShare }) => (armShare > 0.4 ? 1 : 0)),
  );
}

function garmentCollider(sheet: Sheet, points: Float64Array): Collider {
  const normals = normalsOf(points, sheet.triangles);
  const kinds = Uint8Array.from({ length: vertexCount(sheet) }, (_, v) =>
    kindOf(placeIn(sheet, v), normals[v * 3]),
  );
  return new Collider(points, normals, kinds);
}

/** @param sideways x of the normal */
function kindOf({ x, armShare, legShare }: Place, sideways: number): number {
  if (armShare > 0.4) return KIND.arm;
  return legShare > 0.6 && sideways * Math.sign(x) < -0.15 ? KIND.innerLeg : 0;
}

/** Carries a garment along with the bones and lets it fall. */
function hang(
  garment: Garment,
  skeleton: Skeleton,
  ground: number,
  colliders: readonly Collider[],
  layer: number,
  sitting: boolean,
): Float64Array {
  const { sheet, held, cut, skirtRing } = garment;
  const posed = carry(sheet, skeleton, ground);
  if (!sitting) carrySkirt(garment, skeleton, ground, posed);
  const distance = new Float64Array(vertexCount(sheet)).fill(0.004 + layer * 0.0015);
  return drape(
    {
      pattern: interleaved(sheet),
      posed,
      triangles: sheet.triangles,
      held,
      ignored: Uint8Array.from(sheet.columns[COLUMN.armShare], (share, v) =>
        share > 0.4 ? 0 : skirtRing[v] > 0 ? KIND.arm | KIND.innerLeg : KIND.arm,
      ),
      distance,
      stiffness: cut.stiffness * 0.6,
    },
    colliders,
  );
}

/** Linear blend skinning of a sheet, whose heights are over the soles. */
function carry({ columns }: Sheet, { turns, shifts }: Skeleton, ground: number): Float64Array {
  const count = columns[0].length;
  const out = new Float64Array(count * 3);
  for (let bone = 0; bone < turns.length; bone++) {
    const weights = columns[COLUMN.bones + bone];
    const [turn, shift] = [turns[bone], shifts[bone]];
    for (let v = 0; v < count; v++) {
      const w = weights[v];
      if (w === 0) continue;
      const [x, y, z] = [columns[0][v], columns[1][v] + ground, columns[2][v]];
      for (let k = 0; k < 3; k++)
        out[v * 3 + k] += w * (turn[k * 3] * x + turn[k * 3 + 1] * y + turn[k * 3 + 2] * z + shift[k]);
    }
  }
  return out;
}

/** How far a skirt follows the swing of the thighs, forward and back. */
const SWING = 0.65;

/** A skirt hangs from the hips: legs that come together do not narrow it, legs that swing take it along. */
function carrySkirt(
  { sheet, skirtRing }: Garment,
  { turns, shifts }: Skeleton,
  ground: number,
  posed: Float64Array,
): void {
  const { columns } = sheet;
  const [turn, shift] = [turns[0], shifts[0]];
  for (let v = 0; v < skirtRing.length; v++) {
    if (skirtRing[v] === 0) continue;
    const [x, y, z] = [columns[0][v], columns[1][v] + ground, columns[2][v]];
    const hips = [0, 1, 2].map((k) => turn[k * 3] * x + turn[k * 3 + 1] * y + turn[k * 3 + 2] * z + shift[k]);
    const legs = posed[v * 3 + 2];
    posed[v * 3] = hips[0];
    posed[v * 3 + 1] = hips[1];
    posed[v * 3 + 2] = hips[2] + (legs - hips[2]) * SWING;
  }
}

/** A plain singlet and shorts in one, close to the skin. */
function underclothes(
  second: Sheet,
  places: BodyPlaces,
  skeleton: Skeleton,
  worn: readonly Worn[],
): DressedFigure['under'] {
  const garment = makeGarment(second, places, underCut(places.marks));
  const points = carry(garment.sheet, skeleton, groundOf(places.rest));
  const under = { garment, points, hidden: new Uint8Array(garment.sheet.triangles.length / 3) };
  hideInner([under, ...worn], places);
  return under;
}

/** What lies well inside of something worn over it is not drawn, and so cannot show through it. */
function hideInner(worn: readonly Pick<Worn, 'garment' | 'hidden'>[], { marks }: BodyPlaces): void {
  worn.forEach(({ garment: { sheet }, hidden }, i) => {
    const over = worn.slice(i + 1).map(({ garment }) => garment.cut);
    if (over.length === 0) return;
    const deep = Uint8Array.from({ length: vertexCount(sheet) }, (_, v) => {
      const place = placeIn(sheet, v);
      return over.some((cut) => covers(cut, marks, place) > 0.03 && !opensAt(cut, place)) ? 1 : 0;
    });
    for (let t = 0; t < hidden.length; t++)
      hidden[t] = sheet.triangles.subarray(t * 3, t * 3 + 3).every((v) => deep[v] === 1) ? 1 : 0;
  });
}

/** Does a garment that is worn open show what is under it here. */
function opensAt({ opening }: Cut, { x, z }: Place): boolean {
  return opening !== null && z > -0.05 && Math.abs(x) < Math.max(opening.top, opening.bottom) + 0.06;
}
