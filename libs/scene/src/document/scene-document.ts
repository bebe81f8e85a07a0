import type { Domain } from '@maquette/kernel';
import type {
  ArchitectureSpace,
  CameraMove,
  ElementType,
  MaterialName,
  RoomSize,
  Space,
  Style,
  Weather,
} from './vocabulary';

/** Metres, right-handed, Y up (as in glTF). */
export type Vec3 = readonly [x: number, y: number, z: number];

/** A hole in a wall, measured along the wall from its left end as seen from its front (+Z side), metres. */
export interface Opening {
  kind: 'window' | 'door' | 'archway';
  /** Distance of the hole's left edge from the wall's left end. */
  offset: number;
  /** Height of the hole's lower edge above the wall's base; 0 for doors and archways. */
  sill: number;
  width: number;
  height: number;
  /** Frame and mullion material; an archway has none. */
  frame?: MaterialName;
}

export interface SceneElement {
  /** Unique and readable: `sofa-1`. Masks and edits name elements by it. */
  id: string;
  type: ElementType;
  /** Centre of the element's base. */
  position: Vec3;
  /** Radians about +Y, counter-clockwise seen from above; at 0 the element's front looks along +Z. */
  yaw: number;
  /** Width (x), height (y), depth (z), before the yaw. */
  size: Vec3;
  /** Material per slot of the element type; a slot that is left out takes the type's default. */
  materials?: Record<string, MaterialName>;
  /** Whatever else the element type documents: number of cushions, lamp power in lumen, … */
  params?: Record<string, number | string | boolean>;
  /** Walls only. */
  openings?: Opening[];
}

export interface Environment {
  /** Local solar time, 0 ≤ hour < 24; 12 is the sun's highest point. */
  hour: number;
  /** 1–365; 172 is midsummer in the north. */
  dayOfYear: number;
  /** Degrees, north positive. */
  latitude: number;
  /** Radians about +Y from −Z to true north, counter-clockwise seen from above. */
  north: number;
  weather: Weather;
}

export interface CameraKeyframe {
  /** Seconds from the clip's start. */
  time: number;
  position: Vec3;
  lookAt: Vec3;
  /** Vertical field of view, degrees. */
  fov: number;
}

/** Keyframes in time order, joined by a centripetal Catmull-Rom curve. */
export interface CameraPath {
  keyframes: CameraKeyframe[];
  /** What the planner was or is to make; left out, the domain's usual move. */
  move?: CameraMove;
}

/** The composed maquette: all that decides a picture, readable and editable. */
export interface SceneDocument {
  schema: 'maquette/scene/1';
  domain: Domain;
  title: string;
  /** Medical scenes: see noticeOf. It is drawn into every picture whether it stands here or not. */
  notice?: string;
  seed: number;
  space: Space;
  setting: 'interior' | 'exterior';
  environment: Environment;
  /** Are the lamps lit. */
  lamps: boolean;
  /** The room (interior) or plot (exterior): walkable ground lies within it. */
  bounds: { min: Vec3; max: Vec3 };
  elements: SceneElement[];
  camera: CameraPath;
}

/** What a prompt asked for, before anything is placed. Everything left out is the composer's choice, by seed. */
export interface ArchitectureBrief {
  space: ArchitectureSpace;
  style?: Style;
  size?: RoomSize;
  /** Metres, when the prompt gives measures ("6 by 4 metres"). */
  width?: number;
  depth?: number;
  height?: number;
  floor?: MaterialName;
  wall?: MaterialName;
  /** Timber of furniture, or of the kitchen fronts. */
  wood?: MaterialName;
  /** Upholstery and bedding. */
  fabric?: MaterialName;
  /** Work tops, basins' surrounds. */
  counter?: MaterialName;
  metal?: MaterialName;
  facade?: MaterialName;
  roof?: MaterialName;
  /** Local solar time 0–24. */
  hour?: number;
  weather?: Weather;
  lamps?: boolean;
  /** Asked numbers of things: 0 for "no rug" or "without plants". */
  counts?: Partial<Record<ElementType, number>>;
  windows?: 'few' | 'normal' | 'large';
  /** Outdoors: number of storeys. */
  storeys?: number;
}
