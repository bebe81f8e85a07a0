import { describe, expect, it } from 'vitest';
import { MEDICAL, SUBJECTS } from '../../document/vocabulary/medical';
import { parseSceneDocument } from '../../document/parse';
import { composeMedical } from './compose';
import { SHOWINGS } from './subjects';
import { unmetMedical } from './unmet';

const cutOf = (params: Record<string, unknown> | undefined): unknown => params?.cut;

describe('medical scenes', () => {
  it.each(SUBJECTS)('of %s are valid documents in every view, the same by the same seed', (subject) => {
    for (const view of MEDICAL.views) {
      for (const palette of MEDICAL.palettes) {
        const brief = { subject, view, palette };
        const document = composeMedical(brief, 5);
        expect(parseSceneDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
        expect(composeMedical(brief, 5)).toEqual(document);
      }
    }
  });

  it('say that they are synthetic; one without the words, or with others, is refused', () => {
    const document = composeMedical({ subject: 'heart' }, 1);
    expect(document.notice).toBe('Synthetic. Not for diagnosis.');
    const { notice: _notice, ...without } = document;
    expect(() => parseSceneDocument(without)).toThrow(/notice/);
    expect(() => parseSceneDocument({ ...document, notice: 'For diagnosis.' })).toThrow(/notice/);
  });

  it('cut open the shell alone, along the plane asked for', () => {
    const { elements } = composeMedical({ subject: 'brain', cut: 'coronal' }, 1);
    expect(elements.filter(({ params }) => cutOf(params) === 'coronal').map(({ type }) => type)).toEqual([
      'brain',
    ]);
    const artery = composeMedical({ subject: 'artery', view: 'cutaway' }, 1).elements;
    expect(cutOf(artery.find(({ type }) => type === 'blood-cells')!.params)).toBeUndefined();
    expect(cutOf(artery.find(({ type }) => type === 'blood-vessel')!.params)).toBe('coronal');
  });

  it('are clear where glass is asked for, and clear in time where layers are', () => {
    const glass = composeMedical({ subject: 'lungs', view: 'translucent' }, 1).elements;
    expect(glass.find(({ type }) => type === 'lungs')!.params!.opacity).toBeLessThan(0.5);
    expect(glass.find(({ type }) => type === 'airways')!.params?.opacity).toBeUndefined();
    const layers = composeMedical({ subject: 'lungs', move: 'layer-peel' }, 1);
    expect(layers.camera.move).toBe('layer-peel');
    expect(layers.elements.find(({ type }) => type === 'lungs')!.params!.fadeTo).toBeLessThan(0.2);
  });

  it('keep pieces of one subject in one place and size, so that they fit into one another', () => {
    for (const subject of SUBJECTS) {
      const types = SHOWINGS[subject].pieces.map(({ type }) => type as string);
      const pieces = composeMedical({ subject }, 3).elements.filter(({ type }) => types.includes(type));
      for (const piece of pieces) {
        expect(piece.position).toEqual(pieces[0].position);
        expect(piece.size).toEqual(pieces[0].size);
      }
    }
  });

  it('fly where there is a tube to fly through, and say so where there is none', () => {
    expect(composeMedical({ subject: 'artery', move: 'fly-through' }, 1).space).toBe('lumen');
    const skull = composeMedical({ subject: 'skull', move: 'fly-through' }, 1);
    expect(skull.space).toBe('stage');
    expect(unmetMedical({ subject: 'skull', move: 'fly-through' }, skull)).toHaveLength(1);
  });

  it('refuse a subject that nobody builds', () => {
    expect(() => composeMedical({ subject: 'gizzard' as 'heart' }, 1)).toThrow(/gizzard/);
  });
});
