import { MaquetteError } from '@maquette/kernel';

/** Characters (Unicode code points). */
export const PROMPT_MAX_LENGTH = 2000;

/**
 * The prompt in one form: NFC, control characters and runs of white space as one blank, trimmed.
 * Errors: `prompt-empty`, `prompt-too-long` (both bad-input).
 */
export function checkedPrompt(prompt: string): string {
  const text = prompt
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new MaquetteError('bad-input', 'prompt-empty', 'The prompt is empty.', {
      hint: 'Describe what to show, for example "a bright kitchen with an oak floor in the morning".',
    });
  }
  const length = [...text].length;
  if (length > PROMPT_MAX_LENGTH) {
    throw new MaquetteError(
      'bad-input',
      'prompt-too-long',
      `The prompt has ${length} characters; at most ${PROMPT_MAX_LENGTH} are read.`,
      {
        hint: 'Shorten it to the space, its materials, the light and the things in it.',
        details: { length },
      },
    );
  }
  return text;
}
