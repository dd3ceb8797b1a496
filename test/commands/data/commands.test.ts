import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const bank = testDatabank({
  ALL: { values: [1, 2, 3, 4, 5, 6, 7, 8] },
  PAY: { values: [10.5, 20, null, 40, 50, 60.5, null, 80] },
  SEX: {
    values: ['1', '2', '1', '2', '1', '2', null, '1'],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  MIXED: { values: ['01', '2,5', 'x', '', ' 7 ', null, '-3', '1'] },
  MOTHER: { values: [null, 0, 0, 1, 1, null, 3, 3], refersTo: 'PERSON' },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ALL as a
import t/PAY as pay
import t/SEX as sex
import t/MIXED as mixed
import t/MOTHER as mother
`;

const run = (script: string) => runTestScript(start + script, [bank]);

describe('generate and replace', () => {
  it('compute for all rows, or for those that the condition selects', async () => {
    const { values } = await run(`generate half = a / 2
generate high = pay > 30
generate only = a if pay > 30
replace a = -a if sex == '1'
generate code = rowconcat(sex, '-', string(a))
generate group = quantile(pay, 3)`);
    expect(values('d', 'half')).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(values('d', 'high')).toEqual([0, 0, 0, 1, 1, 1, 0, 1]);
    expect(values('d', 'only')).toEqual([null, null, null, 4, 5, 6, null, 8]);
    expect(values('d', 'a')).toEqual([-1, 2, -3, 4, -5, 6, 7, -8]);
    expect(values('d', 'code')).toEqual(['1--1', '2-2', '1--3', '2-4', '1--5', '2-6', '-7', '1--8']);
    expect(values('d', 'group')).toEqual([0, 0, null, 1, 1, 2, null, 2]);
  });

  it('leave a variable without a type until it gets one', async () => {
    const { values } = await run(`generate spare = .\nreplace spare = 'x' if a > 6\ngenerate gone = .`);
    expect(values('d', 'spare')).toEqual([null, null, null, null, null, null, 'x', 'x']);
    expect(values('d', 'gone')).toEqual(new Array(8).fill(null));
  });

  it('change the type of a whole variable', async () => {
    const { values } = await run(`replace a = string(a)\nreplace pay = int(pay)`);
    expect(values('d', 'a')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(values('d', 'pay')).toEqual([10, 20, null, 40, 50, 60, null, 80]);
  });
});

describe('rename, clone-variables, keep, drop and datasets', () => {
  it('move values under names', async () => {
    const { values, tables } = await run(`rename a b
clone-variables b pay -> wage, prefix(o_)
clone-dataset d e
drop pay
use e
keep b
rename-dataset e f
clone-units d g
delete-dataset d`);
    expect([...tables.keys()].sort()).toEqual(['f', 'g']);
    expect(tables.get('f')!.schema.variables.map(({ name }) => name)).toEqual(['b']);
    expect(values('f', 'b')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(tables.get('g')!.rowCount).toBe(8);
  });

  it('remove rows by a condition', async () => {
    const kept = await run(`keep if pay > 20 & sex != '2'`);
    expect(kept.values('d', 'a')).toEqual([5, 8]);
    expect(kept.values('d', 'mixed')).toEqual([' 7 ', '1']);
    expect(kept.values('d', 'PERSONID_1')).toEqual([4, 7]);
    const dropped = await run(`drop if pay > 20\nimport t/ALL as again`);
    expect(dropped.values('d', 'again')).toEqual([1, 2, 3, 7]);
    expect(dropped.statements[7]!.results[0]!.body).toMatchObject({
      code: 'status-rows-removed',
      counts: { removed: { v: 4 }, n: { v: 8 }, left: { v: 4 } },
    });
  });
});

describe('recode', () => {
  it('applies the first rule that matches the original value', async () => {
    const { values, statements } = await run(`recode a (3 = 1) (1/4 = 3 'low') (7/max = 9), prefix(n_)
recode pay (missing = 0) (20 = .) (min/40 = 1) (nonmissing = 2)
recode sex ('2' = '3' "Other") (* = '9')`);
    expect(values('d', 'n_a')).toEqual([3, 3, 1, 3, 5, 6, 9, 9]);
    expect(values('d', 'a')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(values('d', 'pay')).toEqual([1, null, 0, 1, 2, 2, 0, 2]);
    expect(values('d', 'sex')).toEqual(['9', '3', '9', '3', '9', '3', '9', '9']);
    expect(statements[7]!.results.map((result) => result.body)).toMatchObject([
      { code: 'status-recoded-into', counts: { changed: { v: 6 } } },
      { code: 'status-recode-rule', names: { rule: '3 = 1' }, counts: { changed: { v: 1 } } },
      { code: 'status-recode-rule', names: { rule: '1/4 = 3' }, counts: { changed: { v: 3 } } },
      { code: 'status-recode-rule', names: { rule: '7/max = 9' }, counts: { changed: { v: 2 } } },
    ]);
  });

  it('changes rows that meet the condition, with decimals between intervals untouched', async () => {
    const { values } = await run(`recode pay (10/20 = 1) (21/60 = 2) if a != 4\nrecode a (min = 0) (max = 100)`);
    expect(values('d', 'pay')).toEqual([1, 1, null, 40, 2, 60.5, null, 80]);
    expect(values('d', 'a')).toEqual([0, 2, 3, 4, 5, 6, 7, 100]);
  });
});

describe('destring', () => {
  it('reads numbers, and with force makes other texts missing', async () => {
    const { values } = await run(`destring mixed, force dpcomma prefix(n_)\ndestring sex`);
    expect(values('d', 'n_mixed')).toEqual([1, 2.5, null, null, 7, null, -3, 1]);
    expect(values('d', 'sex')).toEqual([1, 2, 1, 2, 1, 2, null, 1]);
  });

  it('fails without force where texts are no numbers, and changes nothing', async () => {
    const { statements, values } = await run('destring mixed, dpcomma\ngenerate after = 1');
    expect(statements[7]!.outcome).toBe('refused');
    expect(statements[7]!.results[0]!.body).toMatchObject({ type: 'refusal', rule: 'DC-29n' });
    expect(values('d', 'mixed')[0]).toBe('01');
  });
});

describe('collapse, aggregate and merge', () => {
  it('group by a key that refers to units', async () => {
    const { values } = await run(`collapse (count) pay -> n (sum) pay (mean) a -> m (max) a -> top, by(mother)`);
    expect(values('d', 'mother')).toEqual([0, 1, 3]);
    expect(values('d', 'n')).toEqual([1, 2, 1]);
    expect(values('d', 'pay')).toEqual([20, 90, 80]);
    expect(values('d', 'm')).toEqual([2.5, 4.5, 7.5]);
    expect(values('d', 'top')).toEqual([3, 5, 8]);
  });

  it('group by an ordinary variable and link the result back', async () => {
    const { values } = await run(`clone-dataset d g
use g
collapse (mean) a -> m (count) pay -> n (median) a -> mid (min) a -> low (gini) a, by(sex)
merge m n into d on sex
use d
aggregate (sd) a -> s (percent) pay -> p (iqr) a -> q (semean) a -> e, by(sex)`);
    expect(values('g', 'sex')).toEqual(['1', '2']);
    expect(values('g', 'm')).toEqual([4.25, 4]);
    expect(values('g', 'mid')).toEqual([4, 4]);
    expect(values('g', 'low')).toEqual([1, 2]);
    expect(values('d', 'm')).toEqual([4.25, 4, 4.25, 4, 4.25, 4, null, 4.25]);
    expect(values('d', 'n')).toEqual([3, 3, 3, 3, 3, 3, null, 3]);
    const s = values('d', 's').map(Number);
    expect(s[0]).toBeCloseTo(2.9860788, 6);
    expect(values('d', 'p')[0]).toBeCloseTo(50, 10);
    expect(values('d', 'q')[1]).toBeCloseTo(2, 10);
    expect(values('d', 'e')[1]).toBeCloseTo(2 / Math.sqrt(3), 10);
    expect(values('d', 's')[6]).toBe(null);
  });

  it("bring a mother's value to her children", async () => {
    const { values, statements } = await run(`create-dataset mothers
import t/PAY as mpay
merge mpay into d on mother`);
    expect(values('d', 'mpay')).toEqual([null, 10.5, 10.5, 20, 20, null, 40, 40]);
    expect(statements.at(-1)!.results[0]!.body).toMatchObject({ counts: { matched: { v: 6 }, n: { v: 8 } } });
  });

  it('put the statistics of its group on every row', async () => {
    const { values } = await run(`aggregate (count) pay -> n (sum) a -> s, by(mother)
aggregate (max) pay -> own, by(PERSONID_1)
aggregate (mean) a -> m, by(sex mother)`);
    expect(values('d', 'n')).toEqual([null, 1, 1, 2, 2, null, 1, 1]);
    expect(values('d', 's')).toEqual([null, 5, 5, 9, 9, null, 15, 15]);
    expect(values('d', 'own')).toEqual([10.5, 20, null, 40, 50, 60.5, null, 80]);
    expect(values('d', 'm')).toEqual([null, 2, 3, 4, 5, null, null, 8]);
  });

  it('group by several variables', async () => {
    const { values } = await run('generate big = a > 4\ncollapse (sum) a, by(sex big)');
    expect(values('d', 'sex')).toEqual(['1', '1', '2', '2']);
    expect(values('d', 'big')).toEqual([0, 1, 0, 1]);
    expect(values('d', 'a')).toEqual([4, 13, 6, 6]);
  });
});

describe('labels', () => {
  it('are listed from metadata and from the script', async () => {
    const { statements } = await run(`define-labels yes 0 No 1 Yes
generate y = a > 3
assign-labels y yes
list-labels yes
list-labels sex
drop-labels yes`);
    expect(statements[10]!.results[0]!.body).toMatchObject({
      type: 'metadata',
      rows: [
        ['0', 'No'],
        ['1', 'Yes'],
      ],
    });
    expect(statements[11]!.results[0]!.body).toMatchObject({
      rows: [
        ['1', 'Man'],
        ['2', 'Woman'],
      ],
    });
    expect(statements[12]!.results[0]!.body).toMatchObject({ code: 'status-used-labels-dropped' });
  });
});

describe('a session', () => {
  it('does not begin when a command cannot run', async () => {
    const commands = await run('logit a pay');
    expect(commands.obstacles.map(({ code }) => code)).toEqual(['command-not-executable']);
    expect(commands.statements.every(({ outcome }) => outcome === 'not-run')).toBe(true);
  });

  it('gives the same datasets on 1 and 4 threads', async () => {
    const script = `${start}sample 0.5 4711\ngenerate x = ln(pay) * 3\ncollapse (sd) x (median) a, by(mother)`;
    const one = await runTestScript(script, [bank], { threads: 1 });
    const four = await runTestScript(script, [bank], { threads: 4 });
    expect(four.values('d', 'x')).toEqual(one.values('d', 'x'));
    expect(JSON.stringify(four.statements)).toBe(JSON.stringify(one.statements));
  });
});
