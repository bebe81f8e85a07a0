import { MaquetteError } from '@maquette/kernel';

/** Execution providers of ONNX Runtime, under the runtime's own names. */
export const PROVIDERS = ['cpu', 'cuda', 'tensorrt', 'dml', 'coreml', 'webgpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Those of which a machine can have several, told apart by a number. */
export const NUMBERED: readonly string[] = ['cuda', 'tensorrt', 'dml'] satisfies Provider[];

/** Names that people use for them. */
const OTHER_NAMES: Record<string, Provider> = { directml: 'dml' };

/** What happens on a device that cannot run a model: it is refused, or the CPU runs it and the report says so. */
export const FALLBACKS = ['refuse', 'cpu'] as const;
export type Fallback = (typeof FALLBACKS)[number];

export interface Device {
  provider: Provider;
  /** Which one of several. */
  index: number;
}

/** `cpu`, `cuda`, `cuda:1`, …. Throws `device-unknown` (bad-usage): the runtime would take the CPU without a word. */
export function parseDevice(text: string): Device {
  const [name, index = '0'] = text.split(':');
  const provider = PROVIDERS.find((known) => known === (OTHER_NAMES[name] ?? name));
  if (provider && /^\d+$/.test(index) && (Number(index) === 0 || NUMBERED.includes(provider)))
    return { provider, index: Number(index) };
  throw new MaquetteError('bad-usage', 'device-unknown', `"${text}" is no device.`, {
    hint: `MAQUETTE_DEVICE is one of ${PROVIDERS.join(', ')}, with a number behind a colon where there are several: cuda:1.`,
    details: { device: text },
  });
}
