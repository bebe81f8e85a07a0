/** The few items of CBOR (RFC 8949) that a COSE signature is made of, in their shortest form. */
export const cbor = {
  int: (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value)),
  bytes: (value: Uint8Array): Buffer => Buffer.concat([head(2, value.length), value]),
  text: (value: string): Buffer => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]),
  array: (items: Uint8Array[]): Buffer => Buffer.concat([head(4, items.length), ...items]),
  /** Keys in the order given. */
  map: (entries: [Uint8Array, Uint8Array][]): Buffer =>
    Buffer.concat([head(5, entries.length), ...entries.flat()]),
  tagged: (tag: number, item: Uint8Array): Buffer => Buffer.concat([head(6, tag), item]),
  nil: Buffer.of(0xf6),
};

function head(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return Buffer.of(type | value);
  if (value < 1 << 8) return Buffer.of(type | 24, value);
  if (value < 1 << 16) return Buffer.of(type | 25, value >> 8, value & 0xff);
  const bytes = Buffer.alloc(5);
  bytes[0] = type | 26;
  bytes.writeUInt32BE(value, 1);
  return bytes;
}
