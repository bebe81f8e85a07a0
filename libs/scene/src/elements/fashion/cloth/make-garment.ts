import type { Vec3 } from '../../../document/scene-document';
import { belowNeckline, type Cut, covers } from './garment-cut';
import { normalsOf } from './neighbours';
import { Profile } from './profile';
import { type BodyPlaces, COLUMN, type Landmarks, type Place, smooth } from './second-skin';
import { cut as cutSheet, extend, rims, type Sheet, vertexCount } from './sheet';

/** A garment cut out and sewn, on the body at rest. */
export interface Garment {
  cut: Cut;
  sheet: Sheet;
  /** [V] 1 held by the body, 0 free. */
  held: Float64Array;
  /** [V] below this ring index the skirt was added; 0 for cloth that follows the body's own surface. */
  skirtRing: Uint16Array;
}

const SKIRT_SPACING = 0.028;
const JOIN = 0.035;

/** Cuts a garment from the second skin, widens it, and lets skirts and wide legs fall. */
export function makeGarment(skin: Sheet, places: BodyPlaces, cut: Cut): Garment {
  const { marks } = places;
  let sheet = cutOut(skin, marks, cut);
  widen(sheet, marks, cut);
  shapeBody(sheet, marks, cut);
  smooth(sheet, 3, 0.4);
  let rings: Uint16Array = new Uint16Array(vertexCount(sheet));
  if (cut.legs !== 'tubes' && cut.hem < marks.crotch + JOIN)
    ({ sheet, rings } = addSkirt(sheet, places, cut));
  if (cut.legs === 'tubes' && cut.legHem < marks.ankle + 0.02) sheet = lengthenLegs(sheet, marks, cut);
  if (cut.sleeve !== null && cut.sleeve > 1.9) sheet = lengthenSleeves(sheet, places);
  if (cut.opening) sheet = openFront(sheet, marks, cut);
  const held = Float64Array.from({ length: vertexCount(sheet) }, (_, v) =>
    holdAt(placeIn(sheet, v), marks, cut),
  );
  const skirtRing = new Uint16Array(vertexCount(sheet));
  skirtRing.set(rings.subarray(0, skirtRing.length));
  return { cut, sheet, held, skirtRing };
}

export function placeIn({ columns }: Sheet, v: number): Place {
  return {
    x: columns[COLUMN.x][v],
    y: columns[COLUMN.y][v],
    z: columns[COLUMN.z][v],
    armShare: columns[COLUMN.armShare][v],
    arm: columns[COLUMN.arm][v],
    legShare: columns[COLUMN.legShare][v],
    leg: columns[COLUMN.leg][v],
  };
}

/** As much of the second skin as the garment has; what falls free below is added later. */
function cutOut(skin: Sheet, marks: Landmarks, cut: Cut): Sheet {
  const lowest = cut.legs === 'tubes' ? cut.legHem : cut.hem;
  const stop =
    cut.legs === 'tubes' ? Math.max(lowest, marks.ankle + 0.02) : Math.max(lowest, marks.crotch + JOIN);
  const whole = { ...cut, hem: stop, legHem: stop };
  // One edge after the other, so that corners stay sharp.
  let sheet = cutSheet(skin, (v) => belowNeckline(cut.neck, marks, placeIn(skin, v)));
  if (!cut.upper) {
    sheet = cutSheet(skin, (v) =>
      skin.columns[COLUMN.armShare][v] > 0.3 ? -1 : cut.top - skin.columns[COLUMN.y][v],
    );
  } else {
    const above = sheet;
    sheet = cutSheet(above, (v) => {
      const place = placeIn(above, v);
      if (cut.sleeve === null) return (0.42 - place.armShare) * 0.12;
      return place.armShare > 0.02 ? (cut.sleeve - place.arm) * 0.27 : 1;
    });
  }
  const rest = sheet;
  return cutSheet(rest, (v) =>
    rest.columns[COLUMN.armShare][v] > 0.5
      ? 1
      : covers({ ...whole, upper: false, top: 9 }, marks, { ...placeIn(rest, v), armShare: 0 }),
  );
}

