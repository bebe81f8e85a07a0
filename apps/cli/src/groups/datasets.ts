import type { Command } from 'commander';
import { DATASET_FORMATS } from '@maquette/platform';
import { formatOption, number } from '../options';
import { group, run, verb } from './verb';

const REF = 'ID (its highest version), ID@VERSION or the digest of a revision';

export function datasetVerbs(program: Command): void {
  const datasets = group(
    program,
    'datasets',
    `dataset records, their licences and evidence; a <ref> is ${REF}`,
  );
  readingVerbs(datasets);
  actingVerbs(datasets);

  verb(datasets, 'evidence <ref>', 'which evidence there is').action(
    run(async () => (await import('../verbs/datasets-evidence')).evidenceList),
  );
  verb(datasets, 'store-evidence <id> <file>', 'store a contract, licence text or consent, once and for good')
    .requiredOption('--media-type <type>', 'such as application/pdf')
    .requiredOption('--description <text>', 'what it is')
    .action(run(async () => (await import('../verbs/datasets-evidence')).evidenceStore));
  verb(datasets, 'read-evidence <id> <digest>', 'write a file of evidence; that you read it is recorded')
    .requiredOption('--out <file>', 'a new file')
    .action(run(async () => (await import('../verbs/datasets-evidence')).evidenceRead));
}

function readingVerbs(datasets: Command): void {
  verb(datasets, 'list', 'every record in its newest revision')
    .option('--state <state>', 'draft, submitted, approved, rejected, revoked or expired')
    .option('--text <text>', 'a part of id or title')
    .action(run(async () => (await import('../verbs/datasets')).datasetsList));
  verb(datasets, 'show <ref>', 'one record: its state, who did what with it, its grants').action(
    run(async () => (await import('../verbs/datasets')).datasetsShow),
  );
  verb(datasets, 'expiring', 'what lapses soon')
    .option('--days <n>', 'how far to look ahead', number, 30)
    .action(run(async () => (await import('../verbs/datasets')).datasetsExpiring));
  verb(datasets, 'impact <ref>', 'how many checkpoints, generations and artefacts depend on it')
    .option('--jsonl', 'the counts, then each of them on a line')
    .action(run(async () => (await import('../verbs/datasets-impact')).datasetsImpact));
  verb(datasets, 'intake <ref>', 'the record as an intake form: a start for the next one').action(
    run(async () => (await import('../verbs/datasets')).datasetsIntake),
  );
  verb(datasets, 'export <ref>', 'a record in a form that others read')
    .addOption(formatOption(DATASET_FORMATS))
    .requiredOption('--out <file>', 'where it is written')
    .action(run(async () => (await import('../verbs/export')).datasetsExport));
}

function actingVerbs(datasets: Command): void {
  verb(
    datasets,
    'draft <file>',
    'draft a record from an intake form or a dataset.json, or its next revision',
  ).action(run(async () => (await import('../verbs/datasets-acts')).datasetsDraft));
  verb(datasets, 'submit <ref>', 'hand a draft over for approval').action(
    run(async () => (await import('../verbs/datasets-acts')).datasetsSubmit),
  );
  verb(datasets, 'approve <ref>', 'approve what somebody else drafted and submitted').action(
    run(async () => (await import('../verbs/datasets-acts')).datasetsApprove),
  );
  const reason = ['--reason <text>', 'why; it is shown wherever the record is refused'] as const;
  verb(datasets, 'reject <ref>', 'send a submitted record back')
    .requiredOption(...reason)
    .action(run(async () => (await import('../verbs/datasets-acts')).datasetsReject));
  verb(
    datasets,
    'revoke <ref>',
    'what was trained on it is not routed to any more; ID means all its versions',
  )
    .requiredOption(...reason)
    .action(run(async () => (await import('../verbs/datasets-acts')).datasetsRevoke));
  verb(
    datasets,
    'withdraw-consent <ref> <number>',
    'people depicted took their consent back (from 1, as in the record)',
  )
    .requiredOption(...reason)
    .action(run(async () => (await import('../verbs/datasets-acts')).datasetsWithdrawConsent));
}
