import { MaquetteError } from '@maquette/kernel';

/**
 * draft ──submit──► submitted ──approve──► approved
 *   │                   └──reject──► rejected
 *   └───────────────────┴────────────revoke────────► revoked
 *
 * Each revision goes its way once: nothing leads back. What was rejected, or needs a correction, is drafted again as a new
 * revision. `expired` is not stored: an approved record is that when no permission in it holds any more.
 */
export const DATASET_STATES = ['draft', 'submitted', 'approved', 'rejected', 'revoked'] as const;
export type DatasetState = (typeof DATASET_STATES)[number];
export const SHOWN_DATASET_STATES = [...DATASET_STATES, 'expired'] as const;
export type ShownDatasetState = (typeof SHOWN_DATASET_STATES)[number];

export type DatasetAct = 'submit' | 'approve' | 'reject' | 'revoke';

const FROM: Record<DatasetAct, readonly DatasetState[]> = {
  submit: ['draft'],
  approve: ['submitted'],
  reject: ['submitted'],
  revoke: ['draft', 'submitted', 'approved'],
};

/** What has been done with one revision of a record. */
export interface DatasetHistory {
  /** `rooms@1.0.0` */
  reference: string;
  state: DatasetState;
  /** Everybody who drafted this version, in whatever revision. */
  authors: readonly string[];
  submittedBy: string | null;
  supersededAt: Date | null;
}

/**
 * May this person do this now? Giving takes two people: who wrote or submitted a record does not approve it. Taking away
 * takes one. Errors: `dataset-superseded`, `dataset-state` (conflict), `second-person-needed` (refused).
 */
export function checkDatasetAct(act: DatasetAct, history: DatasetHistory, actor: string): void {
  const { reference, state, authors, submittedBy, supersededAt } = history;
  if (supersededAt !== null && act !== 'revoke') {
    throw new MaquetteError(
      'conflict',
      'dataset-superseded',
      `${reference}: another revision took the place of this one.`,
      {
        hint: 'Look at the newest revision, and go on with that.',
        details: { reference, supersededAt },
      },
    );
  }
  if (!FROM[act].includes(state)) {
    throw new MaquetteError('conflict', 'dataset-state', `${reference} is ${state}; ${HOW[act]}`, {
      hint: HINTS[state],
      details: { reference, state, act },
    });
  }
  if (act !== 'approve' || (actor !== submittedBy && !authors.includes(actor))) return;
  const did = actor === submittedBy ? 'submitted' : 'drafted';
  throw new MaquetteError(
    'refused',
    'second-person-needed',
    `${actor} ${did} ${reference} and cannot approve it.`,
    {
      hint: 'Somebody else with the role licensing has to look at the record and approve it.',
      details: { reference, actor, authors, submittedBy },
    },
  );
}

const HOW: Record<DatasetAct, string> = {
  submit: 'only a draft can be submitted.',
  approve: 'only a submitted record can be approved.',
  reject: 'only a submitted record can be rejected.',
  revoke: 'there is nothing left to revoke.',
};

const HINTS: Record<DatasetState, string> = {
  draft: 'Submit it first.',
  submitted: 'It waits for somebody else to approve or reject it.',
  approved: 'A correction is a new version, drafted and approved like the first.',
  rejected: 'Correct the record and draft it again: that is a new revision.',
  revoked: 'Draft a new version under another version number.',
};
