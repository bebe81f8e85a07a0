import type { CheckpointLicences } from '@maquette/registry';

/** The checkpoint's own licence, every dataset it was made from with its licence, and the credits owed. */
export function describeLicences({ reference, own, datasets, attributions }: CheckpointLicences): string[] {
  return [
    `${reference}: ${own.licence}, licensed by ${own.licensor.name}`,
    ...datasets.map(
      ({ dataset, digest, roles }) =>
        `dataset ${dataset.id}@${dataset.version} (${roles.join(', ')}): ${dataset.licence}, issued by ` +
        `${dataset.issuer.name}, record ${digest.slice(0, 19)}…`,
    ),
    ...attributions.map((line) => `credit: ${line}`),
  ];
}
