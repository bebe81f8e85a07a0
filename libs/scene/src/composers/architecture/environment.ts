import type { ArchitectureBrief, Environment } from '../../document/scene-document';
import { WEATHERS } from '../../document/vocabulary';
import type { Random } from '../../geometry/random';
import { sunDirection } from '../../light/sun';
import { round } from './layout/anchor';

const DUSK = 18.5;
const DAWN = 7;

/**
 * Time, weather and orientation. The plot is turned (`north`) so that at the given hour the sun stands in front of the
 * face that looks along `mainYaw` (outwards), some 20 to 50 degrees to one side of it.
 */
export function chooseEnvironment(brief: ArchitectureBrief, random: Random, mainYaw: number): Environment {
  const latitude = 48;
  const hour = brief.hour ?? Math.round(pleasantHour(random.fork('hour')) * 4) / 4;
  const lowSun = hour < DAWN || hour > 18;
  // In late April the sun sets about seven: "dusk" is then blue, and "sunset" is one.
  const dayOfYear = random.fork('day').integer(172 - 60, lowSun ? 126 : 172 + 60);
  // Under a closed sky nobody could tell such an hour from noon.
  const open = WEATHERS.slice(0, 2);
  const weather = brief.weather ?? random.fork('weather').pick(lowSun ? open : [...open, ...WEATHERS]);
  const aside = random.fork('sun-side');
  const offset = aside.between(0.35, 0.85) * (aside.chance(0.5) ? 1 : -1);

  const [x, , z] = sunDirection({ hour, dayOfYear, latitude, north: 0 });
  const north = wrap(mainYaw + offset - Math.atan2(x, z));
  return { hour, dayOfYear, latitude, north: round(north), weather };
}

/** Mostly mornings and afternoons, when the sun reaches into rooms; now and then an evening. */
function pleasantHour(random: Random): number {
  const time = random.next();
  if (time < 0.45) return random.between(7.75, 10.75);
  return time < 0.9 ? random.between(14, 17.75) : random.between(18.6, 19.6);
}

/** The brief's word, else lit when it is dark outside, else as often as such spaces light their lamps by day. */
export function chooseLamps(
  brief: ArchitectureBrief,
  environment: Environment,
  random: Random,
  byDay: number,
): boolean {
  if (brief.lamps !== undefined) return brief.lamps;
  return environment.hour < DAWN || environment.hour > DUSK || random.fork('lamps').chance(byDay);
}

function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
