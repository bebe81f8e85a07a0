import { hex } from '../patterns/canvas';
import { leather, pile, rug, UNDYED, velvet, weave } from '../patterns/cloth';
import { asphalt, bark, foliage, grass, gravel, soil } from '../patterns/nature';
import { tiles } from '../patterns/masonry';
import { pantiles, slates } from '../patterns/roofs';
import { cladding, herringbone, planks, wood } from '../patterns/timber';
import { patterned, type Recipe } from '../recipe';

/** Timber, cloth, and what lies and grows outdoors. */
export const SOFT = {
  'oak-planks': patterned(0.42, (seed) => planks({ light: hex('#c9a577'), dark: hex('#94693f') }, seed)),
  'walnut-planks': patterned(0.38, (seed) => planks({ light: hex('#85603f'), dark: hex('#4c321f') }, seed)),
  'pine-planks': patterned(0.5, (seed) =>
    planks({ light: hex('#e0c393'), dark: hex('#bd8f55'), grain: 0.5 }, seed),
  ),
  'oak-herringbone': patterned(0.36, (seed) =>
    herringbone({ light: hex('#bf9765'), dark: hex('#8a6139') }, seed),
  ),
  'dark-wood': patterned(0.4, (seed) => wood({ light: hex('#5b4031'), dark: hex('#33231b') }, seed)),
  'light-wood': patterned(0.45, (seed) =>
    wood({ light: hex('#d8b98a'), dark: hex('#b08a58'), grain: 0.7 }, seed),
  ),
  'timber-cladding': patterned(0.7, (seed) =>
    cladding({ light: hex('#b98a5b'), dark: hex('#855a35') }, seed),
  ),

  'linen-beige': patterned(0.95, (seed) =>
    weave({ colour: hex('#cdbfa6'), threads: 64, metres: 0.3, depth: 0.22, slub: 0.08 }, seed),
  ),
  'wool-grey': patterned(0.97, (seed) =>
    weave({ colour: hex('#8d8d8c'), threads: 48, metres: 0.4, depth: 0.3, slub: 0.16 }, seed),
  ),
  'wool-blue': patterned(0.97, (seed) =>
    weave({ colour: hex('#44617f'), threads: 48, metres: 0.4, depth: 0.3, slub: 0.16 }, seed),
  ),
  'velvet-green': patterned(0.8, (seed) => velvet(hex('#33614d'), seed)),
  'cotton-white': patterned(0.92, (seed) =>
    weave({ colour: hex('#e9e6df'), threads: 96, metres: 0.3, depth: 0.07, slub: 0.02 }, seed),
  ),
  'leather-brown': patterned(0.45, (seed) => leather(hex('#83502f'), seed)),
  'leather-black': patterned(0.4, (seed) => leather(hex('#373536'), seed)),
  'carpet-grey': patterned(0.98, (seed) => pile(hex('#8b8a88'), hex('#a7a5a1'), 1, 0.3, seed)),
  'carpet-beige': patterned(0.98, (seed) => pile(hex('#c2b298'), hex('#d8cbb3'), 1, 0.28, seed)),
  'rug-red': patterned(0.97, (seed) =>
    rug({ field: hex('#96352f'), border: hex('#2f3650'), line: UNDYED, accent: hex('#c08a3e') }, seed),
  ),
  'rug-blue': patterned(0.97, (seed) =>
    rug({ field: hex('#3d5f80'), border: hex('#24344d'), line: UNDYED, accent: hex('#b4785a') }, seed),
  ),

  grass: patterned(0.95, (seed) => grass(hex('#506838'), hex('#807e4e'), seed)),
  gravel: patterned(0.95, (seed) =>
    gravel(['#a79f92', '#8d877d', '#bdb4a4', '#98897a'].map(hex), hex('#5f594f'), seed),
  ),
  asphalt: patterned(0.92, (seed) => asphalt(hex('#4d4d4f'), hex('#8a8985'), seed)),
  paving: patterned(0.8, (seed) =>
    tiles(
      {
        colours: ['#b3aea4', '#a8a399', '#bcb6aa'].map(hex),
        grout: hex('#6f6a60'),
        across: 4,
        up: 4,
        metres: 1.6,
        groutWidth: 0.011,
        variety: 0.06,
        mottle: 0.1,
      },
      seed,
    ),
  ),
  'clay-roof': patterned(0.85, (seed) =>
    pantiles(['#b5603f', '#a85439', '#c06e49', '#964b36'].map(hex), seed),
  ),
  'slate-roof': patterned(0.6, (seed) => slates(['#585f68', '#4d545c', '#656b72'].map(hex), seed)),
  foliage: { ...patterned(0.75, (seed) => foliage(hex('#638344'), hex('#36522d'), seed)), thin: true },
  bark: patterned(0.95, (seed) => bark(hex('#8a765f'), hex('#4c3d30'), seed)),
  soil: patterned(0.97, (seed) => soil(hex('#54402f'), seed)),
} satisfies Partial<Record<string, Recipe>>;
