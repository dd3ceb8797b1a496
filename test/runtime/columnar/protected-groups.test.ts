import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { aggregated, statisticNames } from '../../helpers/oracle/statistics.ts';
import { runTestScript, type TestRun } from '../../helpers/run-script.ts';

// Several blocks of rows.
const units = 17_000;
const rows = Array.from({ length: units }, (_, unit) => unit);
const wages = rows.map((unit) => (unit % 5 === 0 ? null : Math.round(Math.exp(10 + 2 * Math.sin(unit * 1.7)))));
const rates = rows.map((unit) => (unit % 7 === 0 ? null : ((unit * 7919) % 10_007) / 64));
const places = rows.map((unit) => (unit % 31 === 0 ? null : `p${(unit * unit) % 13}`));
const bank = testDatabank({
  WAGE: { values: wages },
  RATE: { values: rates, dataType: 'DOUBLE' },
  BINARY: { values: rows.map((unit) => ((unit * 13) % 3 === 0 ? 1 : 0)) },
  PLACE: { values: places },
  ALL: { values: rows.map(() => 1) },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ALL as all
import t/WAGE as wage
import t/RATE as rate
import t/BINARY as binary
import t/PLACE as place
`;
const items = (variable: string) =>
  statisticNames.map((name) => `(${name}) ${variable} -> ${variable}_${name}`).join(' ');
const run = (script: string, policy: string, threads = 1): Promise<TestRun> =>
  runTestScript(start + script, [bank], { policy, threads });
const columnsOf = ({ values }: TestRun): string =>
  JSON.stringify(['wage', 'rate', 'binary'].flatMap((v) => statisticNames.map((name) => values('d', `${v}_${name}`))));

describe('statistics by an ordinary variable', () => {
  const everything = `collapse ${items('wage')} ${items('rate')} ${items('binary')}, by(place)`;

  it('are the same to the bit with any number of threads', async () => {
    const policy = 'strict';
    const alone = columnsOf(await run(everything, policy));
    for (const threads of [2, 4]) expect(columnsOf(await run(everything, policy, threads)) === alone).toBe(true);
  });

  it.each(['open', 'strict'])('do not depend on what else is asked for (%s)', async (policy) => {
    const together = await run(everything, policy);
    for (const name of ['percent', 'mean', 'gini', 'median']) {
      const alone = await run(`collapse (${name}) wage (${name}) binary, by(place)`, policy);
      expect(alone.values('d', 'wage')).toEqual(together.values('d', `wage_${name}`));
      expect(alone.values('d', 'binary')).toEqual(together.values('d', `binary_${name}`));
    }
  });

  it('are exact where nothing is protected', async () => {
    const { values } = await run(everything, 'open');
    const keys = values('d', 'place');
    expect(keys).toHaveLength(new Set(places).size - 1);
    for (const [variable, cells] of [
      ['wage', wages],
      ['rate', rates],
    ] as const) {
      const valid = cells.filter((x) => x !== null);
      for (const [at, key] of keys.entries()) {
        const own = cells.filter((x, row) => places[row] === key && x !== null);
        for (const name of statisticNames) {
          const expected = aggregated(name, own, valid);
          const found = values('d', `${variable}_${name}`)[at];
          if (typeof expected === 'number')
            expect(Number(found) / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 9);
          else expect(found).toBe(expected);
        }
      }
    }
  });

  it('are near the exact ones where they are protected, and not the same', async () => {
    const [exact, told] = [await run(everything, 'open'), await run(everything, 'strict')];
    for (const name of ['mean', 'median', 'gini', 'iqr']) {
      const pairs = exact
        .values('d', `rate_${name}`)
        .map((x, at) => [Number(x), Number(told.values('d', `rate_${name}`)[at])]);
      expect(pairs.every(([x, y]) => Math.abs(x! - y!) < 0.05 * x!)).toBe(true);
      expect(pairs.some(([x, y]) => x !== y)).toBe(true);
    }
  });
});
