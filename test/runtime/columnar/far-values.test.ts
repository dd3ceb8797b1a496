import { describe, expect, test } from 'vitest';
import { each, opening, people } from '../../disclosure/matrix/forms.ts';
import { runTestScript } from '../../helpers/run-script.ts';

/** The values of `x` after some lines. */
async function valuesOf(lines: string, policy: string, special = {}): Promise<readonly number[]> {
  const run = await runTestScript(`${opening}${lines}\n`, [people(special)], { policy });
  expect(run.statements.map(({ outcome }) => outcome)).not.toContain('refused');
  return run.values('people', 'x').map(Number);
}

/** 1 for person 2000, about 1/150 for the next ones, and so on: 0 for nobody. */
const soft = 'exp(0 - 5 * abs(nr - 2000))';

describe('DC-06 (b), DC-21/generate: nodes that hang on few units, where far values are pulled in', () => {
  test('the units that stand out get the value of the next one', async () => {
    const values = await valuesOf(`generate x = ${soft}`, 'hardened');
    const largest = [...values].sort((a, b) => b - a);
    // Ten and the jitter of five are pulled in; the sixteenth largest is eight persons away.
    expect(new Set(largest.slice(0, 16))).toEqual(new Set([Math.exp(-40)]));
    expect(largest[17]).toBeLessThan(Math.exp(-40));
    expect(values[1000]).toBe(Math.exp(-5000));
  });

  test('a value that is added to others is pulled in before: nobody can tell who was to be marked', async () => {
    const pay = await valuesOf(`generate x = wage + 1000000000 * ${soft}`, 'hardened');
    const plain = await valuesOf('generate x = wage', 'hardened');
    expect(Math.max(...pay.map((value, unit) => value - plain[unit]!))).toBeLessThan(0.001);
  });

  test('values are as they are under strict, where they are many, and in multiples of a variable', async () => {
    expect((await valuesOf(`generate x = ${soft}`, 'strict'))[2000]).toBe(1);
    const spread = await valuesOf('generate x = exp(0 - 0.01 * abs(nr - 2000))', 'hardened');
    expect(spread[2000]).toBe(1);
    const rich = await valuesOf('generate x = wage * 2 + 1', 'hardened', { wage: each(7, 1, 1_000_000_000) });
    expect(rich[7]).toBe(2_000_000_001);
  });

  test('persons with several rows are pulled in as persons', async () => {
    const lines = `clone-dataset people others
generate a1 = nr
generate a2 = nr
reshape-to-panel a
generate x = exp(0 - 5 * abs(a - 2000))`;
    const values = await valuesOf(lines, 'hardened');
    const largest = [...values].sort((a, b) => b - a);
    expect(new Set(largest.slice(0, 32))).toEqual(new Set([Math.exp(-40)]));
  });
});
