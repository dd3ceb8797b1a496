import { expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../src/commands/vocabulary.ts';
import { analyseScript } from '../../src/lang/analyse/analyse.ts';
import { printAnalysedScript } from '../../src/lang/ir/print.ts';
import { parseDocument } from '../../src/lang/syntax/parse-document.ts';
import { needsOf } from '../../src/runtime/needs.ts';
import { testDatabank } from '../helpers/databank.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
const record = (start: string, stop: string | null) => ({
  unit: 0,
  start: day(start),
  stop: stop === null ? null : day(stop),
  value: 'a',
});

const bank = testDatabank({
  SEX: { values: ['1'] },
  PLACE: { temporality: 'STATUS', records: [record('2018-01-01', '2018-01-01'), record('2019-01-01', '2019-01-01')] },
  CIVIL: { temporality: 'EVENT', records: [record('2000-01-01', null)] },
});

const script = `require test.bank:1 as db
create-dataset d
import db/SEX as sex
for y in 2019 2018
import db/PLACE date_fmt($y) as place++$y
end
create-dataset e
import-event db/CIVIL 2015-01-01 to 2016-12-31 as civil
create-dataset p
import-panel db/CIVIL db/SEX db/PLACE 2019-01-01 2018-01-01
`;

it('what a script reads is known before it runs: by variable, days merged and ascending', () => {
  const source = sourceText('test', script);
  const { document } = parseDocument(source, commandForms);
  const { analysed } = analyseScript(document, source, vocabulary, bank.directory);
  const days = [day('2018-01-01'), day('2019-01-01')];
  expect(needsOf(analysed, { databank: 'test.bank', version: '1' })).toEqual([
    { variable: 'SEX' },
    { variable: 'PLACE', days },
    { variable: 'CIVIL', days },
    { variable: 'CIVIL', period: { startDay: day('2015-01-01'), stopDay: day('2016-12-31') } },
  ]);
  expect(needsOf(analysed, { databank: 'test.bank', version: '2' })).toEqual([]);
  expect(printAnalysedScript(analysed)).not.toContain('reads');
});
