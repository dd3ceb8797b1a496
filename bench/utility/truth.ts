import type { Policy } from '../../src/disclosure/policy.ts';
import type { ReleasedBody } from '../../src/disclosure/released.ts';
import type { UtilityGrid } from './cases.ts';
import type { UtilityRun } from './run.ts';
import { type NamedValue, namedValues, sharesOfBars } from './values.ts';

/** What the analyses of a grid would show without protection. */
export interface Truth {
  readonly exact: readonly AnalysisTruth[];
  /** Exact number of units by name of cell. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** The numbers of one analysis by their keys. */
export interface AnalysisTruth {
  readonly values: ReadonlyMap<string, NamedValue>;
  readonly bars: ReadonlyMap<number, number> | undefined;
  /** Of a table with a χ² test: Σ 1/E over its cells, E being what independence expects. */
  readonly inverseExpected: number | undefined;
}

/**
 * The policy with exact counts, no noise on magnitudes, no rounding and no thresholds. What remains is what other numbers are made
 * from, and belongs to the secret as they do: limits of winsorising and percentiles with their noise, edges of charts.
 */
export function withoutNoise(policy: Policy): Policy {
  return {
    ...policy,
    // Counts are exact where so many are suppressed that none is; edges of charts stay those of a policy that protects.
    counts: { ...policy.counts, mode: 'suppress', smallMax: 0 },
    magnitude: { ...policy.magnitude, lambda: 0 },
    models: { ...policy.models, noise: 'never', seSigDigits: null },
    percentiles: { ...policy.percentiles, sigDigits: null },
    descriptive: { ...policy.descriptive, jitter: 0 },
    sparseTable: { ...policy.sparseTable, maxShare: 1 },
    history: { ...policy.history, cellReuse: false },
  };
}

/** How the same number is found again. */
export const keyOf = ({ quantity, cell, of }: NamedValue): string => `${quantity} | ${cell} | ${of}`;

/** What is compared with, from a run that protects nothing. */
export function truthOf(grid: UtilityGrid, run: UtilityRun): Truth {
  const exact = numbersOf(grid, run);
  const counts = exact.flatMap(({ values }) => [...values.values()].filter(({ quantity }) => quantity === 'count'));
  return { exact, sizes: new Map(counts.map(({ cell, value }) => [cell, value ?? 0])) };
}

/** The numbers of every analysis of a run. */
export function numbersOf(grid: UtilityGrid, { bodies }: UtilityRun): readonly AnalysisTruth[] {
  return bodies.map((results, at) => analysisTruth(results, grid.cases[at]!.about ?? ''));
}

function analysisTruth(bodies: readonly ReleasedBody[], about: string): AnalysisTruth {
  const values = bodies.flatMap((body) => namedValues(body, about));
  const [histogram] = bodies.filter((body) => body.type === 'distribution');
  return {
    values: new Map(values.map((value) => [keyOf(value), value])),
    bars: histogram === undefined ? undefined : sharesOfBars(histogram),
    inverseExpected: inverseExpectedOf(bodies),
  };
}

function inverseExpectedOf(bodies: readonly ReleasedBody[]): number | undefined {
  const [table] = bodies.filter((body) => body.type === 'table');
  if (table === undefined || table.tests.length === 0) return undefined;
  const at = table.measures.findIndex(({ key }) => key === 'freq');
  const inner = table.rows
    .filter(({ key }) => !key.includes('total'))
    .map(({ cells }) => cells.filter((_, c) => table.columns[c] !== 'total').map((cell) => cell[at]!.v ?? 0));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const rowSums = inner.map(sum);
  const columnSums = inner[0]!.map((_, c) => sum(inner.map((row) => row[c]!)));
  const total = sum(rowSums);
  return sum(rowSums.flatMap((row) => columnSums.map((column) => total / (row * column))));
}
