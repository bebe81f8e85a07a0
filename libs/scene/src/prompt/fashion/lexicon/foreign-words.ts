import type { WornWish } from '../../../document/fashion-brief';
import type { Dye, Fabric } from '../../../document/vocabulary/fashion';
import { each, type Entry } from './entry';

/** The main garments, fabrics and colours in German, French and Spanish; the rest of a prompt is read as English. */
const WORN: [type: WornWish['type'], phrases: string][] = [
  ['coat', 'mantel, manteau, abrigo'],
  ['blazer', 'sakko, jackett, jacke, veste, chaqueta, americana de vestir'],
  ['waistcoat', 'weste, gilet de costume, chaleco'],
  ['shirt', 'hemd, chemise, camisa'],
  ['blouse', 'bluse, chemisier, blusa'],
  ['knit', 'pullover, pulli, strickpullover, pull, chandail, sueter'],
  ['turtleneck', 'rollkragenpullover, rolli, col roule'],
  ['trousers', 'hose, hosen, anzughose, pantalon, pantalones'],
  ['skirt', 'faltenrock, bleistiftrock, jupe, falda'],
  ['dress', 'kleid, sommerkleid, robe, vestido'],
  ['gown', 'abendkleid, ballkleid, robe de soiree, vestido de noche'],
  ['jumpsuit', 'overall, combinaison, mono de vestir'],
  ['boots', 'stiefel, stiefeln, stiefeletten, bottes, bottines, botas'],
  ['pumps', 'escarpins, tacones, absatzschuhe'],
  ['sneakers', 'turnschuhe, baskets, zapatillas'],
  ['loafers', 'schuhe, mocassins, zapatos'],
  ['scarf', 'schal, halstuch, echarpe, bufanda'],
  ['hat', 'hut, chapeau, sombrero'],
  ['bag', 'tasche, handtasche, sac a main, bolso'],
];

const FABRICS: [value: Fabric, phrases: string][] = [
  ['wool', 'wolle, laine, lana'],
  ['cashmere', 'kaschmir, cachemire, cachemir'],
  ['silk', 'seide, seiden, soie, seda'],
  ['linen', 'leinen, lin, lino'],
  ['cotton', 'baumwolle, baumwoll, coton, algodon'],
  ['leather', 'leder, cuir, cuero'],
  ['velvet', 'samt, velours, terciopelo'],
  ['corduroy', 'cordsamt, velours cotele, pana'],
  ['check', 'kariert, karo, a carreaux, de cuadros'],
  ['stripe', 'gestreift, rayures, raye, rayas'],
];

/** German stems that take the endings of adjectives, and the forms of the others. */
const DYES: [value: Dye, german: string, phrases: string][] = [
  ['black', 'schwarz', 'noir, noire, noirs, noires, negro, negra'],
  ['white', 'weiß', 'weiss, blanc, blanche, blanco, blanca'],
  ['grey', 'grau', 'gris, grise'],
  ['red', 'rot', 'rouge, rojo, roja'],
  ['blue', 'blau', 'bleu, bleue, azul'],
  ['emerald', 'grün', 'vert, verte, verde'],
  ['yellow', 'gelb', 'jaune, amarillo, amarilla'],
  ['brown', 'braun', 'marron'],
  ['pink', 'rosa', 'rosé'],
];
const ENDINGS = ['', 'e', 'er', 'es', 'en', 'em'];

const PERSONS: [body: 'feminine' | 'masculine', phrases: string][] = [
  ['feminine', 'frau, femme, mujer'],
  ['masculine', 'mann, homme, hombre'],
];

export const FOREIGN_ENTRIES: [phrase: string, entry: Entry][] = [
  ...DYES.flatMap(([value, stem, phrases]) => [
    ...ENDINGS.map((ending): [string, Entry] => [stem + ending, { kind: 'dye', value }]),
    ...each(phrases, { kind: 'dye', value }),
  ]),
  ...PERSONS.flatMap(([body, phrases]) => each(phrases, { kind: 'person', wish: { body } })),
  ...each('wollmantel, wollmäntel', { kind: 'worn', pieces: [{ type: 'coat', fabric: 'wool' }] }),
  ...FABRICS.flatMap(([value, phrases]) => each(phrases, { kind: 'fabric', value })),
  ...WORN.flatMap(([type, phrases]) => each(phrases, { kind: 'worn', pieces: [{ type }] })),
  ...each('mit, avec, con', { kind: 'word', role: 'with' }),
  ...each('und, et, y', { kind: 'word', role: 'and' }),
  ...each('aus, de, en', { kind: 'word', role: 'link' }),
  ...each('ohne, sans, sin', { kind: 'word', role: 'negation' }),
  ...each('ein, eine, einen, einem, un, une, una', { kind: 'word', role: 'a' }),
  ...each('im, auf, dans, der, die, das, den, le, la, les, el', { kind: 'word', role: 'filler' }),
];
