import type { FrameModelContract, ModelContract, TensorContract } from '../records/checkpoint-record';
import type { ModelSummary, ModelTensor } from './model-summary';

/** How a graph differs from the contract that its record declares, one sentence each. */
export function contractFaults(contract: ModelContract, model: ModelSummary): string[] {
  return [
    ...side('input', contract.inputs, model.inputs),
    ...side('output', contract.outputs, model.outputs),
  ];
}

/** The first input of a frame model has one plane for each channel. */
export function channelFaults({ inputs, channels }: FrameModelContract): string[] {
  const [first] = inputs;
  const planes = first.shape[1];
  if (planes === channels.length) return [];
  return [`the record names ${channels.length} channels, but the input "${first.name}" has ${planes}`];
}

function side(kind: 'input' | 'output', declared: TensorContract[], found: ModelTensor[]): string[] {
  const names = new Set(declared.map(({ name }) => name));
  const extra = found.filter(({ name }) => !names.has(name));
  return [
    ...extra.map(({ name }) => `the model has the ${kind} "${name}", which the record does not name`),
    ...declared.flatMap((tensor) => {
      const match = found.find(({ name }) => name === tensor.name);
      if (!match) return [`the record names the ${kind} "${tensor.name}", which the model does not have`];
      return tensorFaults(kind, tensor, match);
    }),
  ];
}

function tensorFaults(kind: string, declared: TensorContract, found: ModelTensor): string[] {
  const what = `the ${kind} "${declared.name}"`;
  if (found.type !== declared.type)
    return [`${what} is ${found.type ?? 'no tensor'}, the record says ${declared.type}`];
  const { shape } = found;
  // A graph may leave a shape open; only sizes that both sides fix can contradict each other.
  if (shape === null) return [];
  const contradicts = (size: number | string, axis: number) =>
    typeof size === 'number' && typeof shape[axis] === 'number' && size !== shape[axis];
  if (shape.length === declared.shape.length && !declared.shape.some(contradicts)) return [];
  return [`${what} has the shape [${shape.join(', ')}], the record says [${declared.shape.join(', ')}]`];
}
