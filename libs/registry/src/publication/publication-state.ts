/** registered → published → withdrawn; nothing leads back. */
export const PUBLICATION_STATES = ['registered', 'published', 'withdrawn'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];
