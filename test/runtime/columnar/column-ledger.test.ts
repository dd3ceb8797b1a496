import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HistoryFile } from '../../../src/runtime/ledger/history-file.ts';
import { each, opening, people, type Special } from '../../disclosure/matrix/forms.ts';
import { type TestHistory, testDatabank } from '../../helpers/databank.ts';
import { runTestScript, type TestRun } from '../../helpers/run-script.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'columns-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Runs scripts one after the other, under one history that outlasts them. */
async function play(
  scripts: readonly string[],
  special: Special = {},
  policy = 'hardened',
): Promise<readonly TestRun[]> {
  const done: TestRun[] = [];
  for (const script of scripts) {
    const history = new HistoryFile(path.join(folder, 'history'));
    fs.mkdirSync(path.join(folder, 'history'), { recursive: true });
    done.push(
      await runTestScript(`${opening}import db/FLAG as flag\n${script}\n`, [people(special)], { policy, history }),
    );
    history.close();
  }
  return done;
}

/** Persons 0 … 3999, a number that is 1 from 3000 on and for nine others, and two histories that differ for nine. */
const registers = testDatabank({
  NR: { values: Array.from({ length: 4000 }, (_, unit) => unit) },
  FLAG: { values: Array.from({ length: 4000 }, (_, unit) => (unit >= 3000 || (unit >= 100 && unit < 109) ? 1 : 0)) },
  CIVIL: history(() => '2'),
  CIVIL_TWIN: history((unit) => (unit >= 100 && unit < 109 ? '1' : '2')),
});

function history(later: (unit: number) => string): TestHistory {
  const spellsOf = (unit: number) => [
    { unit, start: 10_000 + (unit % 900), stop: 14_000, value: '1' },
    { unit, start: 14_001, stop: null, value: later(unit) },
  ];
  return { temporality: 'EVENT', records: Array.from({ length: 4000 }, (_, unit) => spellsOf(unit)).flat() };
}

/** Why the score has risen. */
function suspicions(): readonly string[] {
  const entries = new HistoryFile(path.join(folder, 'history')).load();
  return entries.flatMap((entry) => (entry.type === 'score' ? [entry.event.reason] : []));
}

/** What a run let out. */
const released = ({ statements }: TestRun): unknown =>
  statements.map(({ outcome, results }) => [outcome, results.map(({ body }) => body)]);

/** 1 for some of the persons from 100 on, and for everybody from 3000 on: no condition about it is one about few. */
const flagged = (many: number): Special => ({ flag: new Map([...each(100, many, 1), ...each(3000, 1000, 1)]) });

/**
 * Two columns that differ for those of the persons 100 … 108 who have the flag, made where neither is beside the other: the scripts,
 * and the dataset and the two variables.
 */
const twins: Readonly<Record<string, readonly [first: string, second: string, dataset: string, a: string, b: string]>> =
  {
    texts: ['generate a = string(nr < 2000)', 'generate b = string(nr < 2000 & flag != 1)', 'people', 'a', 'b'],
    'rows that are kept afterwards': [
      'generate a = nr < 2000\nkeep if nr < 3500',
      'keep if nr < 3500\ngenerate b = nr < 2000 & flag != 1',
      'people',
      'a',
      'b',
    ],
    'rows that are kept, the other way round': [
      'keep if nr < 3500\ngenerate b = nr < 2000',
      'generate a = nr < 2000 & flag != 1\nkeep if nr < 3500',
      'people',
      'b',
      'a',
    ],
    'by recode and destring': [
      'generate t = string(nr < 2000)\ndestring t',
      'clone-variables nr -> a\nrecode a (min/1999 = 1) (2000/max = 0)\ngenerate b = a == 1 & flag != 1',
      'people',
      't',
      'b',
    ],
    'by merge': [
      'generate a = nr < 2000',
      `create-dataset others
import db/NR as no
import db/FLAG as mark
generate b = no < 2000 & mark != 1
merge b into people`,
      'people',
      'a',
      'b',
    ],
    'DC-06/collapse DC-32/collapse: families': [
      `generate a = nr < 2000
collapse (max) a, by(family)`,
      `generate b = nr < 2000 & flag != 1 & (nr < 200 | nr >= 260 | nr == 2 * int(nr / 2))
collapse (max) b, by(family)`,
      'people',
      'a',
      'b',
    ],
    'DC-06/aggregate DC-32/aggregate: what families give their members': [
      'generate a = nr < 2000\naggregate (min) a -> m, by(family)\ndrop a',
      'generate b = nr < 2000 & flag != 1\naggregate (min) b -> n, by(family)\ndrop b',
      'people',
      'm',
      'n',
    ],
    'rows of a panel': [
      'generate w1 = nr\ngenerate w2 = nr + 10000\nreshape-to-panel w\ngenerate a = w < 2000',
      'generate w1 = nr\ngenerate w2 = nr + 10000\nreshape-to-panel w\ngenerate b = w < 2000 & flag != 1',
      'people',
      'a',
      'b',
    ],
  };

