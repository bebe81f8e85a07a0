import { it } from 'vitest';
import { Embedder } from '@maquette/inference';
import { parseArchitecturePrompt } from './parse-architecture-prompt';
import { readFileSync } from 'node:fs';
it('x', async () => {
  const e = await Embedder.load('/work/main/model-registry/auxiliary/minilm-l6/1.0.0', {
    cacheFolder: '/work/lab/try/cache',
  });
  for (const p of readFileSync('/work/lab/try/prompts.txt', 'utf8').split('\n').filter(Boolean)) {
    const t = performance.now();
    const r = await parseArchitecturePrompt(p, e.embed);
    console.log(
      '\n# ' +
        p +
        `  (${(performance.now() - t).toFixed(0)} ms)\n` +
        JSON.stringify(r.brief) +
        '\n  - ' +
        r.notes.join('\n  - '),
    );
  }
});
