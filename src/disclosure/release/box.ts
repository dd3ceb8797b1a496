import type { Judgement, Open } from '../gate.ts';
import type { ExactBoxes, ExactCategory, ExactVolume, StatisticsBlock, TwoValued } from '../nodes.ts';
import type { BoxBody, ReleasedDimension, Shown } from '../released.ts';
import { standIn } from '../rules/cells.ts';
import { isExact, type Rules } from '../rules/context.ts';
import { countsAt, releaseRows } from '../rules/counts.ts';
import { displayPercentile } from '../rules/percentiles.ts';
import { releaseStatistics, type StatisticsCell, statisticOf, withheldBecause } from '../rules/statistics.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type Box = BoxBody['boxes'][number];

/** How far whiskers reach beyond the box at most, in interquartile ranges. */
const whiskerReach = 1.5;

/** What the boxes of all variables share, opened. */
interface Frame {
  readonly node: ExactBoxes;
  readonly categories: readonly (readonly ExactCategory[])[];
  /** The category in each dimension, by cell of the full grid. */
  readonly places: readonly (readonly number[])[];
}

/**
 * Box plots: rules DC-02, DC-03, DC-07, DC-10, DC-11, DC-12, DC-14 and DC-18. A group without enough units has no box, just
 * as one that nobody is in, and a category without boxes is not named.
 */
export function releaseBoxes(node: ExactBoxes, open: Open, rules: Rules): Judgement<BoxBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const categories = node.dimensions.map((dimension) => open(dimension.categories));
  const frame: Frame = { node, categories, places: placesOf(categories.map((list) => list.length)) };
  const volumes = node.volumes.map((volume) => openVolume(volume, open));
  const found = volumes.map((volume, v) => boxesOf(frame, volume, v, rules));
  const boxes = found.flatMap((one) => one.boxes);
  if (boxes.length === 0) return refused(node.command, 'DC-07');
  const { dimensions, indexes } = dimensionsOf(frame, boxes);
  const dominated: readonly Shown[] = found.some((one) => one.dominated > 0) ? [{ v: null, why: 'dominance' }] : [];
  const body: BoxBody = {
    type: 'box',
    command: node.command,
    variables: node.volumes.map(({ variable, display }) => ({ variable, display })),
    dimensions,
    facets: node.facets,
    horizontal: node.horizontal,
    boxes: boxes.map((box) => ({ ...box, at: box.at.map((category, d) => indexes[d]!.get(category)!) })),
    notes: notesOf(rules, dominated, {
      winsorised: true,
      twoValued: volumes.some((volume) => volume.cells.twoValued !== undefined),
    }),
  };
  const hidden = frame.places.length * volumes.length - boxes.length;
  return {
    body,
    rules: [
      { id: 'DC-02' },
      { id: 'DC-03', cells: boxes.length },
      { id: 'DC-07' },
      { id: 'DC-10' },
      { id: 'DC-11' },
      { id: 'DC-12' },
      { id: 'DC-14' },
      { id: 'DC-18', hidden },
    ],
  };
}

/** A variable's statistics in the full grid and over all rows, opened. */
interface OpenVolume {
  readonly isInteger: boolean;
  readonly populationSd: number;
  readonly cells: { readonly statistics: StatisticsBlock; readonly twoValued?: TwoValued };
  readonly whole: StatisticsBlock;
}

function openVolume(volume: ExactVolume, open: Open): OpenVolume {
  const { isInteger, grids } = volume;
  const full = grids.find(({ keeps }) => keeps.every((keep) => keep));
  const total = grids.find(({ keeps }) => !keeps.includes(true));
  if (full === undefined || total === undefined) throw new Error('a box plot needs the full grid and the total');
  return {
    isInteger,
    populationSd: open(volume.populationSd),
    cells: open(full.cells),
    whole: open(total.cells).statistics,
  };
}

