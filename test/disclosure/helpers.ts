import { secret } from '../../src/disclosure/gate.ts';
import { deriveKeys } from '../../src/disclosure/keys/disclosure-keys.ts';
import { deriveRecordKeys } from '../../src/disclosure/keys/record-keys.ts';
import type {
  CellBlock,
  ExactCategory,
  ExactCountTable,
  Grid,
  SetCounts,
  SetRef,
  StatisticsBlock,
} from '../../src/disclosure/nodes.ts';
import { findPerturbationTable } from '../../src/disclosure/perturbation-table.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import type { Policy } from '../../src/disclosure/policy.ts';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import type { Shown, StatisticKey } from '../../src/disclosure/released.ts';
import type { Rules } from '../../src/disclosure/rules/context.ts';
import { giniInfluence } from '../../src/disclosure/rules/gini.ts';
import { signKey, signOf } from '../../src/disclosure/rules/magnitudes.ts';
import { noisedPercentileRanks } from '../../src/disclosure/rules/percentile-noise.ts';
import { percentilesOf } from '../../src/disclosure/rules/statistics.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';

/** The secret of the reference vectors: bytes 0 … 31. For tests only. */
export const testSecret = Uint8Array.from({ length: 32 }, (_, at) => at);

/** Another secret, made from a number. */
export const secretOf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => (seed * 31 + at * 7 + (seed >>> 8)) & 0xff);

export const policy = (id: string): Policy => {
  const found = policyById(id);
  if (found === undefined) throw new Error(`no policy ${id}`);
  return found;
};

export const session = (id: string, secretBytes: Uint8Array = testSecret): DisclosureSession =>
  openDisclosureSession({
    policy: policy(id),
    secret: secretBytes,
    stamp: { databanks: [{ databank: 'test.bank', version: '1', nature: 'synthetic' }], trust: 'client' },
  });

export const rules = (id: string, secretBytes: Uint8Array = testSecret): Rules => {
  const table = findPerturbationTable('ptable-default');
  if (table === undefined) throw new Error('no table');
  return { policy: policy(id), keys: deriveKeys(secretBytes), table };
};

export const context = { statement: 1, command: 'test' } as const;

/** Record keys of persons 0 … 99 999, under the test secret. */
export const people = deriveRecordKeys(
  {
    unitType: 'PERSON',
    size: 5000,
    pseudonyms: Float64Array.from({ length: 5000 }, (_, at) => 10_000 + at),
    identifierOf: (unit) => String(10_000 + unit),
    contentHash: 'test',
  },
  testSecret,
);

/** The set of these units, one row each. */
export const counts = (units: readonly number[]): SetCounts => {
  let sumA = 0;
  let sumB = 0;
  for (const unit of units) {
    sumA = (sumA + people.a[unit]!) >>> 0;
    sumB = (sumB + people.b[unit]!) >>> 0;
  }
  return { units: units.length, rows: units.length, sumA, sumB };
};

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

export const setOf = (units: readonly number[]): SetRef => ({ unitType: 'PERSON', counts: secret(counts(units)) });

export const blockOf = (cells: readonly (readonly number[])[]): CellBlock => {
  const all = cells.map(counts);
  return {
    units: Float64Array.from(all, (cell) => cell.units),
    rows: Float64Array.from(all, (cell) => cell.rows),
    sumA: Uint32Array.from(all, (cell) => cell.sumA),
    sumB: Uint32Array.from(all, (cell) => cell.sumB),
    prints: printsOf(cells.map((units) => units.map((unit) => [unit, people.b[unit]!]))),
  };
};

/** Fingerprints of some cells: words of units, which are put together by XOR. */
const printsOf = (cells: readonly (readonly (readonly [number, number])[])[]): Uint32Array => {
  const prints = new Uint32Array(cells.length * 64);
  for (const [cell, words] of cells.entries()) {
    for (const [unit, word] of words) prints[cell * 64 + (people.a[unit]! & 63)]! ^= word;
  }
  return prints;
};

/** A person with the category index of each dimension. */
export interface Person {
  readonly unit: number;
  readonly at: readonly number[];
  readonly value?: number;
}

/** Every grid that a layout of these dimensions can ask for. */
export const gridsOf = <T>(
  people: readonly Person[],
  sizes: readonly number[],
  make: (cells: readonly (readonly Person[])[]) => T,
): Grid<T>[] => {
  const masks = Array.from({ length: 2 ** sizes.length }, (_, mask) => sizes.map((_, at) => ((mask >> at) & 1) === 1));
  return masks.map((keeps) => {
    const size = sizes.reduce((product, n, at) => (keeps[at] === true ? product * n : product), 1);
    const cells: Person[][] = Array.from({ length: size }, () => []);
    for (const person of people) {
      let index = 0;
      for (const [at, kept] of keeps.entries()) if (kept) index = index * sizes[at]! + person.at[at]!;
      cells[index]!.push(person);
    }
    return { keeps, cells: secret(make(cells)) };
  });
};

