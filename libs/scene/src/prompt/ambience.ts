import type { Weather } from '../document/vocabulary';

/** Time of day, weather and lamps: the same words in every domain. */
export type AmbienceEntry =
  | { kind: 'hour'; hour: number }
  | { kind: 'weather'; value: Weather; near?: boolean }
  | { kind: 'lamps'; value: boolean };

/** Local solar time. Composed days lie between late April and late August at 48° north: the sun is up from about 5 to 19. */
const HOURS: [hour: number, phrases: string][] = [
  [0, 'midnight'],
  [5, 'dawn, daybreak, first light, crack of dawn'],
  [5.75, 'sunrise, sunup'],
  [7, 'early morning, early in the morning'],
  [9, 'morning, morning light, morning sun, in the morning, breakfast time'],
  [11, 'late morning, before noon, forenoon'],
  [12, 'noon, midday, high noon, lunchtime, midday sun'],
  [13.5, 'early afternoon'],
  [15.5, 'afternoon, afternoon light, afternoon sun, mid afternoon'],
  [17, 'late afternoon, late in the afternoon, late afternoon sun'],
  [18.25, 'golden hour, low sun, evening sun, evening light, early evening, golden light'],
  [18.75, 'sunset, sundown, at sunset, setting sun'],
  [19.25, 'evening'],
  [19.75, 'dusk, twilight, nightfall, blue hour, gloaming'],
  [22.5, 'night, nighttime, at night, night time, late evening, moonlight, moonlit, nocturnal'],
];

const WEATHERS: [weather: Weather, phrases: string, near?: 'near'][] = [
  ['clear', 'clear sky, clear skies, sunny, sunlit, sunlight, sunshine, blue sky, bright sun, cloudless, sun flooded, sun drenched, clear day, direct sun, sun rays, sunbeams, clear weather'],
  ['partly-cloudy', 'partly cloudy, scattered clouds, a few clouds, some clouds, broken clouds, fair weather, partly sunny, cloud'],
  ['overcast', 'overcast, cloudy, grey sky, gray sky, clouded, soft daylight, diffuse light, cloudy day, overcast sky, dull day'],
  ['overcast', 'rain, rainy, raining, storm, stormy, snow, snowy, snowing, drizzle, gloomy', 'near'],
  ['hazy', 'hazy, haze, mist, misty, fog, foggy, smog, morning mist'],
]; // prettier-ignore

const LAMPS: [value: boolean, phrases: string][] = [
  [true, 'lamps on, lights on, lamp on, light on, lamps lit, lit lamps, lamplight, lamp light, lamplit, artificial light, warm lamps, warm light of lamps, lights are on, lamps are on, lamps are lit, candlelight, illuminated from inside, glowing windows, lit windows, lamps switched on, lights switched on'],
  [false, 'lamps off, lights off, lamp off, light off, unlit, lights are off, lamps are off, no artificial light, without artificial light, daylight only, only daylight, lamps switched off, lights switched off, natural light only, only natural light'],
]; // prettier-ignore

const each = (phrases: string, entry: AmbienceEntry): [string, AmbienceEntry][] =>
  phrases.split(', ').map((phrase) => [phrase, entry]);

export const AMBIENCE_ENTRIES: [phrase: string, entry: AmbienceEntry][] = [
  ...HOURS.flatMap(([hour, phrases]) => each(phrases, { kind: 'hour', hour })),
  ...WEATHERS.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'weather', value, ...(near ? { near: true } : {}) }),
  ),
  ...LAMPS.flatMap(([value, phrases]) => each(phrases, { kind: 'lamps', value })),
];
