import { expect, test } from 'vitest';
import { type MetadataPatch, patchProblems } from '../../../src/metadata/release/patch-rules.ts';
import type { DescribedVariable } from '../../../src/metadata/release/version-state.ts';
import { codesOf } from './test-databank.ts';

const description: MetadataPatch['description'] = {
  name: 'X',
  title: 'Tittel',
  description: 'Hva det er',
  unitType: 'PERSON',
  temporality: 'STATUS',
  dataType: 'STRING',
  format: 'YYYYMM',
  domain: { description: 'Verdier', unitOfMeasure: 'Kroner' },
  sensitivityLevel: 'PERSON_GENERAL',
  populationDescription: 'Alle',
  subjectFields: ['Prøve'],
};
const codes = [
  ['1', 'En', '2000-01-01', '', false],
  ['9', 'Ukjent', '', '', true],
] as const;
const released: DescribedVariable = { document: { ...description, codeList: 'X' }, codes: [codes[0], codes[1]] };

/** What is wrong with a correction of the released variable. */
const wrongWith = (
  changes: Partial<MetadataPatch['description']>,
  newCodes: NonNullable<MetadataPatch['codes']> = codes,
): readonly string[] =>
  codesOf(patchProblems(released, { description: { ...description, ...changes }, codes: newCodes }));

test.each([
  ['temporality', { temporality: 'EVENT' }],
  ['sensitivityLevel', { sensitivityLevel: 'PUBLIC' }],
  ['dataType', { dataType: 'LONG' }],
  ['format', { format: 'YYYY' }],
  ['unitType', { unitType: 'FAMILIE' }],
  ['keyUnitType', { keyUnitType: 'KOMMUNE' }],
  ['publicValues', { publicValues: true }],
] as const)('a correction may not change %s', (field, changes) => {
  expect(wrongWith(changes)).toEqual([`release-patch-not-allowed X ${field}`]);
});

test.each([
  ['a code less', [codes[0]]],
  ['a code more', [...codes, ['2', 'To', '2000-01-01', '', false]]],
  ['another code', [['3', 'En', '2000-01-01', '', false], codes[1]]],
  ['another beginning', [['1', 'En', '2001-01-01', '', false], codes[1]]],
  ['an end', [['1', 'En', '2000-01-01', '2020-12-31', false], codes[1]]],
  ['a sentinel that becomes a code', [codes[0], ['9', 'Ukjent', '', '', false]]],
] as const)('a correction may not change the code list: %s', (_, list) => {
  expect(wrongWith({}, list)).toEqual(['release-patch-not-allowed X codeList']);
});

test('a correction may not take the code list away', () => {
  const problems = patchProblems(released, { description });
  expect(codesOf(problems)).toEqual(['release-patch-not-allowed X codeList']);
});

test('a correction may change texts, and the order of codes', () => {
  const texts = {
    ...{ title: 'Ny', description: 'Ny', domain: { description: 'Ny', unitOfMeasure: 'Ny' } },
    ...{ populationDescription: 'Ny', subjectFields: ['Ny', 'Mer'] },
    temporalEnd: { description: 'Slutt', successors: ['Y'] },
  };
  expect(wrongWith(texts)).toEqual([]);
  expect(
    wrongWith({}, [
      ['9', 'Ikke kjent', '', '', true],
      ['1', 'Én', '2000-01-01', '', false],
    ]),
  ).toEqual([]);
});
