// `npm run demo`: one prompt becomes out/walkthrough.mp4.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const PROMPT =
  'a sunny scandinavian living room with oak floor, a grey sofa and large windows, morning light';
const out = join(root, 'out');
mkdirSync(out, { recursive: true });
process.argv.push('generate', PROMPT, '--seconds', '6', '--fps', '24', '--size', '960x540');
process.argv.push('--out', join(out, 'walkthrough.mp4'));
await import('./maquette.mjs');
