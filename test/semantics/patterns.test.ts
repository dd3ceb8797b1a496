import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const size = 60;
const rows = Array.from({ length: size }, (_, i) => i);

const bank = testDatabank({
  Y: { values: rows.map((i) => ((i * 37) % 23) + i / 4), dataType: 'DOUBLE' },
  X: { values: rows.map((i) => (i % 11 === 5 ? null : (i * 7) % 17)) },
  Z: { values: rows.map((i) => ((i * 13) % 29) / 2), dataType: 'DOUBLE' },
  G: { values: rows.map((i) => (i % 13 === 0 ? null : i % 3)) },
  S: { values: rows.map((i) => ['north', 'south'][i % 2]!) },
  D: { values: rows.map((i) => i % 2) },
});

const start = `require test.bank:1 as t
create-dataset d
import t/D as d01
import t/Y as y
import t/X as x
import t/Z as z
import t/G as g
import t/S as s
`;

async function bodyOf(statement: string) {
  const { statements } = await runTestScript(start + statement, [bank]);
  const last = statements.at(-1);
  return { outcome: last?.outcome, type: last?.results[0]?.body.type };
}

/** Statements that must give a result of this type, and statements that must not be accepted. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  summary: [
    'summarize',
    'summarize if x > 3',
    'summarize y x z g',
    'summarize y, gini',
    'summarize y, iqr',
    'summarize y x, gini iqr',
    'summarize y if d01',
    'summarize x if x > 1000',
  ],
  distribution: [
    'histogram y',
    ...['freq', 'fraction', 'percent', 'density', 'normal', 'normal freq', 'freq normal'].map(
      (o) => `histogram y, ${o}`,
    ),
    ...['bin(5)', 'bin(5) freq', 'freq bin(5)', 'bin(5) percent', 'width(2)', 'width(2) freq'].map(
      (o) => `histogram y, ${o}`,
    ),
    ...['by(g)', 'by(g) freq', 'by(s) percent', 'by(s) normal'].map((o) => `histogram y, ${o}`),
    'histogram y if x > 5',
  ],
  table: [
    'histogram x, discrete',
    'histogram x, discrete freq',
    'histogram x, discrete percent',
    'barchart (count) s',
    'barchart(count) s',
    'barchart (count) x y z',
    'barchart (count) s, over(g)',
    'barchart (count) s, over(g) stack',
    'barchart (count) s, over(g) stack horizontal',
    'barchart (count) s, horizontal',
    'barchart (percent) s',
    'barchart (percent) s, over(g) stack',
    'barchart (percent) s, over(g) stack horizontal',
    'barchart (mean) y x',
    'barchart (mean) y x, over(g)',
    'barchart (mean) y, by(s)',
    'barchart (median) y x',
    'barchart (sum) y x',
    'barchart (sum) y x, over(g)',
    'barchart (sd) y, over(g) by(s)',
    'barchart (min) y',
    'barchart (max) y if x > 3, over(s)',
  ],
  model: [
    'regress y x z',
    'regress y x i.g',
    'regress y x i.s',
    'regress y x if d01 == 1',
    'regress y x i.g, margins()',
    'regress y x i.d01, margins(d01)',
    'regress y x d01, margins(d01)',
    'regress y g##d01',
    'regress y c.x##c.z',
    'regress y i.g#c.x',
    'regress y x z, robust',
    'regress y x z, cluster(g)',
    'regress y x z, noconstant',
    'regress y x z, level(90)',
    'regress y x z, control(i.g)',
    'regress y x z, standardize',
    'regress y x z, ov vif het_bp het_iid het_fstat',
  ],
};

describe.each(Object.entries(patterns))('patterns that give a %s', (type, statements) => {
  it.each(statements)('%s', async (statement) => {
    expect(await bodyOf(statement)).toEqual({ outcome: 'done', type });
  });
});

describe('combinations that are mistakes', () => {
  it.each([
    'summarize s',
    'summarize nothing',
    'summarize y, mean',
    'histogram y x',
    'histogram y, freq percent',
    'histogram y, bin(5) width(2)',
    'histogram y, discrete bin(3)',
    'histogram y, bin(0)',
    'histogram y, width(-1)',
    'barchart s',
    'barchart (mean) s',
    'barchart (p25) y',
    'barchart (mean) y, stack',
    'regress y',
    'regress s x',
    'regress y x, standardize margins()',
    'regress y x, standardize noconstant',
    'regress y x, robust cluster(g)',
    'regress y x, level(0)',
    'regress y x, level(100)',
    'regress y x, cluster(x)',
    'regress y x if d01, if x',
  ])('%s', async (statement) => {
    await expect(bodyOf(statement)).rejects.toThrow(/./u);
  });
});
