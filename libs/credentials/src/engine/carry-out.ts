import { writeFile } from 'node:fs/promises';
import { withBlob, type EngineBlob } from './blobs';
import { loadEngine, type EngineModule } from './engine-module';
import type { ClaimSigner, Order, ReadOrder, SignOrder } from './engine-protocol';

type Builder = ReturnType<EngineModule['WasmBuilder']['fromJson']>;

/** Thrown when the engine itself failed; its instance must not be used again. */
export class EngineBroken extends Error {}

/** One order, in this thread. Rejects with the engine's own words, or with EngineBroken. */
export async function carryOut(order: Order, sign: ClaimSigner): Promise<Uint8Array | string | null> {
  const { module } = await loadEngine();
  try {
    return await (order.type === 'sign' ? signAsset(module, order, sign) : readAsset(module, order));
  } catch (thrown) {
    // A panic of the engine traps; whatever it refuses in good order it says as text.
    if (thrown instanceof Error && thrown.name === 'RuntimeError') throw new EngineBroken(thrown.message);
    throw thrown;
  }
}

async function signAsset(
  module: EngineModule,
  order: SignOrder,
  sign: ClaimSigner,
): Promise<Uint8Array | null> {
  const builder = module.WasmBuilder.fromJson(order.manifest, order.settings);
  try {
    const { parent } = order;
    if (parent) {
      await withBlob(parent.source, (blob) =>
        builder.addIngredientFromBlob(parent.definition, parent.mediaType, asBlob(blob)),
      );
    }
    const signed = await withBlob(order.source, (blob) => signBlob(builder, order, blob, sign));
    if (order.output === null) return signed;
    await writeFile(order.output, signed);
    return null;
  } finally {
    builder.free();
  }
}

function signBlob(
  builder: Builder,
  { algorithm: alg, signatureBytes, mediaType }: SignOrder,
  blob: EngineBlob,
  sign: ClaimSigner,
): Promise<Uint8Array> {
  const signer = {
    alg,
    reserveSize: signatureBytes,
    sign: async (claim: Uint8Array) => new Uint8Array(await sign(claim)),
  };
  return builder.sign(signer, [], mediaType, asBlob(blob));
}

async function readAsset(module: EngineModule, { source, mediaType, settings }: ReadOrder): Promise<string> {
  return withBlob(source, async (blob) => {
    const reader = await module.WasmReader.fromBlob(mediaType, asBlob(blob), settings);
    try {
      return reader.json();
    } finally {
      reader.free();
    }
  });
}

/** The engine asks for no more of a Blob than ours has. */
function asBlob(blob: EngineBlob): Blob {
  return blob as unknown as Blob;
}
