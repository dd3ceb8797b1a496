import { afterAll, describe, expect, it } from 'vitest';
import { executeTabulate } from '../../../src/commands/describe/tabulate/execute.ts';
import type { TableBody } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

const rows = 2000;
const groups = Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 'a' : 'b'));
/** One unit of group a has nearly everything. */
const values = Array.from({ length: rows }, (_, row) => (row === 0 ? 1e12 : 1000 + ((row * 7919) % 997)));
const persons = columnarDataset({ g: groups, x: values });
const firms = { ...persons, units: { ...persons.units, unitType: 'FORETAK' } };

async function tableOf(
  dataset: typeof persons,
  measures: readonly ('mean' | 'p25' | 'p50')[],
  policy: string,
): Promise<TableBody> {
  const operation = {
    type: 'tabulate',
    dataset: 'd',
    variables: ['g'],
    missing: false,
    nolabels: false,
    flatten: false,
    content: { type: 'volumes', measures, summarized: ['x'] },
  } as const;
  const body = await released(executeTabulate, operation, readingContext(runner, dataset, { policy }));
  if (body.type !== 'table') throw new Error('refused');
  return body;
}

describe('tables of nothing but percentiles', () => {
  it.each(['open', 'strict', 'hardened'])('show under %s what they show beside a mean', async (policy) => {
    const alone = await tableOf(persons, ['p25', 'p50'], policy);
    const beside = await tableOf(persons, ['p25', 'p50', 'mean'], policy);
    const cells = beside.rows.map((row) => row.cells.map((cell) => cell.slice(0, 2)));
    expect(alone.rows.map((row) => row.cells)).toEqual(cells);
    expect(cells.flat(2).every(({ v }) => v !== null)).toBe(true);
  });

  it('are withheld where a unit dominates a cell, if rule DC-12 looks at units of the type', async () => {
    const body = await tableOf(firms, ['p50'], 'strict');
    const [a, b] = body.rows.map((row) => row.cells.flat()[0]!);
    expect(a).toEqual({ v: null, why: 'dominance' });
    expect(b!.v).not.toBeNull();
  });
});
