import { join } from 'node:path';
import { FILES_ALONE } from '@maquette/provenance';
import { expect, it } from 'vitest';
import { openRegistry } from '../open-registry';
import { publicationChecklist } from './publication-checklist';

// The registry that this repository ships. A version that is not signed yet: registry sign REF --release-key.
it('every checkpoint version of the release passes the gate', async () => {
  const registry = await openRegistry(join(__dirname, '../../../../model-registry'));
  expect(registry.list().length).toBeGreaterThan(0);
  for (const { reference } of registry.list())
    expect(publicationChecklist(registry, reference, FILES_ALONE).missing, reference).toEqual([]);
});
