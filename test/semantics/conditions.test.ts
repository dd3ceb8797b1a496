import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const values = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, null, 0];
const bank = testDatabank({
  ROW: { values: values.map((_, i) => i), dataType: 'LONG' },
  X: { values, dataType: 'LONG' },
  S: { values: values.map((x) => (x === null ? null : x > 50 ? 'high' : 'low')) },
});
const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/X as x
import t/S as s
`;

/** Rows where a condition holds. */
async function rowsWhere(condition: string): Promise<readonly number[]> {
  const run = await runTestScript(`${start}generate hit = 1 if ${condition}`, [bank]);
  return run.values('d', 'hit').flatMap((hit, row) => (hit === 1 ? [row] : []));
}

describe('conditions', () => {
  it.each([
    // The right side has no value for these rows; it changes nothing that the left side decides.
    ['sysmiss(x) | ln(x) > 0', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['ln(x) > 0 | sysmiss(x)', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['x > 0 & 1 / x < 0.02', [5, 6, 7, 8, 9]],
    ['1 / x < 0.02 & x > 0', [5, 6, 7, 8, 9]],
    ['!(1 / x < 0.02) & x == 0', [11]],
    // Constants.
    ['1', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['2 > 1 & x > 85', [8, 9]],
    ["startswith('abc', 'a') & x > 85", [8, 9]],
    ["s == 'high' & length('ab') == 2", [5, 6, 7, 8, 9]],
    // A number is true unless it is 0 or missing.
    ['x', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['!x', [10, 11]],
  ])('%s', async (condition, rows) => {
    expect(await rowsWhere(condition)).toEqual(rows);
  });

  it('take quantiles of all rows, and quantiles of a value those of the rows that a condition selects', async () => {
    // Eleven values, 0 to 100: the upper half begins above 50.
    expect(await rowsWhere('quantile(x, 2) == 1')).toEqual([5, 6, 7, 8, 9]);
    expect(await rowsWhere('x > 50 & quantile(x, 2) == 1')).toEqual([5, 6, 7, 8, 9]);
    const run = await runTestScript(`${start}generate half = quantile(x, 2) if x > 50 & quantile(x, 2) == 1`, [bank]);
    expect(run.values('d', 'half')).toEqual([null, null, null, null, null, 0, 0, 0, 1, 1, null, null]);
  });

  it('that are refined by more quantiles keep to all rows in each', async () => {
    expect(await rowsWhere('quantile(quantile(x, 4), 2) == 1')).toEqual(await rowsWhere('quantile(x, 4) >= 2'));
  });

  it('do not depend on the order of their parts', async () => {
    const part = fc.constantFrom(
      'x > 30',
      'ln(x) > 4',
      'sysmiss(x)',
      "s == 'low'",
      'quantile(x, 4) == 2',
      '1 / x > 0.02',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(part, part, fc.constantFrom('&', '|'), async (a, b, operator) => {
        expect(await rowsWhere(`(${a}) ${operator} (${b})`)).toEqual(await rowsWhere(`(${b}) ${operator} (${a})`));
      }),
      { numRuns: 40 },
    );
  });
});
