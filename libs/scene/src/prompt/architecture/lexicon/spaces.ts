import type { ArchitectureSpace } from '../../../document/vocabulary';
import type { Entry } from './entry';

type Row = [space: ArchitectureSpace, phrases: string, also?: Partial<Entry & { kind: 'space' }>];

/**
 * Names of the spaces. `weak`: the word also means a part of another space ("a staircase in the lobby"), so a strong
 * name wins over it. `near`: not the same thing, but the nearest we build; said in the notes.
 */
const ROWS: Row[] = [
  ['living-room', 'living room, lounge, sitting room, family room, drawing room, parlour, parlor, living area, living space'],
  ['living-room', 'den, snug, salon, sunroom, conservatory, library, reading room, loft, penthouse, great room', { near: true }],
  ['living-room', 'dining room, dining area', { near: true, brings: 'dining-table' }],
  ['living-room', 'apartment, flat, studio apartment, suite, room', { weak: true, near: true }],
  ['kitchen', 'kitchen, kitchenette, galley kitchen, eat in kitchen, kitchen diner, dining kitchen'],
  ['kitchen', 'pantry, scullery, canteen kitchen, restaurant kitchen', { near: true }],
  ['bedroom', 'bedroom, master bedroom, guest bedroom, guest room, sleeping room, bed room, hotel room, bedchamber'],
  ['bedroom', 'nursery, kids room, dorm, dorm room, hostel room, childrens room, dormitory', { near: true }],
  ['bathroom', 'bathroom, bath room, ensuite, en suite, wet room, shower room, washroom, powder room'],
  ['bathroom', 'restroom, toilets, spa, wc, lavatory', { near: true }],
  ['office', 'office, home office, study, workspace, work space, open plan office, office space, executive office'],
  ['office', 'coworking space, meeting room, conference room, boardroom, workroom, classroom, studio, workshop', { near: true }],
  ['gallery', 'gallery, art gallery, exhibition room, exhibition hall, exhibition space, white cube, museum room, picture gallery'],
  ['gallery', 'museum, showroom, boutique, shop, store, atelier, pavilion', { near: true }],
  ['lobby', 'lobby, foyer, hotel lobby, hospital lobby, office lobby, reception area, reception hall, vestibule, entrance lobby'],
  ['lobby', 'atrium, waiting room, waiting area, lounge bar, hotel reception, concourse, restaurant, cafe, bar, pub, tavern, chapel, church, nave, auditorium, theatre, canteen', { near: true }],
  ['lobby', 'reception, entrance, entryway', { weak: true, near: true }],
  ['stair-hall', 'stair hall, staircase hall, stairwell, stairway, hall with a staircase, stair case hall'],
  ['stair-hall', 'staircase, stairs, grand staircase, hallway, hall, entrance hall, corridor, landing', { weak: true, near: true }],
  ['villa', 'villa, detached house, country house, mansion, modernist house, single family house, family house, residence'],
  ['villa', 'bungalow, cottage, farmhouse, cabin, chalet, lodge, manor, holiday home, summer house, beach house, hut, mountain hut', { near: true }],
  ['villa', 'house, home', { weak: true, near: true }],
  ['row-house', 'row house, rowhouse, terraced house, terrace house, townhouse, town house, row of houses, brownstone'],
  ['row-house', 'semi detached house, terrace of houses, mews house, canal house', { near: true }],
  ['block', 'apartment block, apartment building, block of flats, housing block, residential block, apartment house, residential building'],
  ['block', 'tower block, office building, condominium, high rise, highrise, skyscraper, tower, office block, tenement, housing estate, school, hospital, factory, warehouse', { near: true }],
  ['block', 'building', { weak: true, near: true }],
]; // prettier-ignore

export const SPACE_ENTRIES: [phrase: string, entry: Entry][] = ROWS.flatMap(([value, phrases, also]) =>
  phrases.split(', ').map((phrase): [string, Entry] => [phrase, { kind: 'space', value, ...also }]),
);
