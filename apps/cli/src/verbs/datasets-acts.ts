import { readFile } from 'node:fs/promises';
import type { Actor } from '@maquette/access';
import { MaquetteError } from '@maquette/kernel';
import type { DatasetEntry } from '@maquette/persistence';
import type { Platform } from '@maquette/platform';
import { actorOf } from '../actor';
import { loadConfig } from '../configuration';
import { describeState } from '../describe-dataset';
import type { Output } from '../output';
import { withPlatform } from '../with-platform';
import { describeImpact } from './datasets-impact';

type Reason = { reason: string };

export function datasetsDraft(output: Output, _options: object, file: string): Promise<void> {
  return act(output, async ({ desk }, actor) => desk.draft(actor, await readJson(file)));
}

export function datasetsSubmit(output: Output, _options: object, reference: string): Promise<void> {
  return act(output, ({ datasets }, actor) => datasets.submit(actor, reference));
}

export function datasetsApprove(output: Output, _options: object, reference: string): Promise<void> {
  return act(output, ({ desk }, actor) => desk.approve(actor, reference));
}

export function datasetsReject(output: Output, { reason }: Reason, reference: string): Promise<void> {
  return act(output, ({ datasets }, actor) => datasets.reject(actor, reference, reason));
}

export function datasetsWithdrawConsent(
  output: Output,
  { reason }: Reason,
  reference: string,
  number: string,
): Promise<void> {
  return act(output, ({ datasets }, actor) =>
    datasets.withdrawConsent(actor, reference, Number(number) - 1, reason),
  );
}

export async function datasetsRevoke(output: Output, { reason }: Reason, reference: string): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const revoked = await platform.datasets.revoke(await actorOf(platform), reference, reason);
    const impact = await platform.impact.counts(reference);
    output.result(
      { revoked, impact },
      [...revoked.map(describeState), describeImpact(reference, impact)].join('\n'),
    );
  });
}

async function act(
  output: Output,
  work: (platform: Platform, actor: Actor) => Promise<DatasetEntry>,
): Promise<void> {
  await withPlatform(loadConfig(), async (platform) => {
    const entry = await work(platform, await actorOf(platform));
    output.result(entry, describeState(entry));
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new MaquetteError('bad-input', 'file-unreadable', `${file}: ${(cause as Error).message}`, {
      hint: 'Hand in an intake form or a dataset.json; `maquette datasets intake` writes an example.',
      cause,
    });
  }
}