/** Moves the cloth away from the body: its ease everywhere, more along sleeves and legs. */
function widen(sheet: Sheet, marks: Landmarks, cut: Cut): void {
  const positions = interleaved(sheet);
  const normals = normalsOf(positions, sheet.triangles);
  for (let v = 0; v < vertexCount(sheet); v++) {
    const place = placeIn(sheet, v);
    // A sleeve is narrower than the body's ease would make it.
    let out = cut.ease * (1 - 0.5 * place.armShare);
    if (place.armShare > 0) {
      const t = Math.min(1, Math.max(0, place.arm / 2));
      const [upper, wrist] = cut.sleeveEase;
      out += place.armShare * (upper + (wrist - upper) * t) * Math.min(1, place.arm * 4);
    }
    if (cut.legs === 'tubes' && place.legShare > 0) {
      const [thigh, knee, hem] = cut.legEase;
      const t = Math.min(2, Math.max(0, place.leg));
      const own = t < 1 ? thigh + (knee - thigh) * t : knee + (hem - knee) * (t - 1);
      out +=
        Math.max(0, place.legShare) *
        own *
        Math.min(1, Math.max(0, (marks.crotch + 0.06 - place.y) * 8 + 0.3));
    }
    for (let k = 0; k < 3; k++) sheet.columns[k][v] += normals[v * 3 + k] * out;
  }
}

/** Cloth spans hollows, and hangs from chest and shoulder blades instead of following the waist. */
function shapeBody(sheet: Sheet, marks: Landmarks, cut: Cut): void {
  const { columns } = sheet;
  const onBody = (v: number): boolean =>
    columns[COLUMN.armShare][v] < 0.4 && (cut.legs !== 'tubes' || columns[COLUMN.y][v] > marks.crotch + 0.02);
  const profile = Profile.of(sheet, onBody);
  profile.span();
  profile.hang(marks.chest, cut.taper);
  if (cut.flare > 0) profile.spread(cut.flareFrom, cut.flare);
  for (let v = 0; v < vertexCount(sheet); v++) {
    if (!onBody(v)) continue;
    const y = columns[COLUMN.y][v];
    const below = Math.min(1, Math.max(0, (marks.armpit + 0.02 - y) / 0.08));
    const share = below * Math.min(1, (0.4 - columns[COLUMN.armShare][v]) * 5);
    if (share <= 0) continue;
    const [dx, dz] = [columns[COLUMN.x][v], columns[COLUMN.z][v] - profile.centre];
    const r = Math.hypot(dx, dz);
    const wanted = profile.at(Math.atan2(dx, dz), y);
    if (wanted <= r || r < 1e-6) continue;
    const factor = 1 + (wanted / r - 1) * share;
    columns[COLUMN.x][v] = dx * factor;
    columns[COLUMN.z][v] = profile.centre + dz * factor;
  }
}

/** One tube around both legs, from the lower rim of the body down to the hem, in folds. */
function addSkirt(sheet: Sheet, places: BodyPlaces, cut: Cut): { sheet: Sheet; rings: Uint16Array } {
  const { marks } = places;
  const join = Math.max(cut.hem, marks.crotch + JOIN);
  const rim = rims(sheet).find((loop) =>
    loop.every((v) => Math.abs(sheet.columns[COLUMN.y][v] - join) < 0.05),
  );
  if (!rim) return { sheet, rings: new Uint16Array(vertexCount(sheet)) };
  const count = Math.max(1, Math.round((join - cut.hem) / SKIRT_SPACING));
  const centre: Vec3 = [0, 0, rim.reduce((sum, v) => sum + sheet.columns[COLUMN.z][v], 0) / rim.length];
  const bones = places.rest.model.bones.map(({ name }) => name);
  const first = vertexCount(sheet);
  const grown = extend(sheet, rim, count, (i, ring) => {
    const v = rim[i];
    const [x0, y0, z0] = [0, 1, 2].map((k) => sheet.columns[k][v]);
    const down = ((join - cut.hem) * ring) / count;
    const [dx, dz] = [x0 - centre[0], z0 - centre[2]];
    const r = Math.hypot(dx, dz);
    const angle = Math.atan2(dx, dz);
    const y = y0 - down;
    const t = (cut.flareFrom - y) / Math.max(0.05, cut.flareFrom - cut.hem);
    const radius = r + cut.flare * down + foldAt(cut, angle, Math.max(0, Math.min(1, t)));
    const weights = new Array<number>(bones.length).fill(0);
    // Left half with the left thigh, right half with the right one, by what they carry.
    const side = Math.min(1, Math.max(0, 0.5 + (x0 / Math.max(0.05, r)) * 0.75));
    weights[bones.indexOf('thigh_l')] = side;
    weights[bones.indexOf('thigh_r')] = 1 - side;
    return [(dx / r) * radius, y, centre[2] + (dz / r) * radius, 0, 0, 1, down, ...weights];
  });
  const rings = new Uint16Array(vertexCount(grown));
  for (let v = first; v < rings.length; v++) rings[v] = 1 + Math.floor((v - first) / rim.length);
  return { sheet: grown, rings };
}

