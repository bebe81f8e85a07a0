import type { Entry } from './entry';

/** Sizes, windows, views, and the parts of a building that take a material. */
const ROWS: [entry: Entry, phrases: string][] = [
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

export const PART_ENTRIES: [phrase: string, entry: Entry][] = ROWS.flatMap(([entry, phrases]) =>
  phrases.split(', ').map((phrase): [string, Entry] => [phrase, entry]),
);
