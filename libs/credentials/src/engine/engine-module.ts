import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { BlobReader } from './blobs';

export type EngineModule = typeof import('@contentauth/c2pa-wasm');

export interface LoadedEngine {
  module: EngineModule;
  /** What the engine's memory has grown to; it never shrinks. */
  memoryBytes(): number;
}

// The compiler turns import() into require(), which cannot load an ES module in every Node 20; a test runner's sandbox
// on the other hand knows only the import() that it rewrote itself.
const nativeImport = new Function('url', 'return import(url)') as (url: string) => Promise<EngineModule>;
const importModule = (url: string): Promise<EngineModule> => nativeImport(url).catch(() => import(url));

let loading: Promise<LoadedEngine> | undefined;

/** The C2PA reference engine as WebAssembly, once in this thread. Compiling and starting it takes a tenth of a second. */
export function loadEngine(): Promise<LoadedEngine> {
  return (loading ??= load());
}

async function load(): Promise<LoadedEngine> {
  const require = createRequire(__filename);
  const bytes = await readFile(require.resolve('@contentauth/c2pa-wasm/c2pa.wasm'));
  const module = await importModule(pathToFileURL(require.resolve('@contentauth/c2pa-wasm')).href);
  Object.assign(globalThis, { FileReaderSync: BlobReader });
  const { memory } = module.initSync({ module: bytes });
  return { module, memoryBytes: () => (memory as { buffer: ArrayBuffer }).buffer.byteLength };
}
