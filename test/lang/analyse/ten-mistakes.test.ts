import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosticHint, diagnosticText } from '../../../src/base/diagnostic.ts';
import { analyseText } from './analyse-text.ts';

const text = readFileSync(new URL('ten-mistakes.md', import.meta.url), 'utf8');

describe('a script with ten mistakes', () => {
  const { problems, diagnostics } = analyseText(text, 'ten-mistakes.md');

  test('shows all ten, each at its place and nothing else', () => {
    expect(problems).toEqual([
      '6 unknown-databank-version «99»',
      '11 date-not-measured «2020-06-15»',
      '13 unknown-command «genrate»',
      '14 unknown-variable «wgae»',
      '15 text-compared-with-number «sex == 1»',
      '16 key-variable-used «mother»',
      '17 wrong-argument-count «round(wage, 1000, 2)»',
      '18 unknown-option «rowpercent»',
      '19 dataset-exists «people»',
      '20 unclosed-loop «for year in 2019 2020»',
    ]);
  });

  test.each(['nb', 'en'] as const)('offers a way out of each in language %s', (language) => {
    const said = diagnostics.map((d) => [diagnosticText(d, language), diagnosticHint(d, language)].join(' — '));
    expect(said).toMatchSnapshot();
  });
});
