import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { lastSentences } from '../../helpers/sentences.ts';

const bank = testDatabank({
  SEX: { values: ['1', '2', '1', null, '2', '1'] },
  AGE: { values: [20, 30, null, 50, 60, 70] },
});

const last = async (statement: string): Promise<readonly string[]> =>
  lastSentences(
    await runTestScript(
      `require test.bank:1 as db\ncreate-dataset d\nimport db/AGE as age\nimport db/SEX as sex\n${statement}`,
      [bank],
    ),
  );

describe('what is said about groups', () => {
  it.each([
    ['collapse (mean) age, by(sex)', '`d` now holds 2 groups by `sex` (from 5 rows). Rows left out, without `sex`: 1.'],
    [
      'collapse (mean) age -> m, by(sex age)',
      '`d` now holds 4 groups by `sex`, `age` (from 5 rows). Rows left out, without `sex`, `age`: 1.',
    ],
    ['collapse (mean) age, by(PERSONID_1)', '`d` now holds 5 groups by `PERSONID_1` (from 5 rows).'],
    ['aggregate (mean) age -> m (count) age -> n, by(sex)', 'Added: `m`, `n`. Groups by `sex`: 2.'],
  ])('%s', async (statement, sentence) => {
    expect(await last(statement)).toEqual([sentence]);
  });
});

describe('what is said about text that becomes numbers', () => {
  it.each([
    ["generate t = 'a'\ndestring t, force", '`t` is now numeric; 5 values set to missing.'],
    ["generate t = 'a'\ndestring t, force prefix(n_)", '`n_t` is `t` as a numeric variable; 5 values set to missing.'],
    [
      "generate t = 'a'\ndestring t",
      '! Some of the values are no numbers; nothing was changed. `force` makes such values missing, and `ignore()` deletes characters before values are read.\nDC-29: An error message that depends on one value answers a question about that value.',
    ],
  ])('%s', async (statement, sentence) => {
    expect(await last(statement)).toEqual([sentence]);
  });
});
