import type { Domain } from '@maquette/kernel';

/** Kinds of files that settle the domain by themselves, and what each is for a person. */
const KINDS = {
  ifc: { domain: 'architecture', title: 'IFC building model' },
  gltf: { domain: 'architecture', title: 'glTF scene' },
  dicom: { domain: 'medical', title: 'DICOM series' },
  nifti: { domain: 'medical', title: 'NIfTI volume' },
} as const satisfies Record<string, { domain: Domain; title: string }>;

export type Attachment = keyof typeof KINDS;

export const ATTACHMENTS = Object.keys(KINDS) as Attachment[];

/** The domain that an attachment belongs to, and the sentence that says so. */
export function settledBy(attachment: Attachment): { domain: Domain; reason: string } {
  const { domain, title } = KINDS[attachment];
  return { domain, reason: `The attached ${title} settles the domain: ${domain}.` };
}
