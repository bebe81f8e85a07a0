import { MaquetteError } from '@maquette/kernel';
import {
  ATTACHMENTS,
  CONDITIONINGS,
  type Attachment,
  type CapabilityNeeds,
  type Conditioning,
} from '@maquette/routing';

/** What a client says of where its request should go, as it sends it. */
export interface RoutingInput {
  /** The file that comes with the prompt, by its kind (`ifc`) or its name (`tower.ifc`): its bytes are not sent. */
  attachment?: string;
  /** Labels that the pool must have: `4k`. */
  labels?: readonly string[];
  /** What the checkpoint must be able to do besides painting: `known-pixels`. */
  conditioning?: readonly string[];
}

export interface RoutingWishes {
  attachment?: Attachment;
  labels: readonly string[];
  conditioning: NonNullable<CapabilityNeeds['conditioning']>;
}

/** How files of each kind are named. */
const ENDINGS: Record<Attachment, RegExp> = {
  ifc: /\.(ifc|ifczip|ifcxml)$/i,
  gltf: /\.(gltf|glb)$/i,
  dicom: /\.(dcm|dicom)$/i,
  nifti: /\.nii(\.gz)?$/i,
};
const LABEL = /^[a-z0-9][a-z0-9.-]*$/;
const MOST_LABELS = 16;

/** Errors: `attachment-unknown`, `labels-invalid`, `conditioning-unknown` (bad-input). */
export function checkRouting({ attachment, labels = [], conditioning = [] }: RoutingInput): RoutingWishes {
  return {
    ...(attachment === undefined ? {} : { attachment: attachmentOf(attachment) }),
    labels: checkLabels(labels),
    conditioning: conditioning.map(conditioningOf),
  };
}

function attachmentOf(text: string): Attachment {
  const found = ATTACHMENTS.find((kind) => kind === text.toLowerCase() || ENDINGS[kind].test(text));
  if (found) return found;
  const rule = `one of ${ATTACHMENTS.join(', ')}, or a file name that ends as such files do`;
  throw violation('attachment', text, 'attachment-unknown', rule);
}

/** Each once. Errors: `labels-invalid` (bad-input). */
export function checkLabels(labels: readonly string[]): readonly string[] {
  const wrong = labels.find((label) => label.length > 64 || !LABEL.test(label));
  if (wrong === undefined && labels.length <= MOST_LABELS) return [...new Set(labels)];
  const rule = `at most ${MOST_LABELS} of lower-case letters, digits, dots and hyphens`;
  throw violation('labels', wrong ?? `${labels.length} of them`, 'labels-invalid', rule);
}

function conditioningOf(text: string): Conditioning {
  const found = CONDITIONINGS.find((name) => name === text);
  if (found) return found;
  throw violation('conditioning', text, 'conditioning-unknown', `one of ${CONDITIONINGS.join(', ')}`);
}

function violation(field: string, value: string, code: string, rule: string): MaquetteError {
  return new MaquetteError('bad-input', code, `The ${field} must be ${rule}; ${value} was given.`, {
    hint: `Correct the ${field} and send the request again.`,
    details: { field, value, rule: `must be ${rule}` },
  });
}
