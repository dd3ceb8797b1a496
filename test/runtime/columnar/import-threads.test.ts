import { expect, it } from 'vitest';
import { arrayOf } from '../../../src/metadata/stored-column.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const size = 40_000;
const units = Array.from({ length: size }, (_, unit) => unit);

/** Enough units for several blocks, with none to four spells each. */
const bank = testDatabank({
  SEX: { values: units.map((unit) => (unit % 7 === 0 ? null : String(1 + (unit % 2)))) },
  PLACE: {
    temporality: 'STATUS',
    records: units.flatMap((unit) =>
      [100, 465]
        .filter((day) => (unit + day) % 3 > 0)
        .map((day) => ({ unit, start: day, stop: day, value: `${unit % 5}` })),
    ),
    sparse: true,
  },
  MOVES: {
    temporality: 'EVENT',
    records: units.flatMap((unit) =>
      Array.from({ length: unit % 5 }, (_, i) => ({
        unit,
        start: i * 200 + (unit % 90),
        stop: i === 3 ? null : i * 200 + 150 + (unit % 40),
        value: (unit * 31 + i) % 400,
      })),
    ),
  },
});

const script = `require test.bank:1 as db
create-dataset e
import-event db/MOVES 1970-04-01 to 1971-06-01 as home
create-dataset people
import db/SEX as sex
keep if sex == '2'
clone-units people w
clone-units people p
use w
import-event db/MOVES 1970-04-01 to 1971-06-01 as home
use p
import-panel db/PLACE db/MOVES db/SEX 1970-04-11 1971-04-11
create-dataset q
import-panel db/PLACE 1971-04-11 1970-04-11
use people
import db/MOVES 1971-01-01 as home, outer_join`;

it('imports are the same to the bit on one thread and on three', { timeout: 120_000 }, async () => {
  const [one, three] = [
    await runTestScript(script, [bank], { threads: 1 }),
    await runTestScript(script, [bank], { threads: 3 }),
  ];
  expect([...one.tables.keys()]).toEqual([...three.tables.keys()]);
  for (const [name, table] of one.tables) {
    const other = three.tables.get(name)!;
    expect(table.rowCount).toBeGreaterThan(20_000);
    expect(arrayOf(other.identifier)).toEqual(arrayOf(table.identifier));
    for (const [variable, column] of table.columns) {
      expect(arrayOf(other.columns.get(variable)!)).toEqual(arrayOf(column));
    }
  }
});
