import { expect, test } from 'vitest';
import { hashAnalysedScript } from '../../../src/lang/ir/hash.ts';
import { printAnalysedScript } from '../../../src/lang/ir/print.ts';
import { analyseText, people } from '../analyse/analyse-text.ts';

test('the printed script shows resolved statements and what they change', () => {
  const { analysed } = analyseText(`${people}generate rich = wage > 5 if rate > 1\ndrop rate`);
  expect(printAnalysedScript(analysed).split('\n').slice(-5)).toEqual([
    '  10  generate dataset=people target=rich targetType=integer value=number((wage > 5)) if (rate > 1)',
    '      + rich: integer',
    '  11  drop dataset=people mode=variables removed=[rate]',
    '      - rate',
    '',
  ]);
});

test('the hash is that of the meaning: layout and comments do not count, values do', () => {
  const hashOf = (text: string): string => hashAnalysedScript(analyseText(people + text).analysed);
  const hash = hashOf('generate rich = wage > 5');
  expect(hashOf('// a comment\n\ngenerate   rich=wage>5 // another')).toBe(hash);
  expect(hashOf('generate rich = wage > 6')).not.toBe(hash);
});
