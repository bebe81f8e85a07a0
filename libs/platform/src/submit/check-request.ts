import type { GenerationRequest } from '@maquette/generation';
import { MaquetteError } from '@maquette/kernel';
import { checkedPrompt } from '@maquette/policy';
import { isTerritory, USES } from '@maquette/provenance';
import { DEFAULTS, LIMITS } from '../limits';

/** A request as it comes in: right types, nothing else checked. What is left out gets its default. */
export interface RequestInput extends Partial<Omit<GenerationRequest, 'prompt' | 'inputs'>> {
  prompt: string;
}

/**
 * The request with its defaults, within every limit. Throws (bad-input) `prompt-empty`, `prompt-too-long`,
 * `seconds-out-of-range`, `fps-out-of-range`, `size-out-of-range`, `seed-out-of-range`, `use-unknown`,
 * `territory-unknown`, `upscale-out-of-range`, `look-out-of-range`: the first that applies, with the limit in its words and the field in its details.
 */
export function checkRequest(input: RequestInput): GenerationRequest {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const request: GenerationRequest = { ...DEFAULTS, ...given, prompt: checkedPrompt(input.prompt) };
  checkSeconds(request.seconds);
  checkFps(request.fps);
  checkSide('width', request.width);
  checkSide('height', request.height);
  checkSeed(request.seed);
  checkUse(request.use);
  checkTerritory(request.territory);
  checkUpscale(request.upscale);
  checkLook(request.look);
  return request;
}

export function framesOf({ seconds, fps }: Pick<GenerationRequest, 'seconds' | 'fps'>): number {
  return Math.max(1, Math.round(seconds * fps));
}

/** Pixels of a frame as it is painted in millions, times frames: what a device's time goes by. */
export function megapixelFramesOf(
  request: Pick<GenerationRequest, 'seconds' | 'fps' | 'width' | 'height' | 'upscale'>,
): number {
  const { width, height } = paintedSize(request);
  return (width * height * framesOf(request)) / 1e6;
}

/** Size that the frame model paints: half of the picture's, rounded up, where an upscaler doubles it. */
export function paintedSize({
  width,
  height,
  upscale = 1,
}: Pick<GenerationRequest, 'width' | 'height'> & { upscale?: number }): { width: number; height: number } {
  return { width: Math.ceil(width / upscale), height: Math.ceil(height / upscale) };
}

function checkSeconds(seconds: number): void {
  const { above, max } = LIMITS.seconds;
  if (Number.isFinite(seconds) && seconds > above && seconds <= max) return;
  throw violation('seconds', seconds, `must be more than ${above} and at most ${max}`);
}

function checkFps(fps: number): void {
  const { min, max } = LIMITS.fps;
  if (Number.isInteger(fps) && fps >= min && fps <= max) return;
  throw violation('fps', fps, `must be a whole number from ${min} to ${max}`);
}

function checkSide(side: 'width' | 'height', pixels: number): void {
  const { min, max, step } = LIMITS.side;
  if (Number.isInteger(pixels) && pixels >= min && pixels <= max && pixels % step === 0) return;
  throw violation(
    side,
    pixels,
    `must be an even number of pixels from ${min} to ${max}`,
    'size-out-of-range',
  );
}

function checkSeed(seed: number): void {
  const { min, max } = LIMITS.seed;
  if (Number.isInteger(seed) && seed >= min && seed <= max) return;
  throw violation('seed', seed, `must be a whole number from ${min} to ${max}`);
}

function checkUse(use: string): void {
  if ((USES as readonly string[]).includes(use)) return;
  throw violation('use', use, `must be one of ${USES.join(', ')}`, 'use-unknown');
}

function checkTerritory(territory: string): void {
  if (isTerritory(territory)) return;
  throw violation(
    'territory',
    territory,
    'must be an ISO 3166-1 alpha-2 code such as DE, or * for the whole world',
    'territory-unknown',
  );
}

function checkLook(look: GenerationRequest['look']): void {
  if (look === undefined) return;
  const { min, max } = LIMITS.looks;
  const whole = Number.isInteger(look.number) && Number.isInteger(look.of);
  if (whole && look.of >= min && look.of <= max && look.number >= 1 && look.number <= look.of) return;
  throw violation(
    'look',
    `${look.number} of ${look.of}`,
    `must be a whole number from 1 on, of ${min} to ${max}`,
  );
}

function checkUpscale(upscale: number | undefined): void {
  if (upscale === undefined || LIMITS.upscale.some((factor) => factor === upscale)) return;
  throw violation('upscale', upscale, `must be ${LIMITS.upscale.join(' or ')}, or be left out`);
}

function violation(
  field: string,
  value: unknown,
  rule: string,
  code = `${field}-out-of-range`,
): MaquetteError {
  return new MaquetteError('bad-input', code, `The ${field} ${rule}; ${String(value)} was given.`, {
    hint: `Correct the ${field} and send the request again.`,
    details: { field, value, rule },
  });
}
