import type { ImpactCounts } from '@maquette/persistence';
import { loadConfig } from '../configuration';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

/** The counts; with --jsonl first them, then everything that depends on the dataset, however much it is. */
export async function datasetsImpact(
  output: Output,
  { jsonl }: { jsonl?: boolean },
  reference: string,
): Promise<void> {
  await withPlatform(loadConfig(), async ({ impact }, { signal }) => {
    const counts = await impact.counts(reference);
    if (!jsonl) return output.result(counts, describeImpact(reference, counts));
    output.line({ counts });
    for (const kind of ['checkpoints', 'generations', 'artefacts'] as const) {
      for await (const item of impact.all(reference, kind)) {
        if (signal.aborted) return;
        output.line({ kind, ...item });
      }
    }
  });
}

export function describeImpact(reference: string, counts: ImpactCounts): string {
  const { derivedDatasets, checkpoints, measuredOnly, generations, artefacts } = counts;
  return [
    `depend on ${reference}: ${checkpoints} checkpoint versions, ${generations} generations, ${artefacts} artefacts`,
    `besides: ${derivedDatasets} datasets derive from it, ${measuredOnly} checkpoint versions were only measured with it`,
  ].join('\n');
}
