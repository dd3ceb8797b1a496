import { log10 } from '../../base/math/log10.ts';
import type { HistogramEdges, HistogramRequest } from '../protection.ts';
import { isExact, type Rules } from './context.ts';

/** Fewest and most bars that a histogram has unless it is asked for another number. */
const fewestBins = 10;
const mostBins = 30;

/**
 * Edges of a histogram's bins (rule DC-18): the range between the winsor percentiles, rounded outward to three significant
 * digits and then to multiples of a width of the form 1, 2 or 5 times a power of ten: of those the one that comes nearest to a number
 * of bars that is asked for. Where numbers are exact (policy `open`) the bins have equal width from the smallest to the largest
 * value (`commands-analysis`, 10.3).
 */
export function histogramEdges(rules: Rules, request: HistogramRequest): HistogramEdges {
  const { low, high } = request;
  if (!(Number.isFinite(low) && Number.isFinite(high)) || low >= high) {
    const start = Number.isFinite(low) ? low - 0.5 : 0;
    return { edges: Float64Array.of(start, start + 1) };
  }
  return isExact(rules.policy) ? exactEdges(request) : protectedEdges(request, rules.policy.graphics.histMaxBins);
}

function exactEdges(request: HistogramRequest): HistogramEdges {
  const { count, low, high, width } = request;
  if (width !== undefined && width > 0) {
    const asked = Math.max(1, Math.ceil((high - Math.floor(low / width) * width) / width));
    if (asked <= mostBins) return { edges: multiples(Math.floor(low / width), asked, width) };
    return { edges: equalWidths(low, high, mostBins), note: 'bins-limited' };
  }
  const usual = Math.min(mostBins, Math.max(1, Math.round(Math.min(Math.sqrt(count), 10 * log10(count)))));
  const bins = request.bins ?? usual;
  const edges = equalWidths(low, high, Math.min(bins, mostBins));
  return bins > mostBins ? { edges, note: 'bins-limited' } : { edges };
}

function protectedEdges(request: HistogramRequest, maximum: number): HistogramEdges {
  const low = roundOutward(request.low, 3, 'down');
  const high = roundOutward(request.high, 3, 'up');
  const most = Math.min(maximum, mostBins);
  const usual = Math.min(mostBins, Math.max(fewestBins, Math.ceil(log10(Math.max(1, request.count)) / log10(2)) + 1));
  let width =
    request.width !== undefined && request.width > 0 ? request.width : widthFor(low, high, request.bins, usual, most);
  if (request.isInteger && request.width === undefined) width = Math.max(1, width);
  let limited = request.bins !== undefined && request.bins > most;
  while (binsFor(low, high, width) > most) {
    limited ||= request.width !== undefined;
    width = niceWidth(width * 1.0001);
  }
  const bins = binsFor(low, high, width);
  const edges = multiples(Math.floor(low / width), bins, width);
  if (limited) return { edges, note: 'bins-limited' };
  return request.bins !== undefined && request.bins !== bins ? { edges, note: 'bins-rounded' } : { edges };
}

/** The width whose bars are at most the usual number, or as near as can be to the number that is asked for. */
function widthFor(low: number, high: number, asked: number | undefined, usual: number, most: number): number {
  const wanted = Math.min(asked ?? usual, most);
  const wide = niceWidth((high - low) / wanted);
  if (asked === undefined) return wide;
  const narrow = niceWidth((wide * 2) / 5.0001);
  const distance = (width: number): number => Math.abs(binsFor(low, high, width) - wanted);
  return binsFor(low, high, narrow) <= most && distance(narrow) < distance(wide) ? narrow : wide;
}

function binsFor(low: number, high: number, width: number): number {
  return Math.max(1, Math.ceil(high / width) - Math.floor(low / width));
}

function multiples(first: number, bins: number, width: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, at) => (first + at) * width);
}

function equalWidths(low: number, high: number, bins: number): Float64Array {
  const width = (high - low) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, at) => (at === bins ? high : low + at * width));
}

/** The smallest of 1, 2, 5 · 10^k that is not below the width. */
function niceWidth(width: number): number {
  const exponent = Math.floor(log10(width));
  for (let power = exponent - 1; ; power++) {
    for (const step of [1, 2, 5]) {
      const nice = Number(`${step}e${power}`);
      if (nice >= width) return nice;
    }
  }
}

/** Rounds away from the data at this many significant digits. */
export function roundOutward(value: number, digits: number, direction: 'down' | 'up'): number {
  if (value === 0) return 0;
  const unit = Number(`1e${Math.floor(log10(Math.abs(value))) - digits + 1}`);
  return (direction === 'down' ? Math.floor(value / unit) : Math.ceil(value / unit)) * unit;
}
