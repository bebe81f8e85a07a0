import type { Platform } from '../open-platform';

/** What an inspection asks. */
export type InspectParts = Pick<Platform, 'credentials' | 'ledger' | 'registry' | 'standing' | 'audit'>;
