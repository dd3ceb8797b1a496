import { secret } from '../../../disclosure/gate.ts';
import type { CellBlock, ExactMatrix, PairBlock, TwoValued } from '../../../disclosure/nodes.ts';
import type { Population } from '../../../runtime/dataset.ts';
import {
  type ComomentGroup,
  type ComomentStatistic,
  type Comoments,
  type PairInfluences,
} from '../../../runtime/engine/comoments.ts';
import type { ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import { pairAt } from '../../../stats/descriptive/correlation.ts';
import { flaggedCodesOf, requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import type { CorrelateOperation } from './analyse.ts';

/** Where the numbers of a pair stand: its group, and its variables there. */
interface PairPlace {
  readonly group: number;
  readonly left: number;
  readonly right: number;
}

/** Groups of variables to compare, where each pair finds itself in them, and the rows of each variable alone. */
interface Comparison {
  readonly groups: readonly ComomentGroup[];
  /** The pairs (i, j), i ≤ j, row by row. */
  readonly places: readonly PairPlace[];
  readonly own: readonly Population[];
}

/** Executes `correlate`: products of deviations of all pairs, among rows that all of them share or each pair's own. */
export const executeCorrelate: ReadingExecutor<CorrelateOperation, 'matrix'> = async (operation, context) => {
  const { engine, protection } = context;
  const population = requirePopulation(context);
  const { variables, covariance, pairwise, obs, sig } = operation;
  const comparison = pairwise
    ? await pairByPair(context, population, variables)
    : await allTogether(context, population, variables);
  const isNoised = protection.policy.magnitude.lambda > 0;
  const { topUnits, topShare } = protection.policy.models;
  const correlation: readonly ComomentStatistic[] = covariance && !sig ? [] : ['correlation'];
  const found = await engine.comoments({
    groups: comparison.groups,
    topUnits: topShare > 1 ? 0 : topUnits,
    influences: isNoised ? [...correlation, ...(covariance ? (['covariance'] as const) : [])] : [],
    signKeys: ({ units, sumA, sumB }) => protection.signKeys(units, sumA, sumB),
  });
  const twoValued = covariance && isNoised ? await twoValuedAmong(context, comparison.own, variables) : [];
  const valid = await printed(context, comparison, setsOf(comparison.places, found.sets));
  const node: ExactMatrix = {
    command: 'correlate',
    population: setRef(context, population, await engine.countSet(population)),
    variables,
    measure: covariance ? 'covariance' : 'correlation',
    pairwise,
    significance: sig,
    observations: obs,
    pairs: secret({ ...pairBlock(comparison, found), valid, twoValued }),
  };
  return { type: 'results', nodes: [{ kind: 'matrix', ...node }] };
};

/** All variables among the rows where every one of them is valid. */
async function allTogether(
  context: ReadingContext,
  population: Population,
  variables: readonly string[],
): Promise<Comparison> {
  const sample = await validRows(context, population, variables);
  const places = pairsOf(variables.length).map(([left, right]) => ({ group: 0, left, right }));
  return { groups: [{ populations: [sample], variables }], places, own: variables.map(() => sample) };
}

/** Each pair among the rows where both of its variables are valid. */
async function pairByPair(
  context: ReadingContext,
  population: Population,
  variables: readonly string[],
): Promise<Comparison> {
  const own: Population[] = [];
  for (const variable of variables) own.push(await validRows(context, population, [variable]));
  const pairs = pairsOf(variables.length);
  const groups = pairs.map(
    ([i, j]): ComomentGroup =>
      i === j
        ? { populations: [own[i]!], variables: [variables[i]!] }
        : { populations: [own[i]!, own[j]!], variables: [variables[i]!, variables[j]!] },
  );
  return { groups, places: pairs.map(([i, j], group) => ({ group, left: 0, right: i === j ? 0 : 1 })), own };
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  const each = Array.from({ length: count }, (_, i) => i);
  return each.flatMap((i) => each.slice(i).map((j) => [i, j] as const));
}

/** The rows with a value in every variable; codes that code lists flag as missing are none. */
function validRows(context: ReadingContext, population: Population, variables: readonly string[]): Promise<Population> {
  return context.engine.narrow(population, [
    ...variables.map((variable) => ({ type: 'missing', variable }) as const),
    ...flaggedCodesOf(context, population, variables),
  ]);
}

/** The numbers of all pairs side by side, whichever group they were found in. */
function pairBlock({ groups, places }: Comparison, found: Comoments): Omit<PairBlock, 'twoValued' | 'valid'> {
  const numbers = (of: (place: PairPlace) => number): Float64Array => Float64Array.from(places, of);
  const pairIn = ({ group }: PairPlace, left: number, right: number): number =>
    pairAt(left, right, groups[group]!.variables.length);
  const product = (place: PairPlace, left: number, right: number): number =>
    found.groups[place.group]!.products[pairIn(place, left, right)]!;
  const influences = (statistic: ComomentStatistic): PairInfluences | undefined => {
    if (found.groups[0]?.[statistic] === undefined) return undefined;
    const entry = (key: keyof PairInfluences): Float64Array =>
      numbers((place) => found.groups[place.group]![statistic]![key][pairIn(place, place.left, place.right)]!);
    return { signed: entry('signed'), squares: entry('squares'), largest: entry('largest') };
  };
  const correlation = influences('correlation');
  const covariance = influences('covariance');
  return {
    products: numbers((place) => product(place, place.left, place.right)),
    leftSquares: numbers((place) => product(place, place.left, place.left)),
    rightSquares: numbers((place) => product(place, place.right, place.right)),
    leftTop: numbers(({ group, left }) => found.groups[group]!.topSquares[left]!),
    rightTop: numbers(({ group, right }) => found.groups[group]!.topSquares[right]!),
    ...(correlation === undefined ? {} : { correlation }),
    ...(covariance === undefined ? {} : { covariance }),
  };
}

/** The rows of pairs with fingerprints, where cells are reused; rows that all pairs share are looked at once. */
async function printed(context: ReadingContext, { groups, places }: Comparison, sets: CellBlock): Promise<CellBlock> {
  if (!context.engine.reusesCells) return sets;
  const found: Uint32Array[] = [];
  for (const { populations, variables } of groups) {
    const [first, second] = populations;
    const shared = second === undefined ? first! : await validRows(context, first!, variables);
    const { print } = await context.engine.printedSet(shared);
    if (print === undefined) return sets;
    found.push(print);
  }
  const prints = new Uint32Array(places.length * found[0]!.length);
  places.forEach(({ group }, at) => prints.set(found[group]!, at * found[0]!.length));
  return { ...sets, prints };
}

function setsOf(places: readonly PairPlace[], sets: CellBlock): CellBlock {
  return {
    units: Float64Array.from(places, ({ group }) => sets.units[group]!),
    rows: Float64Array.from(places, ({ group }) => sets.rows[group]!),
    sumA: Uint32Array.from(places, ({ group }) => sets.sumA[group]!),
    sumB: Uint32Array.from(places, ({ group }) => sets.sumB[group]!),
  };
}

/** By variable: how many have each of its values, where it has exactly two (rule DC-14). */
async function twoValuedAmong(
  context: ReadingContext,
  own: readonly Population[],
  variables: readonly string[],
): Promise<readonly (TwoValued | undefined)[]> {
  const found: (TwoValued | undefined)[] = [];
  for (const [v, variable] of variables.entries()) {
    const { two } = await context.engine.profile(own[v]!, variable);
    const whole = two === undefined ? undefined : await context.engine.classify(own[v]!, []);
    if (two === undefined || whole === undefined) {
      found.push(undefined);
      continue;
    }
    const [low, high] = two;
    const atLow = await context.engine.countCells(whole, [], { variable, equals: low });
    const atHigh = await context.engine.countCells(whole, [], { variable, equals: high });
    found.push({ low, high, atLow, atHigh });
  }
  return found;
}
