import type { BriefBuilder, NamedMaterial } from './brief-builder';
import type { Slot } from './lexicon/entry';

/** Materials that no part was named for: "a kitchen in oak and brass", "brick villa". They wait until all is read. */
export class LooseMaterials {
  private readonly groups: { materials: readonly NamedMaterial[]; ofSpace: boolean }[] = [];

  /** `ofSpace`: they stand right before the space, as in "white kitchen". */
  add(materials: readonly NamedMaterial[], ofSpace = false): void {
    if (materials.length > 0) this.groups.push({ materials, ofSpace });
  }

  /** Each goes where it is usual; several substances each find their own place. */
  place(builder: BriefBuilder): void {
    for (const { materials, ofSpace } of this.groups) {
      const substances = materials.filter(({ concept }) => concept.type === 'substance');
      for (const material of substances.length > 0 ? substances : materials)
        placeOne(material, ofSpace, builder);
    }
  }
}

function placeOne(material: NamedMaterial, ofSpace: boolean, builder: BriefBuilder): void {
  if (material.concept.name === 'glass') return builder.set('windows', 'large', material.text);
  const usual = usualSlots(material, ofSpace, builder).filter((slot) => !builder.has(slot));
  if (usual.length > 0 && builder.material(usual, [material], '')) return;
  builder.note(`"${material.text}" is left aside: it is not said for what.`);
}

function usualSlots({ concept }: NamedMaterial, ofSpace: boolean, builder: BriefBuilder): readonly Slot[] {
  if (builder.exterior) return concept.outside;
  const { space } = builder;
  // A white kitchen is one with white fronts.
  if (space === 'kitchen' && concept.type === 'colour' && ofSpace) return ['wood', ...concept.alone];
  return concept.alone.filter((slot) => slot !== 'counter' || space === 'kitchen' || space === 'bathroom');
}
