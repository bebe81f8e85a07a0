export const DOMAINS = ['architecture', 'fashion', 'medical'] as const;

/** The three fields that Maquette keeps checkpoints for. */
export type Domain = (typeof DOMAINS)[number];
