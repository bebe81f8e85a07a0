import type { Environment } from '../../document/scene-document';
import type { MaterialName, ArchitectureSpace, Weather } from '../../document/vocabulary';

const NOUNS: Record<ArchitectureSpace, string> = {
  'living-room': 'living room',
  kitchen: 'kitchen',
  bedroom: 'bedroom',
  bathroom: 'bathroom',
  office: 'office',
  gallery: 'gallery',
  lobby: 'lobby',
  'stair-hall': 'stair hall',
  villa: 'villa',
  'row-house': 'row of houses',
  block: 'apartment block',
};

const SKIES: Record<Weather, string> = {
  clear: 'under a clear sky',
  'partly-cloudy': 'under a partly cloudy sky',
  overcast: 'under an overcast sky',
  hazy: 'in haze',
};

/** A name as people say it: `oak-planks` is "oak planks". */
export function spoken(material: MaterialName): string {
  return material.replaceAll('-', ' ');
}

/** "Kitchen of 4.2 × 5 m with oak planks and white plaster, on a morning under a clear sky." */
export function titleOf(
  space: ArchitectureSpace,
  environment: Environment,
  materials: readonly MaterialName[],
  measures?: { width: number; depth: number },
): string {
  const noun = NOUNS[space];
  const size = measures ? ` of ${trim(measures.width)} × ${trim(measures.depth)} m` : '';
  const names = [...new Set(materials)].map(spoken);
  const list =
    names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : names[0];
  return `${noun[0].toUpperCase()}${noun.slice(1)}${size} with ${list}, ${dayTime(environment.hour)} ${SKIES[environment.weather]}`;
}

function dayTime(hour: number): string {
  if (hour < 5 || hour >= 22) return 'at night';
  if (hour < 7.5) return 'in the early morning';
  if (hour < 11) return 'in the morning';
  if (hour < 13.5) return 'at midday';
  if (hour < 17) return 'in the afternoon';
  return 'in the evening';
}

function trim(metres: number): string {
  return String(Math.round(metres * 10) / 10);
}
