import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const bank = testDatabank({
  ALL: { values: [1, 2, 3, 4, 5, 6] },
  SOME: { values: [null, 20, null, 40, 50, null] },
  FEW: { values: [100, null, null, null, 500, 600], sparse: true },
  TEXT: { values: ['b', null, 'a', 'b', 'c', null] },
  MOTHER: { values: [null, 0, 0, 1, 1, null], refersTo: 'PERSON' },
});

const start = 'require test.bank:1 as t\ncreate-dataset d\n';

describe('import', () => {
  it('takes the units that have a record as the population', async () => {
    const run = await runTestScript(`${start}import t/SOME as x`, [bank]);
    expect(run.statements.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect(run.values('d', 'x')).toEqual([20, 40, 50]);
    expect(run.values('d', 'PERSONID_1')).toEqual([1, 3, 4]);
  });

  it('joins later variables to the units there are', async () => {
    for (const first of ['ALL', 'SOME', 'FEW', 'TEXT']) {
      const run = await runTestScript(
        `${start}import t/${first} as first\nimport t/ALL as a\nimport t/SOME as s\nimport t/FEW as f\nimport t/TEXT as x`,
        [bank],
      );
      const units = run.values('d', 'PERSONID_1').map(Number);
      const pick = (list: readonly (number | string | null)[]) => units.map((unit) => list[unit]);
      expect(run.values('d', 'a')).toEqual(pick([1, 2, 3, 4, 5, 6]));
      expect(run.values('d', 's')).toEqual(pick([null, 20, null, 40, 50, null]));
      expect(run.values('d', 'f')).toEqual(pick([100, null, null, null, 500, 600]));
      expect(run.values('d', 'x')).toEqual(pick(['b', null, 'a', 'b', 'c', null]));
    }
  });

  it('adds units with outer_join, which are missing elsewhere', async () => {
    const run = await runTestScript(`${start}import t/SOME as s\ngenerate two = s * 2\nimport t/FEW as f, outer_join`, [
      bank,
    ]);
    expect(run.values('d', 'PERSONID_1')).toEqual([0, 1, 3, 4, 5]);
    expect(run.values('d', 's')).toEqual([null, 20, 40, 50, null]);
    expect(run.values('d', 'two')).toEqual([null, 40, 80, 100, null]);
    expect(run.values('d', 'f')).toEqual([100, null, null, 500, 600]);
  });

  it('says how many units there are, and how many lack a value', async () => {
    const run = await runTestScript(`${start}import t/ALL as a\nimport t/SOME as s`, [bank]);
    const body = run.statements[3]!.results[0]!.body;
    expect(body).toMatchObject({ code: 'status-imported', counts: { n: { v: 6 }, missing: { v: 3 } } });
  });

  it('brings units of two databanks into one numbering', async () => {
    const other = testDatabank({ Y: { values: [7, 8, 9] } }, { name: 'other.bank', pseudonyms: [3, 4, 11] });
    const both = `require test.bank:1 as t\nrequire other.bank:1 as o\ncreate-dataset d\n`;
    const run = await runTestScript(`${both}import t/ALL as a\nimport o/Y as y\ncreate-dataset e\nimport o/Y as y`, [
      bank,
      other,
    ]);
    // Pseudonyms 1 3 5 7 9 11 and 3 4 11.
    expect(run.values('d', 'y')).toEqual([null, 7, null, null, null, 9]);
    expect(run.values('e', 'y')).toEqual([7, 8, 9]);
    const joined = await runTestScript(`${both}import t/ALL as a\nimport o/Y as y, outer_join`, [bank, other]);
    expect(joined.values('d', 'a')).toEqual([1, 2, null, 3, 4, 5, 6]);
    expect(joined.values('d', 'y')).toEqual([null, 7, 8, null, null, null, 9]);
  });
});
