import type { ArchitectureBrief } from '../../document/scene-document';
import { type MaterialName, STYLES, type Style } from '../../document/vocabulary';
import type { Random } from '../../geometry/random';

/** The materials of one scene, by the part they play. */
export interface Palette {
  style: Style;
  floor: MaterialName;
  wall: MaterialName;
  /** One wall may differ from the others. */
  accentWall: MaterialName;
  ceiling: MaterialName;
  trim: MaterialName;
  wood: MaterialName;
  /** Fronts of kitchens and wardrobes. */
  front: MaterialName;
  fabric: MaterialName;
  accentFabric: MaterialName;
  bedding: MaterialName;
  curtain: MaterialName;
  rug: MaterialName;
  counter: MaterialName;
  metal: MaterialName;
  frame: MaterialName;
  door: MaterialName;
  wetFloor: MaterialName;
  wetWall: MaterialName;
  painting: MaterialName;
  facade: MaterialName;
  secondFacade: MaterialName;
  roof: MaterialName;
  paving: MaterialName;
}

type Choices = Record<Exclude<keyof Palette, 'style'>, readonly MaterialName[]>;

/** What goes together: each style offers a few choices for every part, and any combination of them is sound. */
const CHOICES: Record<Style, Choices> = {
  scandinavian: {
    floor: ['oak-planks', 'pine-planks', 'light-wood'],
    wall: ['white-plaster', 'white-paint', 'white-plaster'],
    accentWall: ['white-plaster', 'sage-paint', 'grey-plaster'],
    ceiling: ['white-paint'],
    trim: ['white-paint'],
    wood: ['light-wood', 'oak-planks'],
    front: ['white-paint', 'light-wood', 'sage-paint'],
    fabric: ['wool-grey', 'linen-beige', 'wool-blue'],
    accentFabric: ['wool-blue', 'linen-beige', 'velvet-green', 'leather-brown'],
    bedding: ['cotton-white', 'linen-beige'],
    curtain: ['cotton-white', 'linen-beige'],
    rug: ['carpet-beige', 'carpet-grey', 'rug-blue'],
    counter: ['light-wood', 'white-marble', 'terrazzo'],
    metal: ['black-metal', 'brass'],
    frame: ['white-paint', 'light-wood'],
    door: ['white-paint', 'light-wood'],
    wetFloor: ['terrazzo', 'limestone', 'checker-tile'],
    wetWall: ['white-tile', 'white-tile', 'blue-tile'],
    painting: ['painting-cool', 'painting-mono'],
    facade: ['timber-cladding', 'white-plaster', 'white-brick'],
    secondFacade: ['light-wood', 'timber-cladding', 'grey-plaster'],
    roof: ['slate-roof', 'clay-roof'],
    paving: ['paving', 'gravel'],
  },
  modern: {
    floor: ['polished-concrete', 'oak-planks', 'walnut-planks', 'white-marble'],
    wall: ['white-plaster', 'grey-plaster', 'white-paint'],
    accentWall: ['grey-plaster', 'navy-paint', 'concrete', 'white-plaster'],
    ceiling: ['white-paint'],
    trim: ['white-paint', 'black-metal'],
    wood: ['walnut-planks', 'oak-planks', 'dark-wood'],
    front: ['white-paint', 'dark-wood', 'navy-paint', 'black-paint'],
    fabric: ['wool-grey', 'leather-black', 'wool-blue', 'velvet-green'],
    accentFabric: ['leather-brown', 'velvet-green', 'wool-blue'],
    bedding: ['cotton-white', 'wool-grey'],
    curtain: ['cotton-white', 'wool-grey'],
    rug: ['carpet-grey', 'carpet-beige', 'rug-blue'],
    counter: ['white-marble', 'black-marble', 'granite'],
    metal: ['black-metal', 'chrome', 'steel'],
    frame: ['black-metal', 'white-paint'],
    door: ['white-paint', 'dark-wood'],
    wetFloor: ['granite', 'limestone', 'terrazzo'],
    wetWall: ['white-tile', 'white-marble', 'green-tile'],
    painting: ['painting-mono', 'painting-cool', 'painting-warm'],
    facade: ['white-plaster', 'concrete', 'grey-plaster'],
    secondFacade: ['timber-cladding', 'dark-wood', 'rubble-stone', 'grey-plaster'],
    roof: ['concrete', 'slate-roof'],
    paving: ['paving', 'limestone'],
  },
  classic: {
    floor: ['oak-herringbone', 'walnut-planks', 'dark-wood'],
    wall: ['cream-plaster', 'sage-paint', 'white-plaster'],
    accentWall: ['cream-plaster', 'navy-paint', 'sage-paint', 'terracotta-paint'],
    ceiling: ['white-paint'],
    trim: ['white-paint'],
    wood: ['walnut-planks', 'dark-wood'],
    front: ['white-paint', 'sage-paint', 'navy-paint'],
    fabric: ['velvet-green', 'leather-brown', 'linen-beige', 'wool-blue'],
    accentFabric: ['velvet-green', 'leather-brown', 'wool-blue'],
    bedding: ['cotton-white', 'linen-beige'],
    curtain: ['linen-beige', 'velvet-green', 'cotton-white'],
    rug: ['rug-red', 'rug-blue'],
    counter: ['white-marble', 'granite', 'dark-wood'],
    metal: ['brass'],
    frame: ['white-paint', 'dark-wood'],
    door: ['white-paint', 'dark-wood'],
    wetFloor: ['checker-tile', 'white-marble', 'limestone'],
    wetWall: ['white-tile', 'green-tile', 'white-marble'],
    painting: ['painting-warm', 'painting-cool'],
    facade: ['cream-plaster', 'red-brick', 'limestone'],
    secondFacade: ['limestone', 'white-plaster', 'rubble-stone'],
    roof: ['slate-roof', 'clay-roof'],
    paving: ['gravel', 'paving', 'limestone'],
  },
  industrial: {
    floor: ['concrete', 'polished-concrete', 'dark-wood'],
    wall: ['white-brick', 'grey-plaster', 'white-plaster'],
    accentWall: ['red-brick', 'red-brick', 'white-brick', 'concrete'],
    ceiling: ['white-paint', 'concrete'],
    trim: ['black-paint', 'white-paint'],
    wood: ['dark-wood', 'walnut-planks', 'pine-planks'],
    front: ['black-paint', 'dark-wood', 'steel'],
    fabric: ['leather-brown', 'leather-black', 'wool-grey'],
    accentFabric: ['leather-brown', 'leather-black', 'wool-grey'],
    bedding: ['cotton-white', 'wool-grey'],
    curtain: ['linen-beige', 'wool-grey'],
    rug: ['carpet-grey', 'rug-red'],
    counter: ['concrete', 'steel', 'dark-wood'],
    metal: ['black-metal', 'steel'],
    frame: ['black-metal'],
    door: ['black-paint', 'dark-wood'],
    wetFloor: ['concrete', 'granite', 'checker-tile'],
    wetWall: ['white-tile', 'green-tile', 'white-brick'],
    painting: ['painting-mono', 'painting-warm'],
    facade: ['red-brick', 'white-brick', 'concrete'],
    secondFacade: ['concrete', 'black-metal', 'timber-cladding'],
    roof: ['slate-roof', 'clay-roof'],
    paving: ['paving', 'asphalt'],
  },
  'warm-minimal': {
    floor: ['limestone', 'oak-planks', 'oak-herringbone', 'terracotta-tile'],
    wall: ['cream-plaster', 'white-plaster'],
    accentWall: ['cream-plaster', 'terracotta-paint', 'mustard-paint', 'sage-paint'],
    ceiling: ['white-paint', 'white-plaster'],
    trim: ['white-paint', 'light-wood'],
    wood: ['oak-planks', 'light-wood', 'walnut-planks'],
    front: ['light-wood', 'oak-planks', 'white-paint', 'terracotta-paint'],
    fabric: ['linen-beige', 'wool-grey', 'leather-brown'],
    accentFabric: ['leather-brown', 'linen-beige', 'velvet-green'],
    bedding: ['linen-beige', 'cotton-white'],
    curtain: ['linen-beige', 'cotton-white'],
    rug: ['carpet-beige', 'rug-red'],
    counter: ['limestone', 'terrazzo', 'white-marble'],
    metal: ['brass', 'black-metal'],
    frame: ['light-wood', 'black-metal'],
    door: ['light-wood', 'white-paint'],
    wetFloor: ['terracotta-tile', 'limestone', 'terrazzo'],
    wetWall: ['green-tile', 'white-tile', 'terracotta-tile'],
    painting: ['painting-warm', 'painting-mono'],
    facade: ['cream-plaster', 'white-plaster', 'limestone'],
    secondFacade: ['timber-cladding', 'rubble-stone', 'terracotta-paint'],
    roof: ['clay-roof', 'slate-roof'],
    paving: ['limestone', 'gravel', 'paving'],
  },
};

/** A coherent set of materials: the style asked for or by seed, each part by its own stream, and the brief's wishes above all. */
export function choosePalette(brief: ArchitectureBrief, random: Random): Palette {
  const style = brief.style ?? random.fork('style').pick(STYLES);
  const palette = { style } as Palette;
  for (const part of Object.keys(CHOICES[style]) as (keyof Choices)[]) {
    palette[part] = random.fork(part).pick(CHOICES[style][part]);
  }
  return applyWishes(palette, brief);
}

function applyWishes(palette: Palette, brief: ArchitectureBrief): Palette {
  const wished: Partial<Palette> = {};
  const wish = (value: MaterialName | undefined, ...parts: Exclude<keyof Palette, 'style'>[]): void => {
    if (value) for (const part of parts) wished[part] = value;
  };
  wish(brief.floor, 'floor', 'wetFloor');
  wish(brief.wall, 'wall', 'accentWall', 'wetWall');
  wish(brief.wood, 'wood', 'front');
  wish(brief.fabric, 'fabric', 'bedding');
  wish(brief.counter, 'counter');
  wish(brief.metal, 'metal');
  wish(brief.facade ?? brief.wall, 'facade');
  wish(brief.roof, 'roof');
  return { ...palette, ...wished };
}
