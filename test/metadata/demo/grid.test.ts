import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysFromCivil, isoDate, parseIsoDate } from '../../../src/base/epoch-day.ts';
import { type DemoGrid, isStatusGrid, periodsOf } from '../../../src/metadata/demo/grid.ts';

const datesOf = (grid: DemoGrid, from: string, until: string): readonly string[] =>
  periodsOf({ grid, from: parseIsoDate(from)!, until: parseIsoDate(until)! }).map(({ startDay, stopDay }) =>
    startDay === stopDay ? isoDate(startDay) : `${isoDate(startDay)}/${isoDate(stopDay)}`,
  );

describe('grids of dates', () => {
  it.each<readonly [DemoGrid, string, string, readonly string[]]>([
    ['january', '2023-01-01', '2025-01-01', ['2023-01-01', '2024-01-01', '2025-01-01']],
    ['january-july', '2024-01-01', '2024-12-31', ['2024-01-01', '2024-07-01']],
    ['november', '2018-11-01', '2019-11-30', ['2018-11-16', '2019-11-16']],
    ['month-ends', '2024-01-31', '2024-03-31', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['month-edges', '2023-01-01', '2023-02-27', ['2023-01-01', '2023-01-31', '2023-02-01']],
    ['mid-months', '2015-02-16', '2015-04-15', ['2015-02-16', '2015-03-16']],
    ['elections', '2013-01-01', '2017-12-31', ['2013-09-09', '2015-09-14', '2017-09-11']],
    ['years', '2020-01-01', '2021-12-31', ['2020-01-01/2020-12-31', '2021-01-01/2021-12-31']],
    [
      'quarters',
      '2021-04-01',
      '2021-12-31',
      ['2021-04-01/2021-06-30', '2021-07-01/2021-09-30', '2021-10-01/2021-12-31'],
    ],
    ['months', '2024-02-01', '2024-03-31', ['2024-02-01/2024-02-29', '2024-03-01/2024-03-31']],
    ['event', '1992-01-01', '2001-04-30', ['1992-01-01/2001-04-30']],
  ])('%s', (grid, from, until, expected) => {
    expect(datesOf(grid, from, until)).toEqual(expected);
  });

  it('are ascending, without overlaps, within their span, and single days exactly where they are said to be', () => {
    const grids: readonly DemoGrid[] = ['january', 'january-july', 'october', 'november', 'december', 'elections'];
    const periods: readonly DemoGrid[] = ['mid-months', 'month-ends', 'month-edges', 'years', 'quarters', 'months'];
    const day = fc.integer({ min: daysFromCivil(1967, 1, 1), max: daysFromCivil(2026, 12, 31) });
    fc.assert(
      fc.property(fc.constantFrom(...grids, ...periods), day, day, (grid, a, b) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        let last = from - 1;
        for (const { startDay, stopDay } of periodsOf({ grid, from, until })) {
          expect(startDay).toBeGreaterThan(last);
          expect(stopDay).toBeLessThanOrEqual(until);
          expect(startDay === stopDay).toBe(isStatusGrid(grid));
          last = stopDay;
        }
      }),
    );
  });
});
