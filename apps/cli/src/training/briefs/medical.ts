import { MEDICAL, type MedicalBrief, type Random } from '@maquette/scene';

/** A brief for one training scene: every subject, view, palette and stage. */
export function sampleMedicalBrief(random: Random): MedicalBrief {
  const brief: MedicalBrief = { subject: random.pick(MEDICAL.subjects) };
  if (random.chance(0.75)) brief.view = random.pick(MEDICAL.views);
  if (random.chance(0.5)) brief.cut = random.pick(MEDICAL.cuts);
  if (random.chance(0.35)) brief.palette = random.pick(MEDICAL.palettes);
  if (random.chance(0.6)) brief.background = random.pick(MEDICAL.backgrounds);
  if (random.chance(0.7)) brief.light = random.pick(MEDICAL.lights);
  if (random.chance(0.3)) brief.move = random.pick(MEDICAL.moves);
  if (random.chance(0.3)) brief.plaque = true;
  return brief;
}
