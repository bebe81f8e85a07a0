import { fold } from './fold';
import {
  ART,
  HARMLESS,
  HATE,
  LIKENESS,
  MINORS,
  PEOPLE,
  REAL_PEOPLE,
  REMEMBRANCE,
  SELF_HARM,
  SEXUAL,
  SUGGESTIVE,
  TEACHING,
  UNCLOTHED,
  VIOLENCE,
} from './word-lists';

export const POLICY_VERSION = 'policy/first-light-1';

export type PolicyCategory =
  'sexual-minors' | 'sexual' | 'graphic-violence' | 'hate' | 'self-harm' | 'real-person';

export type Severity = 'none' | 'medium' | 'high' | 'critical';

export interface PolicyOutcome {
  action: 'allow' | 'refuse';
  category: PolicyCategory | null;
  severity: Severity;
  reasons: string[];
  policyVersion: typeof POLICY_VERSION;
  /** Always false: this screen knows word lists only. An allowed prompt was not found harmless, just not listed. */
  complete: false;
}

const INCOMPLETE = 'This first screen compares words only and is no complete content policy.';

/**
 * A first, incomplete screen of a prompt: word lists for six categories, with word boundaries and the common disguises
 * undone. It reads no meaning, no other language than English, and no picture. The gravest category found is named.
 */
export function screenPrompt(prompt: string): PolicyOutcome {
  const text = fold(prompt).replace(HARMLESS, ' ');
  for (const rule of RULES) {
    const found = rule.find(text, prompt);
    if (found) return refused(rule, found);
  }
  return {
    action: 'allow',
    category: null,
    severity: 'none',
    reasons: [`Nothing in the prompt is on the lists. ${INCOMPLETE}`],
    policyVersion: POLICY_VERSION,
    complete: false,
  };
}

interface Rule {
  category: PolicyCategory;
  severity: Severity;
  title: string;
  /** What in the text falls under the rule: a word of it, or null. */
  find(text: string, prompt: string): string | null;
}

/** Gravest first. */
const RULES: readonly Rule[] = [
  {
    category: 'sexual-minors',
    severity: 'critical',
    title: 'sexual content with minors',
    find: (text) =>
      has(text, MINORS) && !has(text, TEACHING) && !(has(text, ART) && !has(text, SEXUAL))
        ? (first(text, SEXUAL) ?? first(text, UNCLOTHED) ?? first(text, SUGGESTIVE))
        : null,
  },
  {
    category: 'sexual',
    severity: 'high',
    title: 'sexual content',
    find: (text) => {
      const unclothed = has(text, PEOPLE) && !has(text, ART) && !has(text, TEACHING);
      return first(text, SEXUAL) ?? (unclothed ? first(text, UNCLOTHED) : null);
    },
  },
  {
    category: 'graphic-violence',
    severity: 'high',
    title: 'graphic violence',
    find: (text) => (has(text, REMEMBRANCE) || has(text, TEACHING) ? null : first(text, VIOLENCE)),
  },
  {
    category: 'hate',
    severity: 'high',
    title: 'hate',
    find: (text) => (has(text, REMEMBRANCE) ? null : first(text, HATE)),
  },
  { category: 'self-harm', severity: 'high', title: 'self-harm', find: (text) => first(text, SELF_HARM) },
  {
    category: 'real-person',
    severity: 'medium',
    title: 'the likeness of a real person',
    find: (text, prompt) => first(text, REAL_PEOPLE) ?? LIKENESS.exec(prompt)?.[0] ?? null,
  },
];

function refused({ category, severity, title }: Rule, found: string): PolicyOutcome {
  return {
    action: 'refuse',
    category,
    severity,
    reasons: [`The prompt asks for ${title}: "${found}".`, INCOMPLETE],
    policyVersion: POLICY_VERSION,
    complete: false,
  };
}

function first(text: string, words: RegExp): string | null {
  return text.match(words)?.[0] ?? null;
}

function has(text: string, words: RegExp): boolean {
  return first(text, words) !== null;
}
