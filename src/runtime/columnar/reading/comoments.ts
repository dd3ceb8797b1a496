import { pairAt } from '../../../stats/descriptive/correlation.ts';
import { sharedFloat64, sharedInt32 } from '../../column.ts';
import type { ColumnarDataset } from '../../dataset.ts';
import type {
  ComomentGroup,
  ComomentRequest,
  ComomentStatistic,
  Comoments,
  GroupComoments,
  PairInfluences,
} from '../../engine/comoments.ts';
import type { FoldRunner } from '../../fold.ts';
import { chunkRows, type NumericValues } from '../../folds/axis.ts';
import { countGroupKernel, gatherGroupKernel } from '../../folds/comoment-gather.ts';
import type { ComomentRows, GroupRows } from '../../folds/comoment-rows.ts';
import {
  type ComomentProducts,
  comomentInfluencesFold,
  comomentProductsFold,
  comomentSumsFold,
  type InfluenceTerms,
  influenceEntries,
} from '../../folds/comoments.ts';
import { comomentsOfPairs } from './comoment-pairs.ts';
import { blockOf, columnarDataset, maskOf, numericValuesOf, unitRowsOf } from './population.ts';

/** Products of deviations in groups of rows: means, products, and the influences of rule DC-14, a pass each. */
export async function comoments(runner: FoldRunner, request: ComomentRequest): Promise<Comoments> {
  const first = request.groups[0]?.populations[0];
  if (first === undefined) throw new RangeError('there is nothing to compare');
  const pairs = await comomentsOfPairs(runner, request);
  if (pairs !== undefined) return pairs;
  const dataset = columnarDataset(first.dataset);
  const { rowCount } = dataset;
  const units = unitRowsOf(dataset);
  const asked = { groups: request.groups.map((group) => groupRows(dataset, group)), units };
  const rows = await gathered(runner, asked, rowCount);
  const { sums, counts } = await runner.fold(comomentSumsFold, rows, rowCount);
  const sets = blockOf(counts, units.distinct);
  const means = sums.map((group, g) => group.map((sum) => sum / sets.rows[g]!));
  const { topUnits, influences } = request;
  const found = await runner.fold(comomentProductsFold, { rows, means, topUnits }, rowCount);
  const groups = request.groups.map(({ variables }, g) =>
    productsOf(found, g, variables.length, sets.rows[g]!, topUnits),
  );
  if (influences.length === 0) return { sets, groups };
  const { lo, hi } = request.signKeys(sets);
  const scales = groups.map((group, g) => scalesOf(group, request.groups[g]!.variables.length, sets.rows[g]!));
  const terms = influences.map((statistic) => termsOf(statistic, groups, scales, sets.rows));
  const keys = { lo: Int32Array.from(lo), hi: Int32Array.from(hi) };
  const state = await runner.fold(comomentInfluencesFold, { rows, means, scales, terms, ...keys }, rowCount);
  return {
    sets,
    groups: groups.map((group, g) => ({
      ...group,
      ...Object.fromEntries(
        influences.map((statistic, k) => [statistic, influencesOf(statistic, state[k]![g]!, scales[g]!)]),
      ),
    })),
  };
}

/** Populations with the same rows share a mask, which is looked at once. */
function groupRows(dataset: ColumnarDataset, { populations, variables }: ComomentGroup): GroupRows {
  const masks = new Set<Uint8Array>();
  for (const population of populations) {
    if (columnarDataset(population.dataset) !== dataset) throw new TypeError('the populations have no rows in common');
    const mask = maskOf(population);
    if (mask !== undefined) masks.add(mask);
  }
  return { masks: [...masks], values: variables.map((variable) => numericValuesOf(dataset, variable)) };
}

/** Rows below which it does not matter how often they are read. */
const fewRows = 65_536;

/**
 * The same rows, those of a group brought together where it is the only one and has at most half of all rows: three passes read them.
 */
