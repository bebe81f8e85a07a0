import { MaquetteError } from '@maquette/kernel';
import { ONNX_MESSAGES } from './onnx-messages';
import { ProtobufError, ProtobufReader, type Message } from './protobuf';

export interface ModelSummary {
  irVersion: number;
  /** Version of the standard operators. */
  opset: number;
  inputs: ModelTensor[];
  outputs: ModelTensor[];
}

/** Free sizes are names, or '?' where the graph gives none; `type` is null for what is no tensor. */
export interface ModelTensor {
  name: string;
  type: string | null;
  shape: (number | string)[] | null;
}

const reader = new ProtobufReader(ONNX_MESSAGES);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Operator domains that onnxruntime itself implements; any other would need a library of foreign code. */
const DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft']);
/** Reads a compiled engine from a path that the model names. */
const FORBIDDEN: ReadonlySet<string> = new Set(['com.microsoft:EPContext']);
const EXTERNAL = 1;
/** TensorProto.DataType of the types that a contract may name. */
const TYPES: Record<number, string> = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  9: 'bool',
  10: 'float16',
};

/**
 * Reads the outline of an ONNX file and refuses what must not be loaded. Throws bad-input: `model-unreadable`
 * (truncated, corrupt, or no ONNX), `external-data` (weights in other files), `operator-unknown` (foreign code).
 */
export function readModelSummary(bytes: Uint8Array): ModelSummary {
  const model = decode(bytes);
  const [graph] = messages(model, 'graph');
  const opsets = messages(model, 'opset_import');
  const standard = opsets.find((entry) => ['', 'ai.onnx'].includes(text(entry, 'domain')));
  if (!graph || !standard) throw unreadable(`it has no ${graph ? 'opset_import' : 'graph'}`);
  refuseExternalData(model);
  refuseUnknownOperators(model);

  const initialised = new Set(messages(graph, 'initializer').map((tensor) => text(tensor, 'name')));
  const inputs = messages(graph, 'input').map(tensorOf);
  return {
    irVersion: integer(model, 'ir_version'),
    opset: integer(standard, 'version'),
    // Before IR version 4 weights were listed among the inputs, too.
    inputs: inputs.filter(({ name }) => !initialised.has(name)),
    outputs: messages(graph, 'output').map(tensorOf),
  };
}

function decode(bytes: Uint8Array): Message {
  try {
    return reader.decode(bytes, 'Model');
  } catch (error) {
    if (error instanceof ProtobufError) throw unreadable(error.message);
    throw error;
  }
}

function refuseExternalData(model: Message): void {
  for (const message of everyMessage(model)) {
    const entries = messages(message, 'external_data');
    if (entries.length === 0 && integer(message, 'data_location') !== EXTERNAL) continue;
    const location = entries.find((entry) => text(entry, 'key') === 'location');
    const found = location ? text(location, 'value') : '';
    throw new MaquetteError(
      'bad-input',
      'external-data',
      `The weights "${text(message, 'name')}" are kept in another file${found ? ` ("${found}")` : ''}.`,
      { hint: 'Save the model with its weights inside, in one file.', details: { location: found } },
    );
  }
}

function refuseUnknownOperators(model: Message): void {
  const own = new Set(
    messages(model, 'functions').map((entry) => `${text(entry, 'domain')}:${text(entry, 'name')}`),
  );
  for (const node of everyMessage(model)) {
    if (!node.has('op_type')) continue;
    const [domain, operator] = [text(node, 'domain'), text(node, 'op_type')];
    const name = `${domain}:${operator}`;
    if ((DOMAINS.has(domain) && !FORBIDDEN.has(name)) || own.has(name)) continue;
    throw new MaquetteError(
      'bad-input',
      'operator-unknown',
      `The operator ${operator} of the domain "${domain}" is not one of onnxruntime's own.`,
      { hint: 'Export the model with standard ONNX operators.', details: { domain, operator } },
    );
  }
}

/** The message and all those inside it: graphs in attributes and functions included. */
function* everyMessage(message: Message): Generator<Message> {
  yield message;
  for (const values of message.values()) {
    for (const value of values) if (value instanceof Map) yield* everyMessage(value);
  }
}

function tensorOf(info: Message): ModelTensor {
  const [tensor] = messages(info, 'type').flatMap((type) => messages(type, 'tensor_type'));
  const [shape] = tensor ? messages(tensor, 'shape') : [];
  const sizes =
    shape && messages(shape, 'dim').map((dim) => integer(dim, 'dim_value') || text(dim, 'dim_param') || '?');
  const type = tensor ? integer(tensor, 'elem_type') : 0;
  return {
    name: text(info, 'name'),
    type: tensor ? (TYPES[type] ?? `type ${type}`) : null,
    shape: sizes ?? null,
  };
}

function messages(message: Message, field: string): Message[] {
  return (message.get(field) ?? []).filter((value) => value instanceof Map);
}

function integer(message: Message, field: string): number {
  const value = message.get(field)?.[0];
  return typeof value === 'number' ? value : 0;
}

function text(message: Message, field: string): string {
  const value = message.get(field)?.[0];
  if (!(value instanceof Uint8Array)) return '';
  try {
    return utf8.decode(value);
  } catch {
    throw unreadable(`${field} is not UTF-8 text`);
  }
}

function unreadable(why: string): MaquetteError {
  return new MaquetteError('bad-input', 'model-unreadable', `This is no sound ONNX file: ${why}.`, {
    hint: 'Restore the file from where it was published, or export it again.',
  });
}
