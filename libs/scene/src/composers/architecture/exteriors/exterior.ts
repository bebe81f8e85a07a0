import type { ArchitectureBrief } from '../../../document/scene-document';
import type { ElementType, ArchitectureSpace } from '../../../document/vocabulary';
import type { Random } from '../../../geometry/random';
import type { FloorPlan } from '../layout/floor-plan';
import type { Palette } from '../palette';

export interface ExteriorComposition {
  brief: ArchitectureBrief;
  palette: Palette;
  plan: FloorPlan;
  random: Random;
  /** 1 or −1: half of all seeds are mirrored. */
  mirror: number;
  wants(type: ElementType, otherwise: number): number;
}

/** What was built stands about the origin, its main front looks along +Z. */
export interface BuildingExtent {
  width: number;
  depth: number;
  height: number;
  /** Half of the larger measure on plan. */
  reach: number;
}

export interface ExteriorRecipe {
  space: ArchitectureSpace;
  build(composition: ExteriorComposition): BuildingExtent;
}
