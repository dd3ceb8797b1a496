import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const units = 3000;
const all = Array.from({ length: units }, (_, i) => i);
const bank = testDatabank({
  ID: { values: all },
  GROUP: { values: all.map((i) => (i < 1500 ? 'a' : i < 2990 ? 'b' : 'c')) },
  PAY: { values: all.map((i) => 1000 + ((i * 7919) % 3001)) },
  KEY: { values: all.map((i) => (i < 3 ? 0 : i)) },
  WIDE: { values: all.map((i) => (i < 30 ? 0 : i)) },
  FEW: { values: all.map((i) => (i < 999 ? i : null)) },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ID as id
import t/GROUP as g
import t/PAY as pay
`;

const run = (script: string, policy = 'strict') => runTestScript(start + script, [bank], { policy });

describe('rules on changes', () => {
  it('DC-06: a condition that selects few units does nothing, as one that selects none', async () => {
    const few = await run('replace pay = 1 if id < 9');
    const none = await run('replace pay = 1 if id < 0');
    expect(few.values('d', 'pay')).toEqual(none.values('d', 'pay'));
    expect(few.statements.at(-1)!.results.map(({ body }) => body)).toEqual(
      none.statements.at(-1)!.results.map(({ body }) => body),
    );
    expect(few.statements.at(-1)!.results[0]!.body).toMatchObject({ code: 'status-few-units' });
    const enough = await run('replace pay = 1 if id < 10');
    expect(enough.values('d', 'pay').filter((value) => value === 1)).toHaveLength(10);
  });

  it('DC-06: a condition that selects all but few units selects all', async () => {
    const { values } = await run('generate x = 1 if id >= 9');
    expect(values('d', 'x').every((value) => value === 1)).toBe(true);
  });

  it('DC-06 (b): a node that deviates for few units becomes constant', async () => {
    const { values } = await run(`generate d = (id == 77) * 5
generate e = id + 1000000 * (id == 77)
generate f = pay * (g == 'a')
generate s = rowconcat('x', substr(g, 1, 1 + (id == 5)))`);
    expect(new Set(values('d', 'd'))).toEqual(new Set([0]));
    expect(values('d', 'e')[77]).toBe(77);
    expect(values('d', 'f')[0]).toBe(1000);
    expect(values('d', 's')[5]).toBe('xa');
  });

  it('DC-06 (c): a column that differs from another for few units is that column', async () => {
    const { values } = await run(
      'generate copy = rowmax(id, rowmin(2990, pay - 1000000, id))\ngenerate near = rowmin(id, 2993)',
    );
    expect(values('d', 'copy')).toEqual(values('d', 'id'));
    expect(values('d', 'near')).toEqual(values('d', 'id'));
    const open = await run('generate near = rowmin(id, 2993)', 'open');
    expect(open.values('d', 'near')[2999]).toBe(2993);
  });

  it('DC-06: rules of recode that match few units match nothing', async () => {
    const { values } = await run(`recode id (77 = 5000000) (0/99 = 1)\nrecode g ('c' = 'b')`);
    expect(values('d', 'id')[77]).toBe(1);
    expect(values('d', 'g')[2995]).toBe('b');
  });

  it('DC-01: a population that is too small is refused and stops the run', async () => {
    const { statements, values } = await run('keep if id < 500\ngenerate after = 1');
    expect(statements.at(-2)!.outcome).toBe('refused');
    expect(statements.at(-2)!.results[0]!.body).toMatchObject({ type: 'refusal', rule: 'DC-01' });
    expect(statements.at(-1)!.outcome).toBe('not-run');
    expect(values('d', 'id')).toHaveLength(units);
    const first = await runTestScript('require test.bank:1 as t\ncreate-dataset d\nimport t/FEW as f', [bank], {
      policy: 'strict',
    });
    expect(first.statements[2]!.outcome).toBe('refused');
    expect(first.tables.get('d')!.rowCount).toBe(0);
  });

  it('DC-06: keep and drop that would remove few units remove none', async () => {
    const { values, statements } = await run('drop if id < 9\nkeep if id < 2995');
    expect(values('d', 'id')).toHaveLength(units);
    expect(statements.at(-1)!.results[0]!.body).toMatchObject({ code: 'status-few-units' });
  });

  it('DC-17: statistics of groups are protected by an ordinary variable, exact by a key', async () => {
    const { values } = await run(`clone-dataset d e
use e
collapse (mean) pay -> m (count) pay -> n, by(g)
use d
collapse (mean) pay -> m, by(PERSONID_1)`);
    const means = values('e', 'm');
    // Group c has exactly ten units, and its mean is of the released noise; a mean of a is near the truth but not equal to it.
    const exact = all.slice(0, 1500).reduce((sum, i) => sum + 1000 + ((i * 7919) % 3001), 0) / 1500;
    expect(means[0]).not.toBe(exact);
    expect(Math.abs(Number(means[0]) - exact)).toBeLessThan(10);
    expect(values('d', 'm')).toEqual(all.map((i) => 1000 + ((i * 7919) % 3001)));
  });

  it('DC-27: a sample is a function of units and seed', async () => {
    const one = await run('sample 0.5 4711');
    const two = await run('keep if id >= 20\nsample 0.5 4711');
    const three = await run('sample 0.5 4712');
    expect(one.values('d', 'id')).toHaveLength(1500);
    const common = new Set(one.values('d', 'id'));
    expect(two.values('d', 'id').filter((id) => common.has(id)).length).toBeGreaterThan(1460);
    expect(three.values('d', 'id').filter((id) => common.has(id)).length).toBeLessThan(900);
  });

  it('DC-29: keys that few units share are resolved in silence, keys that many share fail the merge', async () => {
    const linked = (key: string) =>
      run(`clone-units d e
use e
import t/${key} as id
import t/PAY as pay2
generate other = 2 * pay2
merge other into d on id`);
    const few = await linked('KEY');
    expect(few.statements.at(-1)!.outcome).toBe('done');
    const others = few.values('d', 'other');
    // Twice the pay: a column that is d's own pay but for few would be taken for it (DC-06 c).
    const pays = [0, 1, 2].map((i) => 2 * (1000 + ((i * 7919) % 3001)));
    expect(pays).toContain(others[0]);
    expect(others.slice(1, 3)).toEqual([null, null]);
    expect(others[3]).toBe(2 * (1000 + ((3 * 7919) % 3001)));
    const many = await linked('WIDE');
    expect(many.statements.at(-1)!.results[0]!.body).toMatchObject({ type: 'refusal', rule: 'DC-29k' });
    expect(many.tables.get('d')!.columns.has('other')).toBe(false);
  });

  it('tells the class of a bug and nothing else', async () => {
    const broken = { ...bank, reader: { ...bank.reader, sliceAt: () => Promise.reject(new RangeError('value 4711')) } };
    const { statements } = await runTestScript(`${start}generate x = 1`, [broken]);
    expect(statements[2]!.outcome).toBe('failed');
    expect(statements[2]!.problems).toMatchObject([
      { code: 'internal-error', parameters: { command: 'import', errorClass: 'RangeError' } },
    ]);
    expect(JSON.stringify(statements)).not.toContain('4711');
    expect(statements[3]!.outcome).toBe('not-run');
  });
});