/** The boxes of one variable that may be shown, and how many are withheld because a unit dominates them. */
function boxesOf(
  { node, categories, places }: Frame,
  volume: OpenVolume,
  variable: number,
  rules: Rules,
): { readonly boxes: readonly Box[]; readonly dominated: number } {
  const all = standIn(rules, countsAt(volume.whole.valid, 0));
  if (all.units < minimumForCommand(rules, all)) return { boxes: [], dominated: 0 };
  const boxes: Box[] = [];
  let dominated = 0;
  for (const [cell, at] of places.entries()) {
    const opened: StatisticsCell = {
      unitType: node.population.unitType,
      block: volume.cells.statistics,
      cell,
      twoValued: volume.cells.twoValued,
      isInteger: volume.isInteger,
      populationSd: volume.populationSd,
    };
    const valid = standIn(rules, countsAt(opened.block.valid, cell));
    const named = at.every((category, d) => isNamed(categories[d]![category]!, valid.units, rules));
    if (valid.units === 0 || !named) continue;
    const withheld = withheldBecause(rules, valid, releaseRows(rules, valid), opened);
    if (withheld === 'dominance') dominated++;
    const box = withheld === undefined ? boxOf(opened, variable, at, rules) : undefined;
    if (box !== undefined) boxes.push(box);
  }
  return { boxes, dominated };
}

/** Whether so many units may stand beside a category's name: raw values are named only where enough units carry them (rule DC-08). */
function isNamed(category: ExactCategory, units: number, rules: Rules): boolean {
  return category.listed === 'public' || category.code === null || units >= rules.policy.labels.valueLabelMinUnits;
}

/** One box; `undefined` where one unit has so many of its rows that there are no percentiles. */
function boxOf(cell: StatisticsCell, variable: number, at: readonly number[], rules: Rules): Box | undefined {
  const [count, mean] = releaseStatistics(rules, ['count', 'mean'], cell) as readonly [Shown, Shown];
  const low = statisticOf(rules, 'min', cell);
  const high = statisticOf(rules, 'max', cell);
  const p25 = statisticOf(rules, 'p25', cell);
  const p75 = statisticOf(rules, 'p75', cell);
  const reach = isExact(rules.policy) ? Number.POSITIVE_INFINITY : whiskerReach * (p75 - p25);
  const numbers = [Math.max(low, p25 - reach), p25, statisticOf(rules, 'p50', cell), p75, Math.min(high, p75 + reach)];
  if (count.v === null || mean.v === null || numbers.some((number) => !Number.isFinite(number))) return undefined;
  const shown = numbers.map((number) => displayPercentile(rules.policy.percentiles, number, cell.isInteger));
  const [lower, first, median, third, upper] = shown as [number, number, number, number, number];
  return { variable, at, count: count.v, mean: mean.v, lower, p25: first, p50: median, p75: third, upper };
}

/** The categories that some box stands for, and where each has gone. */
function dimensionsOf(
  { node, categories }: Frame,
  boxes: readonly Box[],
): {
  readonly dimensions: readonly ReleasedDimension[];
  readonly indexes: readonly ReadonlyMap<number, number>[];
} {
  const indexes = categories.map((list, d) => {
    const used = [...list.keys()].filter((category) => boxes.some((box) => box.at[d] === category));
    return new Map(used.map((category, index) => [category, index]));
  });
  const dimensions = node.dimensions.map(({ variable, display }, d) => ({
    variable,
    display,
    categories: [...indexes[d]!.keys()].map((category) => {
      const { code, label } = categories[d]![category]!;
      return label === undefined ? { code } : { code, label };
    }),
  }));
  return { dimensions, indexes };
}

/** The categories of each cell of a full grid in row-major order. */
function placesOf(sizes: readonly number[]): readonly (readonly number[])[] {
  let places: readonly (readonly number[])[] = [[]];
  for (const size of sizes) {
    places = places.flatMap((place) => Array.from({ length: size }, (_, category) => [...place, category]));
  }
  return places;
}
