import type { Opening, SceneDocument, SceneElement, Vec3 } from '../document/scene-document';

/** An opening that the sky shines through, as a parallelogram: origin + s·u + t·v, 0 ≤ s, t ≤ 1. */
export interface Portal {
  origin: Vec3;
  u: Vec3;
  v: Vec3;
  /** Unit normal of the wall. */
  normal: Vec3;
  area: number;
  /** Corners of the axis-aligned box around it. */
  min: Vec3;
  max: Vec3;
  /** Samples along each edge. */
  samples: number;
}

/** The openings of an interior's walls; an exterior has none. Sampling them finds the sky that few random rays would meet. */
export function portalsOf(document: SceneDocument): Portal[] {
  if (document.setting === 'exterior') return [];
  const walls = document.elements.filter((element) => element.type === 'wall');
  const portals = walls.flatMap((wall) =>
    (wall.openings ?? [])
      .filter((opening) => isOpen(wall, opening))
      .map((opening) => portalOf(wall, opening)),
  );
  // The rays of a vertex are shared out: many small windows need fewer samples each.
  const samples = portals.length <= 2 ? 5 : portals.length <= 5 ? 4 : 3;
  return portals.map((portal) => ({ ...portal, samples }));
}

/** Whether one can look through: the leaf of a door is closed unless the wall has none. */
function isOpen(wall: SceneElement, { kind }: Opening): boolean {
  return kind !== 'door' || wall.params?.doors === 'none';
}

function portalOf(wall: SceneElement, opening: Opening): Portal {
  const cos = Math.cos(wall.yaw);
  const sin = Math.sin(wall.yaw);
  // Left end as seen from the front (+Z) is −X.
  const left = opening.offset - wall.size[0] / 2;
  const along: Vec3 = [cos, 0, -sin];
  const origin: Vec3 = [
    wall.position[0] + along[0] * left,
    wall.position[1] + opening.sill,
    wall.position[2] + along[2] * left,
  ];
  const u: Vec3 = [along[0] * opening.width, 0, along[2] * opening.width];
  const v: Vec3 = [0, opening.height, 0];
  const end: Vec3 = [origin[0] + u[0], origin[1] + v[1], origin[2] + u[2]];
  return {
    origin,
    u,
    v,
    normal: [sin, 0, cos],
    area: opening.width * opening.height,
    min: [Math.min(origin[0], end[0]), origin[1], Math.min(origin[2], end[2])],
    max: [Math.max(origin[0], end[0]), end[1], Math.max(origin[2], end[2])],
    samples: 4,
  };
}
