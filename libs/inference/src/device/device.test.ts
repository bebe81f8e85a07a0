import { describe, expect, it } from 'vitest';
import { parseDevice } from './device';

describe('a device', () => {
  it.each([
    ['cpu', { provider: 'cpu', index: 0 }],
    ['cuda', { provider: 'cuda', index: 0 }],
    ['cuda:3', { provider: 'cuda', index: 3 }],
    ['directml', { provider: 'dml', index: 0 }],
    ['webgpu', { provider: 'webgpu', index: 0 }],
    ['webgpu:0', { provider: 'webgpu', index: 0 }],
    ['directml:1', { provider: 'dml', index: 1 }],
  ])('is read from %s', (text, device) => expect(parseDevice(text)).toEqual(device));

  it.each(['', 'gpu', 'CPU', 'cuda:', 'cuda:-1', 'cuda:one', ':0', 'webgpu:1', 'cpu:1', 'toString'])(
    'is never "%s"',
    (text) => {
      expect(() => parseDevice(text)).toThrow(expect.objectContaining({ code: 'device-unknown' }));
    },
  );
});
