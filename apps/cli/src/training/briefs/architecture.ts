import { type ArchitectureBrief, type Random, ARCHITECTURE_SPACES, SIZES, WEATHERS } from '@maquette/scene';

/** A brief for one training scene: every space, all times of day, more daylight than night. */
export function sampleArchitectureBrief(random: Random): ArchitectureBrief {
  const space = random.pick(ARCHITECTURE_SPACES);
  const brief: ArchitectureBrief = { space, hour: sampleHour(random) };
  if (random.chance(0.5)) brief.size = random.pick(SIZES);
  brief.weather = random.chance(0.55) ? 'clear' : random.pick(WEATHERS);
  if (random.chance(0.3)) brief.windows = random.pick(['few', 'normal', 'large'] as const);
  if (random.chance(0.25)) brief.lamps = random.chance(0.6);
  if (random.chance(0.4)) brief.floor = random.pick(FLOORS);
  if (random.chance(0.4)) brief.wall = random.pick(WALLS);
  if (random.chance(0.3)) brief.fabric = random.pick(FABRICS);
  if (random.chance(0.3)) brief.wood = random.pick(WOODS);
  if (random.chance(0.4)) brief.facade = random.pick(FACADES);
  return brief;
}

function sampleHour(random: Random): number {
  const kind = random.next();
  if (kind < 0.72) return random.between(7, 18.5);
  if (kind < 0.86) return random.chance(0.5) ? random.between(4.8, 7) : random.between(18.5, 20.4);
  return random.chance(0.5) ? random.between(20.4, 23.9) : random.between(0, 4.5);
}

const FLOORS = [
  'oak-planks',
  'walnut-planks',
  'pine-planks',
  'oak-herringbone',
  'concrete',
  'polished-concrete',
  'terrazzo',
  'white-marble',
  'black-marble',
  'white-tile',
  'terracotta-tile',
  'checker-tile',
  'carpet-grey',
  'carpet-beige',
  'limestone',
] as const;

const WALLS = [
  'white-plaster',
  'cream-plaster',
  'grey-plaster',
  'sage-paint',
  'navy-paint',
  'terracotta-paint',
  'mustard-paint',
  'red-brick',
  'white-brick',
  'concrete',
  'green-tile',
  'blue-tile',
] as const;

const FABRICS = [
  'linen-beige',
  'wool-grey',
  'wool-blue',
  'velvet-green',
  'cotton-white',
  'leather-brown',
  'leather-black',
] as const;

const WOODS = ['oak-planks', 'dark-wood', 'light-wood', 'white-paint', 'black-paint'] as const;

const FACADES = [
  'white-plaster',
  'red-brick',
  'white-brick',
  'timber-cladding',
  'concrete',
  'rubble-stone',
  'limestone',
] as const;
