import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/runtime/column.ts';
import { sharedCodes } from '../../../src/runtime/column.ts';
import { combinationsOf, slotsOf } from '../../../src/runtime/expression/combinations.ts';
import type { CellValue } from '../../../src/runtime/expression/text-functions.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { decimals, integers, plain, texts } from '../../helpers/columns.ts';

const runner = createFoldRunner({ threads: 1 });

/** What each row has, after its combination has been looked up. */
async function valuesByRow(columns: readonly Column[], rowCount: number): Promise<CellValue[][]> {
  const slots = await Promise.all(columns.map((column, place) => slotsOf(runner, column, place)));
  const found = await combinationsOf(runner, slots, rowCount);
  const combinations = Array.from({ length: found.count }, (_, i) => {
    const values: CellValue[] = columns.map(() => null);
    found.put(i, values);
    return values;
  });
  const out = sharedCodes(rowCount, 1 << 20);
  await found.spread(
    combinations.map((_, i) => i),
    (length) => sharedCodes(length, 1 << 20),
    out,
  );
  return Array.from(out, (i) => combinations[i]!);
}

const whole = fc.option(fc.integer({ min: -40, max: 40 }));
const wide = fc.option(fc.oneof(fc.integer(), fc.constantFrom(1e300, 2 ** 40, -(2 ** 31) + 1, 0.5, -2.25)));
const word = fc.option(fc.constantFrom('', 'a', 'ø', '0301'));

describe('combinations of arguments', () => {
  it('give every row its own values back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(whole, wide, word), { maxLength: 40 }), async (rows) => {
        const columns = [
          integers(rows.map(([x]) => x)),
          decimals(rows.map(([, x]) => x)),
          texts(rows.map(([, , x]) => x)),
        ];
        expect(await valuesByRow(columns, rows.length)).toEqual(rows);
        expect(columns.map(plain)).toEqual([rows.map(([x]) => x), rows.map(([, x]) => x), rows.map(([, , x]) => x)]);
      }),
    );
  });

  it('number those that occur where there could be more than a table holds', async () => {
    const count = 3000;
    const rows = Array.from(
      { length: count },
      (_, i) => [(i * 7919) % 100_003, i * 5, i % 7 === 0 ? null : `t${i % 900}`] as const,
    );
    const columns = [integers(rows.map(([x]) => x)), integers(rows.map(([, x]) => x)), texts(rows.map(([, , x]) => x))];
    expect(await valuesByRow(columns, count)).toEqual(rows);
  });

  it('tell huge numbers from missing', async () => {
    expect(await valuesByRow([decimals([1e300, null])], 2)).toEqual([[1e300], [null]]);
  });

  it('take the lowest of all integers for a number where it is one', async () => {
    const lowest = decimals([-(2 ** 31), -(2 ** 31) + 1, null]);
    expect(await valuesByRow([lowest], 3)).toEqual([[-(2 ** 31)], [-(2 ** 31) + 1], [null]]);
  });
});