/** A count table of these people. */
export const countTable = (
  persons: readonly Person[],
  dimensions: readonly { readonly variable: string; readonly categories: readonly ExactCategory[] }[],
  options: Partial<Pick<ExactCountTable, 'measures' | 'chi2' | 'layout' | 'chart'>> = {},
): ExactCountTable & { readonly kind: 'countTable' } => ({
  kind: 'countTable',
  command: 'tabulate',
  population: setOf(persons.map((person) => person.unit)),
  dimensions: dimensions.map(({ variable, categories }) => ({
    variable,
    display: 'number',
    categories: secret(categories),
  })),
  grids: gridsOf(
    persons,
    dimensions.map((dimension) => dimension.categories.length),
    (cells) => blockOf(cells.map((cell) => cell.map((person) => person.unit))),
  ),
  measures: options.measures ?? ['freq'],
  chi2: options.chi2 ?? false,
  layout: options.layout ?? { showCodes: false, flatten: false },
  ...(options.chart === undefined ? {} : { chart: options.chart }),
});

export const codes = (from: number, to: number, listed: 'public' | 'raw' = 'public'): ExactCategory[] =>
  range(from, to).map((code) => ({ code, listed }));

/** Sufficient statistics of cells of people with values, as a fold would accumulate them (no winsorising). */
export const statisticsOf = (
  cells: readonly (readonly Person[])[],
  applied: Rules,
  wanted: readonly StatisticKey[],
): StatisticsBlock => {
  const one = cells.map((cell) =>
    cellStatistics(
      cell.filter((person) => person.value !== undefined),
      applied,
      wanted,
    ),
  );
  const pick = (of: (cell: (typeof one)[number]) => number): Float64Array => Float64Array.from(one, of);
  return {
    valid: blockOf(
      cells.map((cell) => cell.filter((person) => person.value !== undefined).map((person) => person.unit)),
    ),
    mean: pick((c) => c.mean),
    m2: pick((c) => c.m2),
    m4: pick((c) => c.m4),
    minimum: pick((c) => c.minimum),
    maximum: pick((c) => c.maximum),
    signedDeviation: pick((c) => c.signedDeviation),
    signedSquare: pick((c) => c.signedSquare),
    signSum: pick((c) => c.signSum),
    smallestSquare: pick((c) => c.smallestSquare),
    percentiles: one.map((c) => c.percentiles),
    gini: {
      value: pick((c) => c.gini.value),
      signed: pick((c) => c.gini.signed),
      squares: pick((c) => c.gini.squares),
      largest: pick((c) => c.gini.largest),
    },
    absoluteTotal: pick((c) => c.absoluteTotal),
    largest: pick((c) => c.largest),
    secondLargest: pick((c) => c.secondLargest),
    valuePrints: printsOf(
      cells.map((cell) =>
        cell.flatMap(({ unit, value }) =>
          value === undefined ? [] : [[unit, people.b[unit]! ^ Math.round(value * 64)]],
        ),
      ),
    ),
  };
};

const cellStatistics = (cell: readonly Person[], applied: Rules, wanted: readonly StatisticKey[]) => {
  const ordered = [...cell].sort((a, b) => a.value! - b.value!);
  const values = Float64Array.from(ordered, (person) => person.value!);
  const key = signKey(applied, counts(cell.map((person) => person.unit)));
  const signs = ordered.map(({ unit }) => signOf(people.a[unit]!, people.b[unit]!, key.lo, key.hi));
  const mean = sum(values) / values.length;
  const deviations = values.map((value) => value - mean);
  const gini = giniInfluence(values);
  const absolute = values.map(Math.abs).sort().reverse();
  return {
    mean,
    m2: sum(deviations.map((d) => d ** 2)),
    m4: sum(deviations.map((d) => d ** 4)),
    minimum: values[0] ?? Number.NaN,
    maximum: values.at(-1) ?? Number.NaN,
    signedDeviation: sum(deviations.map((d, at) => d * signs[at]!)),
    signedSquare: sum(deviations.map((d, at) => d * d * signs[at]!)),
    signSum: sum(signs),
    smallestSquare: Math.min(...deviations.map((d) => d * d)),
    percentiles: percentilesOf(applied.policy, wanted).map((p) => {
      const { from, to } = noisedPercentileRanks(applied.policy, values.length, p);
      return { p, from, values: values.slice(from - 1, to) };
    }),
    gini: {
      value: gini.value,
      signed: sum(gini.influence.map((psi, at) => psi * signs[at]!)),
      squares: sum(gini.influence.map((psi) => psi * psi)),
      largest: Math.max(0, ...gini.influence.map(Math.abs)),
    },
    absoluteTotal: sum(absolute),
    largest: absolute[0] ?? 0,
    secondLargest: absolute[1] ?? 0,
  };
};

export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** The number of a shown value; NaN when there is none. */
export const numberOf = (shown: Shown | undefined): number => shown?.v ?? Number.NaN;
