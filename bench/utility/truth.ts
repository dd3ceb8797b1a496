import type { Policy } from '../../src/disclosure/policy.ts';
import type { ReleasedBody } from '../../src/disclosure/released.ts';
import type { UtilityGrid } from './cases.ts';
import type { UtilityRun } from './run.ts';
import { type NamedValue, namedValues, sharesOfBars } from './values.ts';

/** What an analysis would show without noise. */
export interface Truth {
  /** Without any protection. */
  readonly exact: readonly AnalysisTruth[];
  /** Winsorised and smoothed, but with neither noise nor rounding. */
  readonly method: readonly AnalysisTruth[];
  /** The same with rounded percentiles, which the axes of charts are made of. */
  readonly drawn: readonly AnalysisTruth[];
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

/** The policy without noise and thresholds: what remains is winsorising, smoothing and, if asked for, rounding. */
export function withoutNoise(policy: Policy, rounds: boolean): Policy {
  return {
    ...policy,
    counts: { ...policy.counts, mode: 'exact' },
    magnitude: { ...policy.magnitude, lambda: 0 },
    models: { ...policy.models, noise: 'never', seSigDigits: null },
    percentiles: { ...policy.percentiles, sigDigits: rounds ? policy.percentiles.sigDigits : null },
    descriptive: { ...policy.descriptive, jitter: 0 },
    sparseTable: { ...policy.sparseTable, maxShare: 1 },
    history: { ...policy.history, cellReuse: false },
  };
}

/** How the same number is found again. */
export const keyOf = ({ quantity, cell, of }: NamedValue): string => `${quantity} | ${cell} | ${of}`;

/** What is compared with, from runs that protect nothing, and nothing at random. */
export function truthOf(grid: UtilityGrid, exact: UtilityRun, method: UtilityRun, drawn: UtilityRun): Truth {
  const read = (run: UtilityRun): readonly AnalysisTruth[] =>
    run.bodies.map((bodies, at) => analysisTruth(bodies, grid.cases[at]!.about ?? ''));
  const analyses = read(exact);
  const counts = analyses.flatMap(({ values }) => [...values.values()].filter(({ quantity }) => quantity === 'count'));
  return {
    exact: analyses,
    method: read(method),
    drawn: read(drawn),
    sizes: new Map(counts.map(({ cell, value }) => [cell, value ?? 0])),
  };
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
