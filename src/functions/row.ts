import type { FunctionDefinition } from '../lang/function-spec.ts';
import { any, family, numeric, repeated, text } from './records.ts';

const record = family({ group: 'row', kind: 'scalar', returns: 'number', missing: 'skips' });
const numbers = [repeated(numeric('x'))];

/** Functions over several variables of one row. */
export const rowFunctions: readonly FunctionDefinition[] = [
  record('rowmax', numbers, 'Den største av verdiene på raden.', 'The largest of the values of the row.', [
    'generate best = rowmax(a, b, c)',
  ]),
  record('rowmin', numbers, 'Den minste av verdiene på raden.', 'The smallest of the values of the row.', [
    'generate least = rowmin(a, b, c)',
  ]),
  record('rowmean', numbers, 'Gjennomsnittet av verdiene på raden.', 'The mean of the values of the row.', [
    'generate average = rowmean(w1, w2)',
  ]),
  record('rowmedian', numbers, 'Medianen av verdiene på raden.', 'The median of the values of the row.', [
    'generate middle = rowmedian(w1, w2, w3)',
  ]),
  record(
    'rowtotal',
    numbers,
    'Summen av verdiene på raden; 0 når alle mangler.',
    'The sum of the values of the row; 0 when all are missing.',
    ['generate income = rowtotal(wage, pension)'],
    { missing: 'skips' },
  ),
  record(
    'rowstd',
    numbers,
    'Standardavviket mellom verdiene på raden; mangler når færre enn to er gyldige.',
    'The standard deviation of the values of the row; missing when fewer than two are valid.',
    ['generate spread = rowstd(w1, w2, w3)'],
  ),
  record(
    'rowmissing',
    [repeated(any('x'))],
    'Antall manglende verdier på raden.',
    'The number of missing values of the row.',
    ['generate gaps = rowmissing(w1, w2, w3)'],
    { integer: true, missing: 'sees' },
  ),
  record(
    'rowvalid',
    [repeated(any('x'))],
    'Antall gyldige verdier på raden.',
    'The number of valid values of the row.',
    ['generate known = rowvalid(w1, w2, w3)'],
    { integer: true, missing: 'sees' },
  ),
  record(
    'rowconcat',
    [repeated(text('s'))],
    'Setter sammen tekster; manglende tekst blir tom.',
    'Joins texts; a missing text counts as empty.',
    ["generate cell = rowconcat(county, '-', string(age))"],
    { returns: 'text' },
  ),
];
