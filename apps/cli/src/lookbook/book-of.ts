import { readFile } from 'node:fs/promises';
import type { Generation } from '@maquette/generation';
import type { LookbookDocument, PrintedLook } from '@maquette/media';
import type { Registry } from '@maquette/registry';
import { wornPieces, type SceneDocument } from '@maquette/scene';
import { creditsOf } from './credits';
import type { LookFiles } from './destination';

/** One finished look, and where its files lie. */
export interface FinishedLook {
  generation: Generation;
  files: LookFiles;
}

/** What is printed of the finished looks. The date is that of the last look, so that the same looks give the same book. */
export async function bookOf(
  looks: readonly FinishedLook[],
  registry: Registry,
  author: string,
): Promise<LookbookDocument> {
  const generations = looks.map(({ generation }) => generation);
  const [{ request, scene, checkpoint }] = generations;
  const last = Math.max(...generations.map(({ completedAt, createdAt }) => +(completedAt ?? createdAt)));
  return {
    title: 'Lookbook',
    subtitle: request.prompt,
    date: new Date(last).toISOString().slice(0, 10),
    author,
    looks: await Promise.all(looks.map(printedLook)),
    facts: [
      { question: 'Looks', answer: String(looks.length) },
      { question: 'Worn by', answer: wearerOf(scene as SceneDocument) },
      { question: 'Made with', answer: checkpoint },
      { question: 'Seed', answer: String(request.seed) },
    ],
    credits: creditsOf(generations, registry),
  };
}

async function printedLook({ generation, files }: FinishedLook, index: number): Promise<PrintedLook> {
  const { id, scene, request, artefacts } = generation;
  const picture = artefacts.find(({ kind, frame }) => kind === 'frame' && frame === 0);
  return {
    number: request.look?.number ?? index + 1,
    picture: await readFile(files.picture),
    detail: await readFile(files.detail),
    pieces: wornPieces(scene as SceneDocument).map(({ name, fabric, dye }) => ({
      name,
      fabric: spoken(fabric),
      colour: spoken(dye),
    })),
    origin: [`Generation ${id}`, ...(picture ? [`Picture ${picture.digest}`] : [])],
  };
}

/** "one character: tall, slim, short grey hair" */
function wearerOf({ elements }: SceneDocument): string | null {
  const figure = elements.find(({ type }) => type === 'figure');
  if (!figure) return null;
  const { stature, build, age, hair } = figure.params ?? {};
  const colour = (figure.materials?.hair ?? '').replace('hair-', '');
  const hairOf = hair === 'bald' ? 'bald' : `hair ${String(hair)}, ${spoken(colour)}`;
  return `one character: ${[stature, build, age].filter(Boolean).join(', ')}, ${hairOf}`;
}

const spoken = (name: string): string => name.replaceAll('-', ' ');
