import { type FashionBrief, FASHION, type Random, WEATHERS } from '@maquette/scene';

/** A brief for one training scene of fashion: every place, garment and cloth, each light; daylight more often than dusk. */
export function sampleFashionBrief(random: Random): FashionBrief {
  const brief: FashionBrief = {
    space: random.pick(['studio', 'studio', 'studio', 'runway', 'street', 'loft', 'garden'] as const),
    style: random.pick(FASHION.styles),
    body: random.chance(0.6) ? 'feminine' : 'masculine',
    character: random.integer(0, 0xffffffff),
    skin: random.pick(FASHION.skins),
    pose: random.pick(FASHION.poses),
    hour: random.chance(0.75) ? random.between(7.5, 18) : random.between(18, 20),
    weather: random.chance(0.5) ? 'clear' : random.pick(WEATHERS),
  };
  if (random.chance(0.6)) brief.season = random.pick(FASHION.seasons);
  if (random.chance(0.6)) brief.light = random.pick(FASHION.lights);
  if (random.chance(0.7)) brief.fabrics = [random.pick(FASHION.fabrics), random.pick(FASHION.fabrics)];
  if (random.chance(0.5)) brief.dyes = [random.pick(FASHION.dyes), random.pick(FASHION.dyes)];
  if (random.chance(0.4)) brief.wears = [{ type: random.pick(FASHION.garments) }];
  if (random.chance(0.4)) brief.move = random.pick(['turntable', 'pose-set', 'push-in'] as const);
  return brief;
}
