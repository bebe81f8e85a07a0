export const DOMAINS = ['architecture', 'fashion', 'medical'] as const;

/** The three fields that Maquette keeps checkpoints for. */
export type Domain = (typeof DOMAINS)[number];

/** What every output of a domain must say, in the picture, its credential, its scene document and every answer about it. */
const NOTICES: Record<Domain, string | null> = {
  architecture: null,
  fashion: null,
  medical: 'Synthetic. Not for diagnosis.',
};

/** The notice that outputs of a domain carry, null for none. Nothing that a request says takes it away. */
export function noticeOf(domain: Domain): string | null {
  return NOTICES[domain];
}
