import { log10 } from '../../base/math/log10.ts';
import { pow } from '../../base/math/pow.ts';
import type { HexGrid } from '../nodes.ts';
import type { HexRequest } from '../protection.ts';
import type { HexClass } from '../released.ts';
import { isExact, type Rules } from './context.ts';
import { roundOutward } from './histogram.ts';

/** Points on the border belong inside (`commands-analysis`, 10.6). */
const padding = 1e-9;

/**
 * DC-18: the grid of a hexagonal plot. From protected percentiles, rounded outward to three significant digits; where numbers
 * pass as they are, from the extremes.
 */
export function hexGrid(rules: Rules, { horizontal, vertical, size }: HexRequest): HexGrid {
  const columns = Math.min(size, rules.policy.graphics.hexMaxGrid);
  const [left, right] = rangeOf(rules, horizontal.low, horizontal.high);
  const [bottom, top] = rangeOf(rules, vertical.low, vertical.high);
  return { left, right, bottom, top, columns, rows: Math.max(1, Math.floor(columns / Math.sqrt(3))) };
}

function rangeOf(rules: Rules, low: number, high: number): readonly [number, number] {
  if (!(low <= high)) return [0, 1];
  if (!isExact(rules.policy)) {
    const [from, to] = [roundOutward(low, 3, 'down'), roundOutward(high, 3, 'up')];
    return from < to ? [from, to] : [from - 0.5, to + 0.5];
  }
  if (low === high) return [low - 0.5, high + 0.5];
  const pad = padding * (high - low);
  return [low - pad, high + pad];
}

/** Centre of a hexagon, by its number as the engine counts them. */
export function centreOf(grid: HexGrid, hexagon: number): { readonly x: number; readonly y: number } {
  const { left, right, bottom, top, columns, rows } = grid;
  const outer = (columns + 1) * (rows + 1);
  const perColumn = hexagon < outer ? rows + 1 : rows;
  const at = hexagon < outer ? hexagon : hexagon - outer;
  const half = hexagon < outer ? 0 : 0.5;
  const u = Math.floor(at / perColumn) + half;
  const v = (at % perColumn) + half;
  return { x: left + (u * (right - left)) / columns, y: bottom + (v * (top - bottom)) / rows };
}

/**
 * The classes of colours of some released counts, ascending and at most `most`. Limits are those of the policy, some of them
 * left out where there are too many, so that they tell nothing of the counts; where numbers pass as they are, classes are
 * equally wide in logarithms between the smallest and the largest count.
 */
export function hexClasses(rules: Rules, counts: readonly number[], most: number): readonly HexClass[] {
  const least = counts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const greatest = counts.reduce((a, b) => Math.max(a, b), 0);
  if (counts.length === 0) return [];
  return isExact(rules.policy)
    ? equalClasses(least, greatest, most)
    : fixedClasses(rules.policy.graphics.hexClasses, least, greatest, most);
}

function fixedClasses(limits: readonly number[], least: number, greatest: number, most: number): readonly HexClass[] {
  const first = Math.max(
    0,
    limits.findLastIndex((limit) => limit <= least),
  );
  const last = Math.max(
    first,
    limits.findLastIndex((limit) => limit <= greatest),
  );
  const step = Math.ceil((last - first + 1) / most);
  const classes: HexClass[] = [];
  for (let at = first; at <= last; at += step) {
    const next = limits[at + step];
    // The lowest class takes in what noise has moved below it.
    classes.push({ from: limits[at]!, to: next === undefined ? null : next - 1 });
  }
  return classes;
}

/** Counts are whole, so that each class has a smallest and a largest; those without any are left out. */
function equalClasses(least: number, greatest: number, most: number): readonly HexClass[] {
  const from = log10(least);
  const width = (log10(greatest) - from) / most;
  const starts = Array.from({ length: most }, (_, k) =>
    k === 0 ? least : Math.ceil(pow(10, from + k * width) - 1e-9),
  );
  const distinct = [...new Set(starts)].filter((start) => start <= greatest);
  return distinct.map((start, k) => ({ from: start, to: k + 1 < distinct.length ? distinct[k + 1]! - 1 : greatest }));
}

/** The class of a count: the last that begins at or below it. */
export function classOf(classes: readonly HexClass[], count: number): number {
  return Math.max(
    0,
    classes.findLastIndex(({ from }) => from <= count),
  );
}
