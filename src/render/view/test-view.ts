import type { Language } from '../../base/language.ts';
import type { Shown, TestBody } from '../../disclosure/released.ts';
import { type NumberKind, numberText } from '../numbers.ts';
import { normalityWords, word } from '../words.ts';
import { shownCell } from './cell.ts';
import type { CellView, RowView, TableView } from './view.ts';

/** Tests of normality: a row for each test of each variable, which is named in its first. */
export function testTable(body: TestBody, language: Language): TableView {
  return tableOf(body, language, false);
}

/** The same table for programs: every row says what it is about. */
export function testGrid(body: TestBody, language: Language): TableView {
  return tableOf(body, language, true);
}

function tableOf(body: TestBody, language: Language, isNamed: boolean): TableView {
  const rows = body.rows.map((row, i): RowView => {
    const isFirst = body.rows[i - 1]?.variable !== row.variable;
    return {
      stub: [isFirst || isNamed ? row.variable : '', normalityWords[row.test][language]],
      depth: 0,
      role: 'body',
      cells: [
        row.coefficient === undefined ? { text: '', align: 'number' } : cellOf(row.coefficient, mostInCoefficients),
        row.test === 'shapiro-wilk'
          ? shownCell(row.statistic, 'test', 'number')
          : cellOf(row.statistic, mostInStatistics),
        shownCell(row.p, 'p', 'number'),
      ],
    };
  });
  return {
    type: 'table',
    caption: word('normality', language),
    stubHeads: [word('variable', language), word('test', language)],
    spans: [],
    heads: [word('testCoefficient', language), word('testStatistic', language), word('pValue', language)],
    rows,
  };
}

/** Decimals at most. */
const mostInCoefficients = 6;
const mostInStatistics = 3;

/** A number with the decimals that it has, up to some: zeros behind them would claim a precision that rounding took away. */
function cellOf(shown: Shown, most: number): CellView {
  return shownCell(shown, shown.v === null ? 'test' : kindOf(shown.v, most), 'number');
}

function kindOf(value: number, most: number): NumberKind {
  const allowed = Math.abs(value) < 1000 ? most : 1;
  const [, fraction = ''] = numberText(value, { decimals: allowed }).split('.');
  return { decimals: fraction.replace(/0+$/u, '').length };
}
