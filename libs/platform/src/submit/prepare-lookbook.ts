import { LOOKBOOK_DEFAULTS } from '../limits';
import { prepare, type Prepared, type Submission, type SubmitParts } from './submit';

/** The two stills of a look: frame 0 the whole figure, frame 1 its upper half. */
const STILLS = { seconds: 2, fps: 1, keepFrames: true } as const;

/**
 * The looks of a lookbook, each a generation of its own, in their order: screened, routed, licensed and composed like any
 * other, with the same prompt and seed. Nothing of it is recorded yet. Errors: those of prepare, `look-out-of-range`,
 * `domain-without-lookbooks` (bad-input).
 */
export async function prepareLookbook(
  parts: Omit<SubmitParts, 'wakeUps'>,
  submission: Submission,
  looks: number = LOOKBOOK_DEFAULTS.looks,
): Promise<Prepared[]> {
  const { width = LOOKBOOK_DEFAULTS.width, height = LOOKBOOK_DEFAULTS.height } = submission.request;
  const prepared: Prepared[] = [];
  // One after another: the first that is refused ends it.
  for (let number = 1; number <= Math.max(1, looks); number++) {
    const request = { ...submission.request, width, height, ...STILLS, look: { number, of: looks } };
    prepared.push(await prepare(parts, { ...submission, request, scene: undefined, camera: undefined }));
  }
  return prepared;
}
