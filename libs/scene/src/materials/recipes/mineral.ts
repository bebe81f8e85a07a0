import { hex } from '../patterns/canvas';
import { brick, checker, rubble, tiles } from '../patterns/masonry';
import { granite, marble, mottled, terrazzo } from '../patterns/stone';
import { patterned, plain, type Recipe } from '../recipe';

const plaster = (colour: string, clouds = 0.03): Recipe =>
  patterned(0.9, (seed) => mottled({ colour: hex(colour), clouds, grain: 0.012, metres: 2.4 }, seed));

const paint = (colour: string): Recipe =>
  patterned(0.6, (seed) => mottled({ colour: hex(colour), clouds: 0.018, grain: 0.006, metres: 2.4 }, seed));

/** Stone, brick, tiles, plaster and paint. */
export const MINERAL = {
  concrete: patterned(0.82, (seed) =>
    mottled({ colour: hex('#a9a69f'), clouds: 0.13, grain: 0.04, metres: 2.6, pores: 0.12 }, seed),
  ),
  'polished-concrete': patterned(0.22, (seed) =>
    mottled({ colour: hex('#8f8d88'), clouds: 0.2, grain: 0.025, metres: 3, cells: 3 }, seed),
  ),
  terrazzo: patterned(0.25, (seed) =>
    terrazzo(hex('#d8d2c6'), ['#a39b8d', '#b98a6e', '#7d857f', '#efeae0', '#c4ab84'].map(hex), seed),
  ),
  'white-marble': patterned(0.15, (seed) => marble(hex('#e9e7e3'), hex('#8b8d92'), 0.75, seed)),
  'black-marble': patterned(0.12, (seed) => marble(hex('#333234'), hex('#b9b4aa'), 0.45, seed)),
  granite: patterned(0.25, (seed) =>
    granite(['#3f4042', '#4d4e51', '#66666a', '#86837f', '#4a4547'].map(hex), seed),
  ),
  limestone: patterned(0.6, (seed) =>
    mottled({ colour: hex('#cfc3ab'), clouds: 0.1, grain: 0.05, metres: 1.6, pores: 0.08 }, seed),
  ),
  'red-brick': patterned(0.88, (seed) =>
    brick(
      {
        colours: ['#9c4a36', '#8a3f30', '#a9573f', '#7c3a31'].map(hex),
        mortar: hex('#a4978a'),
        variety: 0.24,
      },
      seed,
    ),
  ),
  'white-brick': patterned(0.75, (seed) =>
    brick({ colours: ['#e3dfd7', '#dcd7ce'].map(hex), mortar: hex('#b3ada2'), variety: 0.08 }, seed),
  ),
  'rubble-stone': patterned(0.9, (seed) =>
    rubble(['#9b9385', '#b1a691', '#827c72', '#a4937a'].map(hex), hex('#b8ad9a'), seed),
  ),

  'white-tile': patterned(0.12, (seed) =>
    tiles(
      {
        colours: [hex('#e6e6e2')],
        grout: hex('#a9a7a1'),
        across: 4,
        up: 8,
        metres: 0.8,
        variety: 0.03,
        running: true,
      },
      seed,
    ),
  ),
  'green-tile': patterned(0.14, (seed) =>
    tiles(
      {
        colours: ['#3f7560', '#35674f', '#4c866d', '#2d5a49'].map(hex),
        grout: hex('#b5b3a6'),
        across: 6,
        up: 6,
        metres: 0.6,
        variety: 0.12,
        mottle: 0.12,
      },
      seed,
    ),
  ),
  'blue-tile': patterned(0.14, (seed) =>
    tiles(
      {
        colours: ['#2f6c94', '#3b7ca6', '#275f88', '#4f90b5'].map(hex),
        grout: hex('#b8c2c6'),
        across: 8,
        up: 8,
        metres: 0.8,
        variety: 0.1,
        mottle: 0.08,
      },
      seed,
    ),
  ),
  'terracotta-tile': patterned(0.55, (seed) =>
    tiles(
      {
        colours: ['#b4663f', '#a85b39', '#bd7349', '#9f5436'].map(hex),
        grout: hex('#b7a58f'),
        across: 4,
        up: 4,
        metres: 1.2,
        groutWidth: 0.009,
        variety: 0.1,
        mottle: 0.14,
      },
      seed,
    ),
  ),
  'checker-tile': patterned(0.2, (seed) => checker(hex('#e2ded5'), hex('#38373a'), seed)),
  porcelain: plain(0.08, '#eeedea'),

  'white-plaster': plaster('#e6e3dc'),
  'cream-plaster': plaster('#e2d2b0'),
  'grey-plaster': plaster('#a8a7a3', 0.05),
  'sage-paint': paint('#98a68a'),
  'navy-paint': paint('#2f405c'),
  'terracotta-paint': paint('#b5674a'),
  'mustard-paint': paint('#c79a3b'),
  'black-paint': paint('#333234'),
  'white-paint': paint('#eae8e4'),
} satisfies Partial<Record<string, Recipe>>;
