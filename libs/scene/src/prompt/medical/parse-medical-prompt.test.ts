import { describe, expect, it } from 'vitest';
import type { MedicalBrief } from '../../document/medical-brief';
import type { Embed } from '../parsed-prompt';
import { parseMedicalPrompt } from './parse-medical-prompt';

/** Nothing is like anything else: what is understood is understood by the lexicon. */
const strange: Embed = async (texts) =>
  texts.map((_, i) => {
    const vector = new Float32Array(texts.length + 1);
    vector[i] = 1;
    return texts.length === 1 ? Float32Array.of(0, 1) : vector;
  });

const read = async (prompt: string): Promise<MedicalBrief> =>
  (await parseMedicalPrompt(prompt, strange)).brief;

describe('a medical prompt', () => {
  it.each<[string, MedicalBrief]>([
    ['Human heart, four chamber view, textbook colours, white background', { subject: 'heart', cut: 'coronal', view: 'cutaway', palette: 'textbook', background: 'white' }],
    ['cross-section of a kidney', { subject: 'kidney', view: 'cutaway' }],
    ['translucent lungs with bronchial tree, slowly rotating', { subject: 'lungs', view: 'translucent', move: 'orbit' }],
    ['fly through an artery with red blood cells', { subject: 'artery', move: 'fly-through' }],
    ['X-ray of the skull, dark background', { subject: 'skull', palette: 'x-ray', background: 'black' }],
    ['midsagittal brain', { subject: 'brain', cut: 'sagittal', view: 'cutaway' }],
    ['the lens and retina of the eye, cut open', { subject: 'eye', view: 'cutaway' }],
    ['atherosclerosis in an artery, cutaway', { subject: 'artery', plaque: true, view: 'cutaway' }],
    ['Querschnitt der Niere', { subject: 'kidney', view: 'cutaway' }],
    ['le coeur', { subject: 'heart' }],
    ['los pulmones', { subject: 'lungs' }],
  ])('%s', async (prompt, brief) => {
    expect(await read(prompt)).toEqual(brief);
  }); // prettier-ignore

  it('shows one subject and says what it leaves aside', async () => {
    const { brief, notes } = await parseMedicalPrompt('a heart and a kidney', strange);
    expect(brief.subject).toBe('heart');
    expect(notes.join(' ')).toContain('kidney is left aside');
  });

  it('says of a part which organ it is shown with', async () => {
    const { brief, notes } = await parseMedicalPrompt('mitral valve', strange);
    expect(brief.subject).toBe('heart');
    expect(notes[0]).toContain('mitral valve');
  });

  it('says what it does not understand', async () => {
    const { notes } = await parseMedicalPrompt('heart with zyzzyva', strange);
    expect(notes.some((note) => note.includes('zyzzyva'))).toBe(true);
  });
});