/** Depth of the folds at an angle; `t` runs from 0 where they begin to 1 at the hem. */
function foldAt({ folds }: Cut, angle: number, t: number): number {
  if (folds.count === 0) return 0;
  if (folds.sharp) {
    const saw = ((angle / (2 * Math.PI)) * folds.count * 2) % 1;
    return folds.depth * (0.45 + 0.55 * t) * (Math.abs(((saw + 1) % 1) - 0.5) * 4 - 1);
  }
  // Folds of unlike width: two waves out of step.
  const wave =
    Math.sin(folds.count * angle + 0.7) * 0.65 +
    Math.sin((folds.count * 0.62 + 1) * angle + 2.1 + 0.5 * Math.sin(angle)) * 0.35;
  return folds.depth * t * wave;
}

/** Trousers that reach the shoes or the ground. */
function lengthenLegs(sheet: Sheet, marks: Landmarks, cut: Cut): Sheet {
  let grown = sheet;
  const stop = marks.ankle + 0.02;
  for (const rim of rims(sheet)) {
    if (!rim.every((v) => Math.abs(sheet.columns[COLUMN.y][v] - stop) < 0.04)) continue;
    const count = Math.max(1, Math.round((stop - cut.legHem) / 0.02));
    const middle = [0, 2].map((k) => rim.reduce((sum, v) => sum + sheet.columns[k][v], 0) / rim.length);
    grown = extend(grown, rim, count, (i, ring) => {
      const v = rim[i];
      const down = ((stop - cut.legHem) * ring) / count;
      const spread = 1 + down * 0.6;
      const row = sheet.columns.map((column) => column[v]);
      row[0] = middle[0] + (row[0] - middle[0]) * spread;
      row[1] -= down;
      row[2] = middle[1] + (row[2] - middle[1]) * spread + down * 0.12;
      return row;
    });
  }
  return grown;
}

/** Sleeves that reach over the wrists. */
function lengthenSleeves(sheet: Sheet, places: BodyPlaces): Sheet {
  let grown = sheet;
  for (const rim of rims(sheet)) {
    if (!rim.every((v) => sheet.columns[COLUMN.arm][v] > 1.8)) continue;
    const side = sheet.columns[COLUMN.x][rim[0]] > 0 ? 'l' : 'r';
    const [elbow, wrist] = [places.joint(`lowerarm_${side}`), places.joint(`hand_${side}`)];
    const along = [0, 1, 2].map((k) => wrist[k] - elbow[k]);
    const long = Math.hypot(...along);
    grown = extend(grown, rim, 2, (i, ring) => {
      const row = sheet.columns.map((column) => column[rim[i]]);
      for (let k = 0; k < 3; k++) row[k] += (along[k] / long) * ring * 0.016;
      row[COLUMN.arm] += (ring * 0.016) / long;
      return row;
    });
  }
  return grown;
}

/** Parts the front between its edges. */
function openFront(sheet: Sheet, marks: Landmarks, cut: Cut): Sheet {
  const { top, bottom } = cut.opening!;
  const { columns } = sheet;
  const [high, low] = [marks.neck[1], cut.hem];
  return cutSheet(sheet, (v) => {
    if (columns[COLUMN.z][v] < marks.neck[2] || columns[COLUMN.armShare][v] > 0.3) return 1;
    const t = Math.min(1, Math.max(0, (high - columns[COLUMN.y][v]) / (high - low)));
    return Math.abs(columns[COLUMN.x][v]) - (top + (bottom - top) * t);
  });
}

/** Shoulders carry what is above, a waistband what is below; sleeves go with the arms a little. */
function holdAt(place: Place, marks: Landmarks, cut: Cut): number {
  const ramp = (from: number, to: number): number => {
    const t = Math.min(1, Math.max(0, (place.y - from) / (to - from)));
    return t * t * (3 - 2 * t);
  };
  if (cut.upper) {
    const shoulders = 0.6 * ramp(marks.armpit - 0.06, marks.shoulder + 0.02);
    if (place.armShare > 0.5) return place.arm < 0.35 ? 0.12 : 0.03;
    const waist = cut.waistHeld ? 0.35 * Math.exp(-(((place.y - marks.waist) / 0.03) ** 2)) : 0;
    return Math.max(shoulders, waist, cut.legs === 'tubes' ? 0.03 : 0);
  }
  return Math.max(ramp(cut.top - 0.05, cut.top - 0.015), 0.25 * ramp(marks.crotch, cut.top - 0.03), 0.02);
}

export function interleaved({ columns }: Sheet): Float64Array {
  const out = new Float64Array(columns[0].length * 3);
  for (let v = 0; v < columns[0].length; v++) for (let k = 0; k < 3; k++) out[v * 3 + k] = columns[k][v];
  return out;
}
