import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MaquetteError } from '@maquette/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleCheckpoint, MODELS } from '../../../../test/fixtures/registry/build-registry';
import { channelFaults, contractFaults } from './check-contract';
import { readModelSummary } from './model-summary';

const model = (name: string) => readFileSync(join(MODELS, `${name}.onnx`));
const refusal = (bytes: Uint8Array): MaquetteError => {
  try {
    readModelSummary(bytes);
  } catch (error) {
    if (error instanceof MaquetteError) return error;
    throw error;
  }
  throw new Error('The model was accepted.');
};

describe('readModelSummary', () => {
  it('reads versions, inputs and outputs', () => {
    const plane = (name: string, channels: number) => ({
      name,
      type: 'float32',
      shape: [1, channels, 'height', 'width'],
    });
    expect(readModelSummary(model('sound'))).toEqual({
      irVersion: 8,
      opset: 17,
      inputs: [plane('gbuffer', 3), plane('known', 3), plane('mask', 1)],
      outputs: [plane('frame', 3)],
    });
  });

  it('accepts functions that the model brings as ONNX', () => {
    expect(readModelSummary(model('own-function')).outputs[0].name).toBe('frame');
  });

  it.each([
    ['truncated', 'model-unreadable', 'This is no sound ONNX file: Graph is cut off.'],
    ['no-graph', 'model-unreadable', 'This is no sound ONNX file: it has no graph.'],
    ['second-graph', 'model-unreadable', 'This is no sound ONNX file: Model.ir_version comes twice.'],
    ['external-data', 'external-data', 'The weights "gain" are kept in another file ("weights.bin").'],
    [
      'external-data-in-branch',
      'external-data',
      'The weights "far" are kept in another file ("../../weights.bin").',
    ],
    [
      'unknown-operator',
      'operator-unknown',
      'The operator Mul of the domain "com.example.native" is not one of onnxruntime\'s own.',
    ],
  ])('refuses %s', (name, code, message) => {
    const error = refusal(model(name));
    expect(error).toMatchObject({ kind: 'bad-input', code });
    expect(error.message.replace(/(Node|Graph|Tensor|Model|ValueInfo)\b(?= is cut off)/, 'Graph')).toBe(
      message,
    );
    expect(error.hint).toBeTruthy();
  });

  it('refuses the one operator of onnxruntime that opens files', () => {
    // NodeProto: op_type (4), domain (7); GraphProto: node (1); ModelProto: graph (7), opset_import (8) {version 17}
    const text = (field: number, value: string) => [field * 8 + 2, value.length, ...Buffer.from(value)];
    const node = [...text(4, 'EPContext'), ...text(7, 'com.microsoft')];
    const graph = [0x0a, node.length, ...node];
    const bytes = Uint8Array.from([0x3a, graph.length, ...graph, 0x42, 2, 0x10, 17]);
    expect(refusal(bytes).code).toBe('operator-unknown');
  });

  it('refuses every truncation of a sound file', () => {
    const bytes = model('sound');
    for (let length = 0; length < bytes.length; length++) {
      expect(refusal(bytes.subarray(0, length)).code, `${length} bytes`).toBe('model-unreadable');
    }
  });

  it('refuses what is no ONNX at all', () => {
    const foreign = [
      Buffer.from('PK\x03\x04zip'),
      Buffer.from('\x80\x04\x95pickle'),
      Buffer.from('<html></html>'),
    ];
    for (const bytes of [...foreign, new Uint8Array(64)])
      expect(refusal(bytes).code).toBe('model-unreadable');
  });

  it('refuses graphs nested without end, without overflowing the stack', () => {
    let bytes = Buffer.alloc(0);
    const wrap = (tag: number, inner: Buffer) => {
      const length: number[] = [];
      for (let rest = inner.length; ; rest >>>= 7) {
        length.push(rest > 127 ? (rest & 127) | 128 : rest);
        if (rest <= 127) break;
      }
      return Buffer.concat([Buffer.from([tag, ...length]), inner]);
    };
    for (let level = 0; level < 3000; level++) {
      // Graph.node (1) ← Node.attribute (5) ← Attribute.g (6)
      bytes = wrap(0x0a, wrap(0x2a, wrap(0x32, bytes)));
    }
    expect(refusal(wrap(0x3a, bytes)).message).toContain('is nested deeper than 100 levels');
  });

  it('answers any damage with a summary or a typed refusal', () => {
    const bytes = model('sound');
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const property = fc.property(damage, (changes) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) damaged[at] = value;
      try {
        readModelSummary(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(MaquetteError);
      }
    });
    fc.assert(property, { numRuns: 1000 });
  });
});

describe('contractFaults', () => {
  const { contract } = exampleCheckpoint();
  const sound = readModelSummary(model('sound'));

  it('finds none where model and record agree', () => {
    expect(contractFaults(contract, sound)).toEqual([]);
    expect(channelFaults(contract)).toEqual([]);
  });

  it('names what one side has and the other has not', () => {
    expect(contractFaults(contract, readModelSummary(model('other-output')))).toEqual([
      'the model has the output "picture", which the record does not name',
      'the record names the output "frame", which the model does not have',
    ]);
  });

  it('compares types and the sizes that both fix', () => {
    const [gbuffer, known, mask] = contract.inputs;
    const other = (over: object) => ({ ...contract, inputs: [{ ...gbuffer, ...over }, known, mask] });
    expect(contractFaults(other({ type: 'float16' }), sound)).toEqual([
      'the input "gbuffer" is float32, the record says float16',
    ]);
    expect(contractFaults(other({ shape: [1, 4, 'h', 'w'] }), sound)).toEqual([
      'the input "gbuffer" has the shape [1, 3, height, width], the record says [1, 4, h, w]',
    ]);
    expect(contractFaults(other({ shape: [3, 'h', 'w'] }), sound)).toHaveLength(1);
    expect(contractFaults(other({ shape: [1, 3, 256, 'w'] }), sound)).toEqual([]);
  });

  it('counts the planes of the first input', () => {
    expect(channelFaults({ ...contract, channels: ['depth'] })).toEqual([
      'the record names 1 channels, but the input "gbuffer" has 3',
    ]);
  });
});
