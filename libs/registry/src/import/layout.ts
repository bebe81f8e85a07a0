import { DOMAINS } from '@maquette/kernel';
import { shown, type ImportProblem } from './import-problem';

/** Which of a source's files belong to what. */
export interface Layout {
  /** Folder of the checkpoint version inside the source; '' for the source itself. */
  checkpoint: string;
  /** `<domain>/<name>/<version>` where the folders say so; null when the record alone does. */
  place: string | null;
  /** Folders of dataset records inside the source, each with its place `datasets/<id>/<version>`. */
  datasets: { folder: string; place: string }[];
}

const RECORD = 'checkpoint.json';
const DATASET = /^(?:([^/]+)\/)?(datasets\/[^/]+\/[^/]+)\/.+$/;

/**
 * Finds the one checkpoint version of a source: at its root, under one folder, or under `<domain>/<name>/<version>`
 * there; beside it `datasets/<id>/<version>/`. Answers null with the problems when there is none, or more than one.
 */
export function layoutOf(paths: readonly string[]): { layout: Layout | null; problems: ImportProblem[] } {
  const datasets = datasetFolders(paths);
  const inDataset = (path: string) => datasets.some(({ folder }) => path.startsWith(`${folder}/`));
  const records = paths.filter((path) => path.split('/').at(-1) === RECORD && !inDataset(path));
  if (records.length !== 1)
    return { layout: null, problems: [records.length === 0 ? noRecord : many(records)] };

  const checkpoint = records[0].slice(0, -RECORD.length - 1);
  const place = placeOf(checkpoint);
  if (place === undefined) return { layout: null, problems: [tooDeep(records[0])] };
  const belongs = (path: string) => checkpoint === '' || path.startsWith(`${checkpoint}/`) || inDataset(path);
  const problems = paths.filter((path) => !belongs(path)).map((path) => stray(path, checkpoint));
  return { layout: { checkpoint, place, datasets }, problems };
}

function datasetFolders(paths: readonly string[]): Layout['datasets'] {
  const folders = new Map<string, string>();
  for (const path of paths) {
    const [, wrapper, place] = DATASET.exec(path) ?? [];
    if (place) folders.set(wrapper === undefined ? place : `${wrapper}/${place}`, place);
  }
  return [...folders].map(([folder, place]) => ({ folder, place }));
}

/** Undefined where no checkpoint is looked for. */
function placeOf(folder: string): string | null | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  if (parts.length <= 1) return null;
  const place = parts.slice(-3);
  const isPlace = (DOMAINS as readonly string[]).includes(place[0]) && place.length === 3;
  return isPlace && parts.length <= 4 ? place.join('/') : undefined;
}

const noRecord: ImportProblem = {
  code: 'layout-unknown',
  file: RECORD,
  message: `There is no ${RECORD}, so this is no checkpoint.`,
  remedy: `Put the version's files at the root, under one folder, or under DOMAIN/NAME/VERSION/.`,
};

const many = (records: readonly string[]): ImportProblem => ({
  code: 'layout-many',
  file: records[1],
  message: `There are ${records.length} checkpoint versions: ${records.slice(0, 5).map(shown).join(', ')}.`,
  remedy: 'Import one version at a time.',
});

const tooDeep = (file: string): ImportProblem => ({
  code: 'layout-unknown',
  file,
  message: `${shown(file)} lies where no checkpoint is looked for.`,
  remedy: `Put the version's files at the root, under one folder, or under DOMAIN/NAME/VERSION/.`,
});

const stray = (file: string, checkpoint: string): ImportProblem => ({
  code: 'layout-stray',
  file,
  message: `${shown(file)} lies outside ${shown(checkpoint)}/ and is no dataset record.`,
  remedy: 'Leave it out.',
});
