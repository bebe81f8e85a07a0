import { domainOf, type Generation } from '@maquette/generation';
import type { Domain, PaperSection } from '@maquette/kernel';
import { serves, type AssetRecord, type Registry } from '@maquette/registry';

/**
 * What stands behind the pictures of a lookbook, from the records: the checkpoint, what it was trained on, the credits owed,
 * the pictures with their credentials, and the fonts of the book.
 */
export function creditsOf(looks: readonly Generation[], registry: Registry): PaperSection[] {
  const checkpoints = [...new Set(looks.map(({ checkpoint }) => checkpoint))];
  return [
    {
      level: 1,
      heading: 'Credits and licences',
      blocks: [
        {
          kind: 'paragraph',
          text: 'Every person, garment and place in this book was made by a computer. Each picture was rendered from a scene document and painted by a model trained on licensed data; it carries a content credential that says so.',
        },
      ],
    },
    ...checkpoints.flatMap((reference) => behind(reference, registry)),
    ...[...new Set(looks.map(domainOf))].flatMap((domain) => placedIn(domain, registry)),
    {
      level: 2,
      heading: 'Fonts',
      blocks: [{ kind: 'list', items: ['Noto Sans, SIL Open Font License 1.1, embedded in part.'] }],
    },
    picturesOf(looks),
  ];
}

function behind(reference: string, registry: Registry): PaperSection[] {
  const { own, datasets, attributions } = registry.licences(reference);
  const rows = datasets.map(({ dataset, roles }) => [
    `${dataset.id}@${dataset.version}`,
    roles.join(', '),
    dataset.licence,
    dataset.issuer.name,
  ]);
  return [
    {
      level: 2,
      heading: `Model: ${reference}`,
      blocks: [
        {
          kind: 'answers',
          answers: [
            { question: 'Licence', answer: own.licence },
            { question: 'Licensed by', answer: own.licensor.name },
            { question: 'Digest', answer: registry.checkpoint(reference).checkpointDigest },
          ],
        },
        {
          kind: 'table',
          caption: 'Data it was made from',
          head: ['Dataset', 'Role', 'Licence', 'Issued by'],
          rows,
        },
      ],
    },
    {
      level: 2,
      heading: 'Credits owed',
      blocks: [
        attributions.length > 0
          ? { kind: 'list', items: attributions }
          : { kind: 'paragraph', text: 'None of the licences asks for credit.' },
      ],
    },
  ];
}

/** Bodies and other assets that scenes of the domain are built with. */
function placedIn(domain: Domain, registry: Registry): PaperSection[] {
  const records = registry
    .assets()
    .flatMap(({ record }) => (record && serves(record, domain) ? [record] : []));
  if (records.length === 0) return [];
  const head = ['Asset', 'What it is', 'Licence', 'From'];
  const rows = records.map((record) => [
    `${record.id}@${record.version}`,
    record.title,
    record.licence,
    sourcesOf(record),
  ]);
  return [
    {
      level: 2,
      heading: 'Scenes',
      blocks: [
        { kind: 'table', caption: 'Assets they are built with; all else is drawn by program', head, rows },
      ],
    },
  ];
}

const sourcesOf = ({ sources }: AssetRecord): string =>
  sources.map(({ package: name, version, licensor }) => `${name} ${version}, ${licensor}`).join('; ');

function picturesOf(looks: readonly Generation[]): PaperSection {
  const rows = looks.flatMap(({ artefacts, request }) =>
    artefacts
      .filter(({ kind }) => kind === 'frame')
      .map(({ frame, digest, credential }) => [
        `${request.look?.number ?? ''}${frame === 0 ? '' : ', detail'}`,
        digest,
        credential,
      ]),
  );
  const head = ['Look', 'Picture (SHA-256)', 'Credential'];
  return {
    level: 2,
    heading: 'Pictures',
    blocks: [{ kind: 'table', caption: 'Files beside this book', head, rows }],
  };
}
