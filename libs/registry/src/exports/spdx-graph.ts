import type { Digest } from '@maquette/kernel';
import { hexOf, type LicenceGrant } from '@maquette/provenance';

export type SpdxElement = { type: string; spdxId: string } & Record<string, unknown>;

export type SpdxRelation =
  | 'trainedOn'
  | 'testedOn'
  | 'contains'
  | 'hasEvidence'
  | 'hasConcludedLicense'
  | 'hasDeclaredLicense'
  | 'descendantOf';

export interface SpdxFile {
  name: string;
  digest: Digest;
  mediaType: string;
  description?: string;
  purpose: 'model' | 'evidence';
}

const CREATION = '_:creation';

/** Collects the elements of one SPDX 3 document; everything that is added twice stands once. */
export class SpdxGraph {
  private readonly elements = new Map<string, SpdxElement>();
  /** Things of another document that this one refers to. */
  private readonly imports = new Set<string>();
  private readonly creator: string;

  constructor(
    private readonly namespace: string,
    private readonly created: string,
    creator: string,
  ) {
    this.creator = this.agent(creator);
  }

  add(element: SpdxElement): string {
    this.elements.set(element.spdxId, { ...element, creationInfo: CREATION });
    return element.spdxId;
  }

  agent(name: string): string {
    return this.add({ type: 'Organization', spdxId: this.id(`agent/${encodeURIComponent(name)}`), name });
  }

  file(spdxId: string, { name, digest, mediaType, description, purpose }: SpdxFile): string {
    return this.add({
      type: 'software_File',
      spdxId,
      name,
      ...(description && { description }),
      verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: hexOf(digest) }],
      contentType: mediaType,
      software_fileKind: 'file',
      software_primaryPurpose: purpose,
    });
  }

  /** What the grant says is both what the licensor declares and, its evidence being on record, what we concluded. */
  licence(subject: string, grant: LicenceGrant): void {
    const licence = this.add({
      type: 'simplelicensing_LicenseExpression',
      spdxId: this.id(`licence/${encodeURIComponent(grant.licence)}`),
      simplelicensing_licenseExpression: grant.licence,
    });
    this.relate(subject, 'hasConcludedLicense', [licence]);
    this.relate(subject, 'hasDeclaredLicense', [licence]);
  }

  relate(from: string, relationshipType: SpdxRelation, to: readonly string[]): void {
    for (const target of to) if (!this.elements.has(target)) this.imports.add(target);
    if (to.length === 0) return;
    const spdxId = this.id(
      ['relation', relationshipType, ...[from, ...to].map(encodeURIComponent)].join('/'),
    );
    this.add({ type: 'Relationship', spdxId, from, relationshipType, to: [...to], completeness: 'complete' });
  }

  /** SPDX wants seconds and a Z. */
  moment(date: string): string {
    return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  document(name: string, root: string): object[] {
    const known = [...this.elements.keys()];
    const others = [...this.imports].filter((id) => !this.elements.has(id));
    return [
      {
        type: 'CreationInfo',
        '@id': CREATION,
        specVersion: '3.0.1',
        created: this.moment(this.created),
        createdBy: [this.creator],
      },
      {
        type: 'SpdxDocument',
        spdxId: this.id('document'),
        name,
        creationInfo: CREATION,
        profileConformance: ['core', 'software', 'simpleLicensing', 'ai', 'dataset'],
        rootElement: [root],
        element: known,
        ...(others.length > 0 && {
          import: others.map((externalSpdxId) => ({ type: 'ExternalMap', externalSpdxId })),
        }),
      },
      ...this.elements.values(),
    ];
  }

  private id(part: string): string {
    return `${this.namespace}#${part}`;
  }
}