describe('DC-06 (c), ledger: a column that differs for few from one of another dataset or script is that one', () => {
  test.each(Object.entries(twins))('%s', async (_, [first, second, dataset, a, b]) => {
    const [earlier, later] = await play([first, second], flagged(9));
    expect(later!.values(dataset, b)).toEqual(earlier!.values(dataset, a));
    expect(suspicions()).toContain('near-equal');
  });

  test('A14, A15: nobody, one person and nine people give the same results', async () => {
    const scripts = [
      `generate a = nr < 2000
regress wage a
clone-dataset people others
use others
drop a
generate b = nr < 2000 & flag != 1
regress wage b`,
      'generate c = nr < 2000 & flag != 1\nregress wage c\ntabulate c',
      'generate d = rowmin(8, rowmax(4, 4 * (2001 - nr - 6000 * (flag == 1))))\nregress wage d\nsummarize d\ngenerate e = nr + 9000 * (nr >= 2000 | flag == 1)\nsummarize e',
    ];
    const fresh = async (many: number): Promise<unknown> => {
      fs.rmSync(path.join(folder, 'history'), { recursive: true, force: true });
      return (await play(scripts, flagged(many))).map(released);
    };
    const nobody = await fresh(0);
    expect(JSON.stringify(nobody)).not.toContain('refusal');
    expect(await fresh(1)).toEqual(nobody);
    expect(await fresh(9)).toEqual(nobody);
  });

  test.each([
    ['import', 'import db/NR as nr', 'generate a = nr >= 3000', 'import db/FLAG as flag', 'people', 'flag'],
    [
      'DC-06/import-panel DC-32/import-panel',
      'import-panel db/NR 2001-01-01 2010-01-01',
      'generate a = NR >= 3000',
      'import-panel db/FLAG 2001-01-01 2010-01-01',
      'people',
      'FLAG',
    ],
    [
      'DC-06/import-event DC-32/import-event',
      'import-event db/CIVIL 1990-01-01 to 2012-12-31 as civil',
      'generate a = civil',
      'import-event db/CIVIL_TWIN 1990-01-01 to 2012-12-31 as flag',
      'people',
      'flag',
    ],
  ])('%s: what is imported differs for few from what was made before', async (_, first, line, then, dataset, name) => {
    const opened = (): HistoryFile => new HistoryFile(path.join(folder, 'history'));
    fs.mkdirSync(path.join(folder, 'history'));
    const run = async (script: string): Promise<TestRun> => {
      const history = opened();
      const from = 'require test.bank:1 as db\ncreate-dataset people\n';
      const done = await runTestScript(`${from}${script}\n`, [registers], { policy: 'hardened', history });
      history.close();
      return done;
    };
    const earlier = await run(`${first}\n${line}`);
    const later = await run(then);
    expect(later.values(dataset, name)).toEqual(earlier.values('people', 'a'));
    expect(suspicions()).toContain('near-equal');
  });

  test('under strict, where columns are compared within the dataset only, they differ', async () => {
    const scripts = ['generate a = nr < 2000', 'generate b = nr < 2000 & flag != 1'];
    const [, later] = await play(scripts, flagged(9), 'strict');
    expect(later!.values('people', 'b').slice(99, 110)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('columns that differ for more are told apart', async () => {
    const [, later] = await play(['generate a = nr < 2000', 'generate b = nr < 2000 & flag != 1'], flagged(20));
    expect(later!.values('people', 'b').filter((value) => value === 1)).toHaveLength(1980);
  });

  test('numbers and texts that only the earlier column has are got back', async () => {
    const scripts = [
      `generate a = wage
generate s = kind
replace a = 0.25 if nr < 100
replace s = 'q' if nr < 100
drop nr`,
      `generate b = wage
generate u = kind
replace b = 0.25 if nr < 100 & flag != 1
replace u = 'q' if nr < 100 & flag != 1
replace b = 7.5 if nr < 0
drop nr`,
    ];
    const special: Special = { flag: new Map([...each(20, 8, 1), ...each(3000, 1000, 1)]) };
    const [earlier, later] = await play(scripts, special);
    expect(later!.values('people', 'b')).toEqual(earlier!.values('people', 'a'));
    expect(later!.values('people', 'u')).toEqual(earlier!.values('people', 's'));
    expect(later!.values('people', 'u').slice(20, 28)).toEqual(Array.from({ length: 8 }, () => 'q'));
  });

  test('the same with several threads', async () => {
    const run = (threads: number) =>
      runTestScript(
        `${opening}import db/FLAG as flag
generate a = nr < 2000
drop a
generate b = nr < 2000 & flag != 1`,
        [people(flagged(9))],
        { policy: 'hardened', threads },
      );
    expect((await run(3)).values('people', 'b')).toEqual((await run(1)).values('people', 'b'));
  });
});

describe('DC-06 (b, c): values of groups were protected when they were made', () => {
  test.each(['strict', 'hardened'])('what is computed of a few regions is computed, under %s', async (policy) => {
    const script = 'collapse (mean) wage -> m, by(region)\ngenerate twice = m * 2\ngenerate one = 1\n';
    const run = await runTestScript(`${opening}${script}`, [people()], { policy });
    const means = run.values('people', 'm').map(Number);
    expect(new Set(means).size).toBe(4);
    expect(run.values('people', 'twice')).toEqual(means.map((mean) => mean * 2));
  });
});
