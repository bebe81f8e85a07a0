/** A decoded message: the values of each field by name, in the order of the file. */
export type Message = Map<string, (number | Uint8Array | Message)[]>;

/**
 * The fields of each message: `name:number` and a type: i varint, f 32 bits, d 64 bits, s bytes or text, or the name
 * of another message. A trailing * means repeated.
 */
export type MessageTable = Record<string, string>;

export class ProtobufError extends Error {}

interface Field {
  name: string;
  type: string;
  repeated: boolean;
}

const MAX_DEPTH = 100;
const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];

/**
 * Decodes protobuf strictly: a field that the table does not know, another wire type than the table says, a singular
 * field that comes twice (decoders would merge it) and a length beyond the end are errors. Byte fields are views.
 */
export class ProtobufReader {
  private readonly messages: Map<string, Map<number, Field>>;

  constructor(table: MessageTable) {
    const entries = Object.entries(table);
    this.messages = new Map(entries.map(([message, fields]) => [message, parseFields(fields)]));
  }

  decode(bytes: Uint8Array, type: string, depth = 0): Message {
    if (depth > MAX_DEPTH) throw new ProtobufError(`${type} is nested deeper than ${MAX_DEPTH} levels`);
    const message: Message = new Map();
    const cursor = new Cursor(bytes, type);
    while (!cursor.atEnd) {
      const tag = cursor.varint();
      const [number, wire] = [Math.floor(tag / 8), tag % 8];
      const field = this.messages.get(type)?.get(number);
      if (!field) throw new ProtobufError(`${type} has a field ${number} that is not known`);
      const values = message.get(field.name) ?? [];
      if (values.length > 0 && !field.repeated) throw new ProtobufError(`${type}.${field.name} comes twice`);
      values.push(...this.values(cursor, field, wire, type, depth));
      message.set(field.name, values);
    }
    return message;
  }

  private values(cursor: Cursor, field: Field, wire: number, type: string, depth: number) {
    if (wire === LENGTH && field.type === 's') return [cursor.block()];
    if (wire === LENGTH && this.messages.has(field.type))
      return [this.decode(cursor.block(), field.type, depth + 1)];
    if (wire === LENGTH && field.repeated && wireOf(field.type) !== LENGTH)
      return packed(cursor.block(), field, type);
    if (wire !== wireOf(field.type))
      throw new ProtobufError(`${type}.${field.name} has the wire type ${wire}`);
    return [number(cursor, wire)];
  }
}

/** Packed varints are decoded; packed floats, and long lists, are weights, which stay one view. */
function packed(block: Uint8Array, field: Field, type: string): (number | Uint8Array)[] {
  const width = { f: 4, d: 8 }[field.type];
  if (width && block.length % width) throw new ProtobufError(`${type}.${field.name} is cut off`);
  if (width || block.length > 4096) return [block];
  const cursor = new Cursor(block, `${type}.${field.name}`);
  const values: number[] = [];
  while (!cursor.atEnd) values.push(cursor.varint());
  return values;
}

function number(cursor: Cursor, wire: number): number {
  if (wire === VARINT) return cursor.varint();
  cursor.skip(wire === FIXED64 ? 8 : 4);
  return 0; // floating-point values are of no interest here
}

function wireOf(type: string): number {
  return { i: VARINT, f: FIXED32, d: FIXED64 }[type] ?? LENGTH;
}

function parseFields(fields: string): Map<number, Field> {
  const parsed = [...fields.matchAll(/(\w+):(\d+)([a-z]|[A-Z]\w*)(\*?)/g)];
  return new Map(
    parsed.map(([, name, id, type, star]) => [Number(id), { name, type, repeated: star === '*' }]),
  );
}

class Cursor {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly where: string,
  ) {}

  get atEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** As a double: exact up to 2^53, which sizes and codes never reach. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new ProtobufError(`${this.where} is cut off`);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new ProtobufError(`${this.where} has a number of more than 64 bits`);
  }

  skip(count: number): void {
    if (count > this.bytes.length - this.at) throw new ProtobufError(`${this.where} is cut off`);
    this.at += count;
  }

  block(): Uint8Array {
    const length = this.varint();
    this.skip(length);
    return this.bytes.subarray(this.at - length, this.at);
  }
}
