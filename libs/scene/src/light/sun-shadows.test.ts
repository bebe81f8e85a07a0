import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../document/scene-document';
import { MeshSink } from '../geometry/mesh-sink';
import { normalise } from '../geometry/vector';
import { SunShadows } from './sun-shadows';

/** A lawn with one block two metres high at the origin, and one twenty metres to the east. The sun stands in the west. */
const SUN: Vec3 = normalise([-1, 1, 0]);

function shadows(): SunShadows {
  const sink = new MeshSink(10);
  sink.begin('lawn', { position: [0, 0, 0], yaw: 0 });
  sink.quad([-40, 0, 40], [40, 0, 40], [40, 0, -40], [-40, 0, -40], 'grass');
  for (const x of [0, 20]) {
    sink.begin(`block-${x}`, { position: [x, 0.001, 0], yaw: 0 });
    sink.box([-1, 0, -1], [1, 2, 1], 'concrete');
  }
  const bounds = { min: [-3, 0, -3] as Vec3, max: [3, 3, 3] as Vec3 };
  return new SunShadows(sink.finish(), SUN, { bounds, setting: 'interior' });
}

describe('SunShadows', () => {
  const map = shadows();
  const cosine = SUN[1];

  it('darkens the ground behind a block, within the room and far outside it', () => {
    expect(map.visibility(2, 0, 0, cosine)).toBe(0); // from x = 1 to 3 the block near the origin hides the sun
    expect(map.visibility(22, 0, 0, cosine)).toBe(0);
  });

  it('leaves the side towards the sun lit', () => {
    expect(map.visibility(-2.5, 0, 0, cosine)).toBe(1);
    expect(map.visibility(17, 0, 0, cosine)).toBe(1);
    expect(map.visibility(22, 0, 3, cosine)).toBe(1);
  });

  it('softens the edge of a shadow', () => {
    const across = Array.from({ length: 21 }, (_, i) => map.visibility(2, 0, 0.98 + i * 0.002, cosine));
    expect(across.some((lit) => lit > 0 && lit < 1)).toBe(true);
  });

  it('does not let a lit surface shade itself at a grazing angle', () => {
    for (let x = -2.9; x < -1.2; x += 0.03) expect(map.visibility(x, 0, 1.7, 0.3)).toBe(1);
  });

  it('calls everything lit that lies beyond its reach', () => {
    expect(map.visibility(500, 0, 0, cosine)).toBe(1);
  });
});
