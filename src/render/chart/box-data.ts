import type { Language } from '../../base/language.ts';
import type { BoxBody } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind, numberText } from '../numbers.ts';
import { statisticWords, word } from '../words.ts';
import { combinations, type Facetted } from './chart-data.ts';

/** One box; `group` and `series` are indexes into the chart's lists. */
export interface DrawnBox {
  readonly group: number;
  readonly series: number;
  readonly lower: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly upper: number;
  readonly mean: number;
  /** Its numbers. */
  readonly text: string;
}

/** Boxes side by side without a medium. Labels are unique within their list. */
export interface BoxChartData extends Facetted {
  readonly type: 'boxes';
  readonly variables: readonly string[];
  readonly groups: readonly string[];
  readonly groupTitle: string;
  /** One unnamed series when boxes have no colours. */
  readonly series: readonly string[];
  readonly valueTitle: string;
  /** Whether all values are dates. */
  readonly isDate: boolean;
  readonly kinds: readonly NumberKind[];
  readonly horizontal: boolean;
  readonly facets: readonly { readonly label: string; readonly boxes: readonly DrawnBox[] }[];
}

/** The data of a box plot. Without groups the variables themselves stand along the axis. */
export function boxChartData(body: BoxBody, language: Language): BoxChartData {
  const overCount = body.dimensions.length - body.facets;
  const table = { dimensions: body.dimensions, layout: { showCodes: false } };
  const places = [...body.dimensions.keys()];
  const keyOf = (categories: readonly number[]): string => categories.join();
  const placed = (from: number, to: number) => {
    const shown = new Set(body.boxes.map((box) => keyOf(box.at.slice(from, to))));
    const all = combinations(table, places.slice(from, to), language);
    return all
      .map(({ label, at }) => ({ label, key: keyOf(at.map(([, category]) => category)) }))
      .filter(({ key }) => shown.has(key));
  };
  const over = placed(0, overCount);
  const by = placed(overCount, body.dimensions.length);
  const variables = body.variables.map(({ variable }) => variable);
  const byVariable = overCount === 0;
  return {
    type: 'boxes',
    variables,
    groups: byVariable ? variables : over.map(({ label }) => label),
    groupTitle: namesOf(body, places.slice(0, overCount)),
    series: byVariable || variables.length === 1 ? [''] : variables,
    valueTitle: variables.length === 1 ? (variables[0] ?? '') : word('value', language),
    isDate: body.variables.every(({ display }) => display === 'date'),
    kinds: body.variables.map((_, v) => kindOf(body, v)),
    horizontal: body.horizontal,
    facets: by.map(({ label, key }) => ({
      label: label === '' ? '' : `${namesOf(body, places.slice(overCount))}: ${label}`,
      boxes: body.boxes
        .filter((box) => keyOf(box.at.slice(overCount)) === key)
        .map((box) => {
          const { variable, at, lower, p25, p50, p75, upper, mean } = box;
          const group = byVariable
            ? variable
            : over.findIndex((combination) => combination.key === keyOf(at.slice(0, overCount)));
          const text = numbersText(box, kindOf(body, variable), language);
          return { lower, p25, p50, p75, upper, mean, text, group, series: byVariable ? 0 : variable };
        }),
    })),
  };
}

/** How the numbers of a variable are written; those of one variable share their decimals. */
function kindOf(body: BoxBody, variable: number): NumberKind {
  if (body.variables[variable]?.display === 'date') return 'date';
  const boxes = body.boxes.filter((box) => box.variable === variable);
  const numbers = boxes.flatMap(({ lower, p25, p50, p75, upper, mean }) => [lower, p25, p50, p75, upper, mean]);
  return { decimals: decimalsFor(numbers.map((v) => ({ v }))) };
}

/** The numbers of a box in one line. */
function numbersText(box: BoxBody['boxes'][number], kind: NumberKind, language: Language): string {
  const percentile = (name: string, value: number): string =>
    `${name} ${numberText(value, percentileKind(kind, value))}`;
  return [
    percentile(word('median', language), box.p50),
    percentile(statisticWords.p25[language], box.p25),
    percentile(statisticWords.p75[language], box.p75),
    percentile(word('lowerWhisker', language), box.lower),
    percentile(word('upperWhisker', language), box.upper),
    `${word('mean', language)} ${numberText(box.mean, kind)}`,
  ].join(', ');
}

/** The kind of a percentile: those of whole numbers are whole. */
export function percentileKind(kind: NumberKind, value: number): NumberKind {
  return typeof kind === 'object' && Number.isInteger(value) ? { decimals: 0 } : kind;
}

/** The smallest and largest number of a box plot: the ends of its axis. */
export function boxRange(chart: BoxChartData): { readonly from: number; readonly to: number } {
  const boxes = chart.facets.flatMap((facet) => facet.boxes);
  // A mean of noise may lie outside its whiskers.
  const ends = boxes.flatMap(({ lower, upper, mean }) => [lower, upper, mean]);
  return {
    from: ends.reduce((least, end) => Math.min(least, end), Number.POSITIVE_INFINITY),
    to: ends.reduce((most, end) => Math.max(most, end), Number.NEGATIVE_INFINITY),
  };
}

/** An end of the axis as text. */
export function endText(chart: BoxChartData, value: number): string {
  if (chart.isDate) return numberText(value, 'date');
  const decimals = Math.max(0, ...chart.kinds.map((kind) => (typeof kind === 'object' ? kind.decimals : 0)));
  return numberText(value, percentileKind({ decimals }, value));
}

function namesOf(body: BoxBody, dimensions: readonly number[]): string {
  return dimensions.flatMap((d) => body.dimensions[d]?.variable ?? []).join(' · ');
}
