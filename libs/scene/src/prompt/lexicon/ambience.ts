import type { Weather } from '../../document/vocabulary';
import type { Entry } from './entry';

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

const OTHERS: [entry: Entry, phrases: string][] = [
  [{ kind: 'lamps', value: true }, 'lamps on, lights on, lamp on, light on, lamps lit, lit lamps, lamplight, lamp light, lamplit, artificial light, warm lamps, warm light of lamps, lights are on, lamps are on, lamps are lit, candlelight, illuminated from inside, glowing windows, lit windows, lamps switched on, lights switched on'],
  [{ kind: 'lamps', value: false }, 'lamps off, lights off, lamp off, light off, unlit, lights are off, lamps are off, no artificial light, without artificial light, daylight only, only daylight, lamps switched off, lights switched off, natural light only, only natural light'],
  [{ kind: 'size', value: 'compact' }, 'small, tiny, compact, cosy, cozy, little, micro, narrow, cramped, intimate, snug little'],
  [{ kind: 'size', value: 'spacious' }, 'spacious, large, big, huge, vast, generous, airy, grand, wide, expansive, roomy, enormous, open plan, double height, monumental, palatial'],
  [{ kind: 'size', value: 'regular' }, 'medium sized, mid sized, average sized, normal sized, medium size'],
  [{ kind: 'room' }, 'ceiling, space, plot, building shell'],
  [{ kind: 'window', value: 'large' }, 'floor to ceiling window, panoramic window, picture window, full height window, glass wall, wall of glass, glass front, full height glazing, glazing, floor to ceiling glass, floor to ceiling glazing, bay window, glass facade, glazed facade, large glazing, window wall, french window, sliding glass door, strip window, ribbon window, well glazed'],
  [{ kind: 'window', value: 'few' }, 'windowless, slit window, porthole, arrow slit, small window, tiny window, few window, little window'],
  [{ kind: 'window' }, 'window, skylight, sash window'],
  [{ kind: 'view', value: 'exterior' }, 'exterior, exterior view, from outside, outside view, street view, seen from the street, from the street, front elevation, seen from the garden, from the garden, exterior rendering, street elevation, outside, outdoors, outdoor view, exterior render, exterior shot'],
  [{ kind: 'view', value: 'interior' }, 'interior view, inside view, seen from inside, interior rendering, interior shot, interior design, interior of, interior, inside, indoors, interior render, interior scene'],
  [{ kind: 'part', slots: ['floor'] }, 'floor, flooring, ground surface, floor covering'],
  [{ kind: 'part', slots: ['wall'] }, 'wall, feature wall, accent wall, backsplash, splashback, wall covering, back wall'],
  [{ kind: 'part', slots: ['facade'] }, 'facade, cladding, exterior wall, outer wall, outside wall, frontage, external wall, street front'],
  [{ kind: 'part', slots: ['roof'] }, 'roof, rooftop, roofing'],
  [{ kind: 'part', slots: ['counter'] }, 'worktop, countertop, counter top, counter, work surface, work top, benchtop, kitchen top, kitchen counter, island top, vanity top, surface, tabletop'],
  [{ kind: 'part', slots: ['fabric'] }, 'upholstery, cushion, bedding, seating, bed linen, soft furnishing, fabric, textile, bedspread, duvet, pillow, seat'],
  [{ kind: 'part', slots: ['wood', 'fabric', 'metal'] }, 'furniture, cabinet, cabinetry, cupboard, front, kitchen front, joinery, woodwork, kitchen unit, unit, furnishing, millwork, fitting out, panel, drawer, tread, stair tread'],
  [{ kind: 'part', slots: ['metal'] }, 'handle, tap, faucet, fixture, fitting, leg, frame, hardware, detail, accent, metalwork, window frame, trim, fixing'],
]; // prettier-ignore

const each = (phrases: string, entry: Entry): [string, Entry][] =>
  phrases.split(', ').map((phrase) => [phrase, entry]);

export const AMBIENCE_ENTRIES: [phrase: string, entry: Entry][] = [
  ...HOURS.flatMap(([hour, phrases]) => each(phrases, { kind: 'hour', hour })),
  ...WEATHERS.flatMap(([value, phrases, near]) =>
    each(phrases, { kind: 'weather', value, ...(near ? { near: true } : {}) }),
  ),
  ...OTHERS.flatMap(([entry, phrases]) => each(phrases, entry)),
];
