import type { Prepared } from '@maquette/platform';
import type { Registry } from '@maquette/registry';
import { describeLicences } from '../describe-licences';
import type { Output } from '../output';

/** Tells what was understood, where the request goes and why, and what the checkpoint was made from. */
export function explain({ scene, notes, decision }: Prepared, registry: Registry, output: Output): void {
  const { domain, confidence, checkpoint, pool, reasons } = decision;
  const licences = checkpoint ? describeLicences(registry.licences(checkpoint)) : [];
  section(output, `Scene: ${scene.title}, ${scene.elements.length} elements`, notes);
  section(
    output,
    `Route: ${domain} (${(100 * confidence).toFixed(1)} %) → ${checkpoint} on ${pool}`,
    reasons,
  );
  section(output, 'Licences', licences);
}

function section(output: Output, title: string, lines: string[]): void {
  output.say([title, ...lines.map((line) => `  ${line}`), ''].join('\n'));
}
