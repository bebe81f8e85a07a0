import type { CheckpointStatus } from '@maquette/platform';
import type { PublicationChecklist } from '@maquette/registry';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { describeSignature } from '../describe-signature';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';

/** Exit code 65 when the version lacks something; the message lists everything. With --check nothing is published. */
export async function registryPublish(
  output: Output,
  { check }: { check?: boolean },
  reference: string,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    if (check) {
      const checklist = await platform.checkpoints.checklist(reference);
      output.result(checklist, describeChecklist(checklist));
      return;
    }
    answer(output, await platform.checkpoints.publish(await actorOf(platform), reference));
  });
}

export async function registryWithdraw(
  output: Output,
  { reason }: { reason: string },
  reference: string,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    answer(output, await platform.checkpoints.withdraw(await actorOf(platform), reference, reason));
  });
}

function answer(output: Output, { entry, lifecycle, aliases }: CheckpointStatus): void {
  const { reference, recordDigest, signature } = entry;
  const publication = lifecycle?.publication ?? 'not registered';
  const value = { reference, recordDigest, signature, ...lifecycle, aliases };
  output.result(value, `${reference} is ${publication}; signature ${describeSignature(signature)}`);
}

function describeChecklist({ reference, complete, requirements, missing }: PublicationChecklist): string {
  return [
    `${reference}: ${complete ? 'may be published' : 'cannot be published yet'}`,
    ...requirements.map(({ requirement, met }) => `${met ? 'ok     ' : 'LACKING'} ${requirement}`),
    ...missing.map(({ message }) => `- ${message}`),
  ].join('\n');
}
