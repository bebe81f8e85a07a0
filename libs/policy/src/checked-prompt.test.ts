import { describe, expect, it } from 'vitest';
import { checkedPrompt, PROMPT_MAX_LENGTH } from './checked-prompt';

describe('checkedPrompt', () => {
  it('trims and joins white space and control characters', () => {
    expect(checkedPrompt('  a\tbright \n\n kitchen\u0007 ')).toBe('a bright kitchen');
  });

  it.each(['', '   ', '\n\t', '…!?', '\u200b'])('refuses %j as empty', (prompt) => {
    expect(() => checkedPrompt(prompt)).toThrowError(
      expect.objectContaining({ code: 'prompt-empty', kind: 'bad-input' }),
    );
  });

  it('counts characters, not code units', () => {
    const emoji = '🏠'.repeat(PROMPT_MAX_LENGTH - 1);
    expect(checkedPrompt(`a${emoji}`)).toContain('🏠');
    expect(() => checkedPrompt(`ab${emoji}`)).toThrowError(
      expect.objectContaining({ code: 'prompt-too-long', details: { length: PROMPT_MAX_LENGTH + 1 } }),
    );
  });
});
