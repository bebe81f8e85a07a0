import type { PaperAnswer, PaperDocument } from '@maquette/kernel';
import { describe, expect, it } from 'vitest';
import { dossierOf, LICENSED, licensedDataset, SHIPPED } from '../../../../test/fixtures/registry/dossiers';
import { californiaDisclosureOf } from './california-disclosure';
import { euSummaryOf } from './eu-summary';

function answersIn(document: PaperDocument, heading?: RegExp): PaperAnswer[] {
  const sections = document.sections.filter((section) => heading?.test(section.heading) ?? true);
  const blocks = sections.flatMap((section) => section.blocks);
  return blocks.flatMap((block) => (block.kind === 'answers' ? block.answers : []));
}

function answerTo(document: PaperDocument, question: string, heading?: RegExp): string | null {
  const found = answersIn(document, heading).find((answer) => answer.question === question);
  expect(found, question).toBeDefined();
  return found!.answer;
}

describe('californiaDisclosureOf', () => {
  it('answers the twelve items for every training dataset', () => {
    const document = californiaDisclosureOf(LICENSED);
    for (const heading of [/city-archive/, /example-rooms/]) {
      const questions = answersIn(document, heading).map(({ question }) => question);
      expect(questions).toHaveLength(12);
      questions.forEach((question, index) => expect(question).toMatch(new RegExp(`^\\(${index + 1}\\) `)));
    }
    const dataset = /city-archive/;
    expect(answerTo(document, '(1) Sources or owners', dataset)).toContain(
      'Archive; record kept by Städtisches',
    );
    expect(answerTo(document, '(6) Purchased or licensed', dataset)).toBe(
      'Licensed: LicenseRef-contract AND CC-BY-4.0, by Archive to Studio.',
    );
    expect(answerTo(document, '(7) Personal information', dataset)).toBe(
      'Yes. Residents behind windows. Consents on record: 1.',
    );
    expect(answerTo(document, '(12) Synthetic data', dataset)).toMatch(/^No; captured/);
  });

  it('invents nothing', () => {
    const document = californiaDisclosureOf(
      dossierOf(licensedDataset({ copyright: 'TBD', processing: [], intendedPurposes: ['?'] })),
    );
    const heading = /city-archive/;
    for (const question of [
      '(2) How it furthers the intended purpose',
      '(5) Protection by copyright, trademark or patent',
      '(8) Aggregate consumer information',
      '(9) Cleaning, processing or other modification',
    ]) {
      expect(answerTo(document, question, heading), question).toBeNull();
    }
  });

  it('keeps what was only used to measure apart', () => {
    const headings = californiaDisclosureOf(LICENSED).sections.map(({ heading }) => heading);
    expect(headings).toContain('Datasets used for testing only');
    expect(headings.some((heading) => heading.includes('held-out'))).toBe(false);
    expect(JSON.stringify(californiaDisclosureOf(SHIPPED))).not.toContain('testing only');
  });
});

describe('euSummaryOf', () => {
  const used = (document: PaperDocument, heading: RegExp) =>
    answerTo(document, 'Were such data used?', heading);

  it('has the three parts of the template, with every section', () => {
    const headings = euSummaryOf(SHIPPED).sections.map(({ heading }) => heading);
    const numbers = headings.map((heading) => /^[\d.]+/.exec(heading)?.[0]).filter(Boolean);
    expect(numbers).toEqual(
      '1. 1.1 1.2 1.3 2. 2.1 2.2 2.2.1 2.2.2 2.3 2.4 2.5 2.6 3. 3.1 3.2 3.3'.split(' '),
    );
  });

  it("puts the provider's own synthetic data under synthetic data alone", () => {
    const document = euSummaryOf(SHIPPED);
    expect([used(document, /^2\.1 /), used(document, /^2\.2\.1 /), used(document, /^2\.5 /)]).toEqual([
      'No',
      'No',
      'Yes',
    ]);
  });

  it('puts contracts under licensed data, and public licences of others under public data', () => {
    const document = euSummaryOf(LICENSED);
    expect([used(document, /^2\.1 /), used(document, /^2\.2\.1 /)]).toEqual(['Yes', 'Yes']);
    const items = (heading: RegExp) =>
      JSON.stringify(document.sections.find((section) => heading.test(section.heading))?.blocks);
    expect(items(/^2\.1 /)).toContain('example-rooms@1.0.0');
    expect(items(/^2\.2\.1 /)).toContain('city-archive@1.0.0');
    expect(items(/^2\.2\.1 /)).not.toContain('example-rooms');
  });

  it('leaves open what no record states', () => {
    const document = euSummaryOf(LICENSED);
    for (const question of [
      'Authorised representative in the Union',
      'Date of placement on the Union market',
      'Were crawlers used, and which?',
      'Were interactions with users, or data of other services, used?',
      'Signatory of the Code of Practice for general-purpose AI models',
    ]) {
      expect(answerTo(document, question), question).toBeNull();
    }
    expect(document.date).toBe('2026-01-02');
  });
});
