import type { DisclosureSession } from '../../disclosure/protection.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../column.ts';
import type { ColumnarSelection, Population } from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { groupsOfBins, quantileGroupsKernel } from '../folds/quantile-groups.ts';
import { winsorLimits } from './percentiles.ts';
import { createReadingEngine } from './reading/engine.ts';
import type { Table } from './table.ts';

/** Under this name the values of the expression join the dataset while their order is asked for. */
const valueName = '#';

/** Divides the valid values among the rows into groups of equal size (`quantile()`), on protected values (rule DC-02). */
export async function quantileColumn(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  values: Float64Array,
  rows: Uint8Array | undefined,
  groups: number,
): Promise<Column> {
  const reading = createReadingEngine(runner);
  const dataset: Table = { ...table, columns: new Map([[valueName, { kind: 'float64', values }]]) };
  const selection: ColumnarSelection | undefined =
    rows === undefined ? undefined : { of: dataset, mask: rows, rowCount: table.rowCount };
  const population: Population = selection === undefined ? { dataset } : { dataset, selection };
  const limits = await winsorLimits(reading, protection, population, valueName);
  const { valid } = await reading.profile(population, valueName);
  const whole = await reading.classify(population, []);
  if (whole === undefined) throw new RangeError('a population without dimensions has one cell');
  const ranges = edgePlaces(valid.rows, groups).map((place) => ({
    from: Math.floor(place) + 1,
    to: Math.floor(place) + 2,
  }));
  const [found] = await reading.orderStatistics(whole, [], valueName, [ranges]);
  const clip = (x: number): number => Math.min(Math.max(x, limits.lower), limits.upper);
  const edges = edgePlaces(valid.rows, groups).map((place, k) => {
    const [low = Number.NaN, high = low] = Array.from(found![k]!, clip);
    return low + (place - Math.floor(place)) * (high - low);
  });
  const out = sharedInt32(table.rowCount);
  const distinct = sharedCopy(edges.filter((edge, k) => k === 0 || edge !== edges[k - 1]));
  const by = { edges: distinct, lower: limits.lower, upper: limits.upper };
  const input = { ...by, values, groupOfBin: groupsOfBins(by), out };
  await runner.map(quantileGroupsKernel, input, table.rowCount);
  return { kind: 'int32', values: out };
}

/** Where the edges of `groups` groups lie among `count` sorted values, counted from 0: pandas' linear interpolation. */
function edgePlaces(count: number, groups: number): readonly number[] {
  if (count === 0) return [];
  return Array.from({ length: groups + 1 }, (_, k) => ((count - 1) * k) / groups);
}

function sharedCopy(values: readonly number[]): Float64Array {
  const copy = sharedFloat64(values.length);
  copy.set(values);
  return copy;
}
