import { it } from 'vitest';
import { openRegistry } from '@maquette/registry';
it('x', async () => {
  const r = await openRegistry('/work/main/model-registry' as never);
  console.log(JSON.stringify(r.auxiliaries().map((a) => [a.reference, a.state, a.problems]), null, 1), r.list().map((c) => [c.reference, c.state]));
});
