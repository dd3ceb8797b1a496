import { numberText } from '../lang/expand/binding-text.ts';
import type { FunctionDefinition } from '../lang/function-spec.ts';
import { any, family, numeric, ofText, text, truth } from './records.ts';

const record = family({ group: 'text', kind: 'dictionary', returns: 'text', missing: 'propagates' });

/** Functions of texts. */
export const textFunctions: readonly FunctionDefinition[] = [
  record(
    'length',
    [text('s')],
    'Antall tegn i teksten.',
    'The number of characters of the text.',
    ['keep if length(code) == 4'],
    {
      returns: 'number',
      integer: true,
      evaluate: ofText((s) => Array.from(s).length),
    },
  ),
  record(
    'string',
    [any('x')],
    'Tallet som tekst; tekst er uendret.',
    'The number as text; a text stays the same.',
    ['generate code = string(municipality)'],
    {
      kind: 'scalar',
      evaluate: ([x]) => {
        const value = typeof x?.value === 'number' ? numberText(x.value) : (x?.value ?? '');
        return { type: 'value', value: { type: 'string', value } };
      },
    },
  ),
  record(
    'lower',
    [text('s')],
    'Store bokstaver A–Z blir små.',
    'Capital letters A–Z become small.',
    ['generate code = lower(icd)'],
    { evaluate: ofText((s) => s.replace(/[A-Z]/gu, (letter) => letter.toLowerCase())) },
  ),
  record(
    'upper',
    [text('s')],
    'Små bokstaver a–z blir store.',
    'Small letters a–z become capital.',
    ['generate code = upper(icd)'],
    { evaluate: ofText((s) => s.replace(/[a-z]/gu, (letter) => letter.toUpperCase())) },
  ),
  record(
    'endswith',
    [text('s'), text('t')],
    'Om teksten slutter med t.',
    'Whether the text ends with t.',
    ["keep if endswith(code, '00')"],
    { returns: 'boolean', evaluate: truth(([s, t]) => String(s).endsWith(String(t))) },
  ),
  record(
    'startswith',
    [text('s'), text('t')],
    'Om teksten begynner med t.',
    'Whether the text begins with t.',
    ["keep if startswith(municipality, '46')"],
    { returns: 'boolean', evaluate: truth(([s, t]) => String(s).startsWith(String(t))) },
  ),
  record(
    'substr',
    [text('s'), numeric('start'), numeric('length')],
    'Delen av teksten som begynner ved tegn nummer start (negativt: talt fra slutten) og har inntil så mange tegn.',
    'The part of the text that begins at character number start (negative: counted from the end), with up to that many characters.',
    ['generate county = substr(municipality, 1, 2)'],
    { evaluate: ofText(part) },
  ),
  record('ltrim', [text('s')], 'Fjerner blanke i starten.', 'Removes blanks at the start.', [
    'generate code = ltrim(raw)',
  ]),
  record('rtrim', [text('s')], 'Fjerner blanke på slutten.', 'Removes blanks at the end.', [
    'generate code = rtrim(raw)',
  ]),
  record('trim', [text('s')], 'Fjerner blanke i begge ender.', 'Removes blanks at both ends.', [
    'generate code = trim(raw)',
  ]),
];

/** So many characters from a one-based place on; a negative place counts from the end. Outside the text there is nothing. */
function part(s: string, start = 0, length = 0): string {
  const characters = Array.from(s);
  const [place, count] = [Math.trunc(start), Math.trunc(length)];
  const first = place < 0 ? characters.length + place : place - 1;
  if (place === 0 || first < 0 || first >= characters.length) return '';
  return characters.slice(first, first + Math.max(0, count)).join('');
}