export async function gathered(
  runner: FoldRunner,
  rows: ComomentRows,
  rowCount: number,
  least = fewRows,
): Promise<ComomentRows> {
  const [group, ...others] = rows.groups;
  if (group === undefined || others.length > 0 || group.masks.length === 0) return rows;
  if (!rows.units.distinct || rowCount < least) return rows;
  const begins = sharedInt32(Math.ceil(rowCount / chunkRows) + 1);
  await runner.map(countGroupKernel, { masks: group.masks, counts: begins }, rowCount);
  let total = 0;
  for (let chunk = 0; chunk < begins.length; chunk++) {
    const count = begins[chunk]!;
    begins[chunk] = total;
    total += count;
  }
  if (total > rowCount / 2) return rows;
  const values = group.values.map(
    (column): NumericValues =>
      column.kind === 'int32'
        ? { kind: 'int32', values: sharedInt32(total), openStop: column.openStop }
        : { kind: 'float64', values: sharedFloat64(total) },
  );
  const together = { begins, keysA: sharedInt32(total), keysB: sharedInt32(total) };
  await runner.map(gatherGroupKernel, { group, units: rows.units, values, ...together }, rowCount);
  return { ...rows, groups: [{ masks: [], values, together }] };
}

/** Sums of squares of which less is left when the rounding of the mean is taken away are sums of nothing else. */
const roundingOnly = 1e-10;

/** Σ(x − x̄)(y − ȳ) of a group: what is left of Σ(x − mean) corrects the rounding of the means; constants have none. */
function productsOf(
  found: ComomentProducts,
  group: number,
  width: number,
  rows: number,
  topUnits: number,
): GroupComoments {
  const rests = found.rests[group]!;
  const raw = found.products[group]!;
  const products = new Float64Array(raw.length);
  const corrected = (i: number, j: number): number => raw[pairAt(i, j, width)]! - (rests[i]! * rests[j]!) / rows;
  const varies = Uint8Array.from(rests, (_, v) => (corrected(v, v) > roundingOnly * raw[pairAt(v, v, width)]! ? 1 : 0));
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      if (varies[i] === 1 && varies[j] === 1) products[pairAt(i, j, width)] = corrected(i, j);
    }
  }
  const largest = found.largest[group]!;
  const topSquares = Float64Array.from({ length: width }, (_, v) =>
    largest.subarray(v * topUnits, (v + 1) * topUnits).reduce((sum, square) => sum + square, 0),
  );
  return { products, topSquares };
}

/** 1 / standard deviation (divisor: rows) of the variables of a group; 0 for constants. */
function scalesOf({ products }: GroupComoments, width: number, rows: number): Float64Array {
  return Float64Array.from({ length: width }, (_, v) => {
    const squares = products[pairAt(v, v, width)]!;
    return squares > 0 ? 1 / Math.sqrt(squares / rows) : 0;
  });
}

function termsOf(
  statistic: ComomentStatistic,
  groups: readonly GroupComoments[],
  scales: readonly Float64Array[],
  rows: Float64Array,
): InfluenceTerms {
  const correlations = groups.map(({ products }, g) => {
    const scale = scales[g]!;
    const width = scale.length;
    const found = new Float64Array(products.length);
    for (let i = 0; i < width; i++) {
      for (let j = i; j < width; j++) {
        const at = pairAt(i, j, width);
        found[at] = rows[g] === 0 ? 0 : (products[at]! / rows[g]!) * (scale[i]! * scale[j]!);
      }
    }
    return found;
  });
  const none = correlations.map((found) => new Float64Array(found.length));
  return statistic === 'correlation'
    ? { shrink: correlations.map((found) => found.map((r) => r / 2)), shift: none }
    : { shrink: none, shift: correlations };
}

/** Influences by pair; those on covariances come back from standard deviations to the variables' own scales. */
function influencesOf(statistic: ComomentStatistic, state: Float64Array, scales: Float64Array): PairInfluences {
  const width = scales.length;
  const pairs = state.length / influenceEntries.size;
  const found = {
    signed: new Float64Array(pairs),
    squares: new Float64Array(pairs),
    largest: new Float64Array(pairs),
  };
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      const pair = pairAt(i, j, width);
      const product = scales[i]! * scales[j]!;
      const unit = statistic === 'correlation' ? 1 : product > 0 ? 1 / product : 0;
      const at = pair * influenceEntries.size;
      found.signed[pair] = state[at + influenceEntries.signed]! * unit;
      found.squares[pair] = state[at + influenceEntries.squares]! * unit * unit;
      found.largest[pair] = state[at + influenceEntries.largest]! * unit;
    }
  }
  return found;
}
