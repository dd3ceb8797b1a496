import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeVariable, lineOf } from '../../../src/catalogue/describe.ts';
import { sortedVariables } from '../../../src/catalogue/search-data.ts';
import { drawVariableList, drawVariableSheet } from '../../../src/render/catalogue/text.ts';
import { plainStyle } from '../../../src/render/text/style.ts';
import { catalogueOf, sample, variable } from '../../catalogue/sample.ts';
import { expectGolden } from '../../helpers/golden.ts';

const golden = (name: string, lines: readonly string[]): void => {
  expectGolden(path.join(import.meta.dirname, '../../golden/catalogue', name), `${lines.join('\n')}\n`);
};
const variables = sortedVariables(sample);

describe.each(['nb', 'en'] as const)('in %s', (language) => {
  it.each([80, 140])('a list in %i columns', (width) => {
    const lines = variables.map((each) => lineOf(sample, each, language));
    golden(`list-${language}-${width}.txt`, drawVariableList(lines, { language, width, style: plainStyle }));
  });

  it.each([80, 140])('everything about variables in %i columns', (width) => {
    const drawn = variables.flatMap((each) => [
      ...drawVariableSheet(describeVariable(sample, each, language), {
        language,
        width,
        style: plainStyle,
        codeLimit: 2,
      }),
      '',
    ]);
    golden(`sheets-${language}-${width}.txt`, drawn);
  });
});

describe('any window', () => {
  it('no line but a line of script is wider, and no control character is passed on', () => {
    const long = variable('SB12362_KOSTRA_LONNSUTGIFTER_BARNEVERNSTILTAK_M_PLASSERING', {
      title: 'En tittel\u001b[31m med mange ord og etOrdSomAldriTarSlutt'.repeat(4),
      description: 'Lang beskrivelse. '.repeat(30),
    });
    const catalogue = catalogueOf([long, ...variables]);
    for (const width of [40, 60, 80, 109, 110, 200]) {
      const options = { language: 'nb', width, style: plainStyle } as const;
      const lines = drawVariableList(
        [...catalogue.variables.values()].map((each) => lineOf(catalogue, each, 'nb')),
        options,
      );
      const sheets = [...catalogue.variables.values()].flatMap((each) =>
        drawVariableSheet(describeVariable(catalogue, each, 'nb'), { ...options, codeLimit: 5 }),
      );
      for (const line of [...lines, ...sheets.filter((each) => !/^ {2}(?:require|import)/u.test(each))]) {
        expect(line.length, line).toBeLessThanOrEqual(width + 1);
        expect(line).not.toMatch(/\p{Cc}/u);
      }
    }
  });

  it('names the databanks when there are several', () => {
    const other = catalogueOf([variable('A_B')], { databank: 'no.other' });
    const lines = [lineOf(sample, variables[0] ?? variable('X'), 'nb'), lineOf(other, variable('A_B'), 'nb')];
    const drawn = drawVariableList(lines, { language: 'nb', width: 80, style: plainStyle }).join('\n');
    expect(drawn).toContain('no.test.bank:3');
    expect(drawn).toContain('no.other:3');
  });
});
