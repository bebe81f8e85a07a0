import { inflateSync } from 'node:zlib';
import { MaquetteError } from '@maquette/kernel';

const TYPES = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  float32: Float32Array,
} as const;
type ArrayType = keyof typeof TYPES;

interface Listed {
  name: string;
  type: ArrayType;
  length: number;
  offset: number;
}

/** Header and arrays of an asset's container, as the recipes' `pack` writes it (model-registry/training/assets). */
export class ArrayFile<Header> {
  private constructor(
    readonly header: Header,
    private readonly listed: ReadonlyMap<string, Listed>,
    private readonly data: ArrayBuffer,
  ) {}

  /** @throws MaquetteError `asset-unreadable` (bad-input) */
  static read<Header>(bytes: Uint8Array): ArrayFile<Header> {
    try {
      const raw = inflateSync(bytes);
      if (raw.toString('latin1', 0, 4) !== 'MQA1') throw new Error('It does not begin with MQA1.');
      const start = 8 + raw.readUInt32LE(4);
      const header = JSON.parse(raw.toString('utf8', 8, start)) as Header & { arrays: Listed[] };
      const data = new Uint8Array(raw.subarray(start)).buffer;
      for (const { type, length, offset } of header.arrays) {
        if (offset + length * TYPES[type].BYTES_PER_ELEMENT > data.byteLength)
          throw new Error('It ends too early.');
      }
      return new ArrayFile(header, new Map(header.arrays.map((one) => [one.name, one])), data);
    } catch (cause) {
      throw new MaquetteError('bad-input', 'asset-unreadable', 'An asset is no container of arrays.', {
        cause,
      });
    }
  }

  /** @throws MaquetteError `asset-unreadable` (bad-input) when the container has no such array of that type */
  array<T extends ArrayType>(name: string, type: T): InstanceType<(typeof TYPES)[T]> {
    const found = this.listed.get(name);
    if (!found || found.type !== type) {
      throw new MaquetteError(
        'bad-input',
        'asset-unreadable',
        `An asset lacks the array "${name}" of ${type}.`,
      );
    }
    return new TYPES[type](this.data, found.offset, found.length) as InstanceType<(typeof TYPES)[T]>;
  }
}
