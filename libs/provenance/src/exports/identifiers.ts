import type { Digest } from '@maquette/kernel';

/** Names that the exported documents share, so that one document can refer to a thing in another. All are URNs. */

/** `urn:maquette:dataset:<id>:<version>` */
export function datasetUrn({ id, version }: { id: string; version: string }): string {
  return `urn:maquette:dataset:${id}:${version}`;
}

/** The 64 hexadecimal digits of a digest, as other formats want them. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
}

/** SPDX has a page for each of its licences; an expression of several, or a LicenseRef, has none. */
export function licencePage(expression: string): string | null {
  const single = /^[A-Za-z0-9.-]+$/.test(expression) && !expression.startsWith('LicenseRef-');
  return single ? `https://spdx.org/licenses/${expression}` : null;
}
