import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticHint, diagnosticText } from '../../../src/base/diagnostic.ts';
import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import { hashAnalysedScript } from '../../../src/lang/ir/hash.ts';
import { printAnalysedScript } from '../../../src/lang/ir/print.ts';
import { analyseText, people } from './analyse-text.ts';

const pieces = [
  'sex',
  'wage',
  'muni',
  'mother',
  'PERSONID_1',
  'people',
  'other',
  'x',
  '$y',
  '++',
  '->',
  'db/SEX',
  'db/WAGE',
  'db/STATUS',
  '2020-01-01',
  '2019-06-01',
  'to',
  'as',
  'if',
  ',',
  '(',
  ')',
  '=',
  '==',
  '+',
  '*',
  '1',
  '0.5',
  "'1'",
  '.',
  'into',
  'on',
  'by(sex)',
  'by(mother)',
  '(mean)',
  '(count)',
  'i.sex',
  'c.wage',
  '#',
  '##',
  'prefix(p_)',
  'robust',
  'level(99)',
  'rowpct',
  'summarize(wage)',
  '(1 = 2)',
  "('1' = '2' 'a')",
  '(min/3 = 1)',
  'sysmiss(wage)',
  'inlist(sex, 1)',
  'date_fmt($y)',
  'quantile(wage, 4)',
] as const;

const line = fc
  .tuple(
    fc.constantFrom(...commandSpecs.map((s) => s.name), 'let', 'for', 'end', 'nonsense'),
    fc.array(fc.constantFrom(...pieces), { maxLength: 9 }),
  )
  .map(([command, words]) => `${command} ${words.join(' ')}`);

test('any lines give problems, never an exception; what is analysed can be printed and hashed', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, startsWithData) => {
      const { analysed, diagnostics } = analyseText(`${startsWithData ? people : ''}let y = 2020\n${lines.join('\n')}`);
      for (const problem of diagnostics) {
        for (const language of ['nb', 'en'] as const) {
          expect(diagnosticText(problem, language)).not.toMatch(/undefined|\[object/u);
          expect(diagnosticHint(problem, language) ?? '').not.toMatch(/undefined|\[object/u);
        }
      }
      const starts = diagnostics.map((problem) => problem.at.start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      expect(printAnalysedScript(analysed)).toBeTypeOf('string');
      expect(hashAnalysedScript(analysed)).toMatch(/^sha256:[0-9a-f]{64}$/u);
    }),
    { numRuns: 400 },
  );
});
