import type { Language } from '../../base/language.ts';
import type { HexBody, HexClass } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind, numberText } from '../numbers.ts';
import { word } from '../words.ts';
import type { Facetted } from './chart-data.ts';

/** An axis of a hexagonal plot. */
export interface HexAxis {
  readonly title: string;
  readonly isDate: boolean;
  /** Ends of the axis, at the outermost centres. */
  readonly from: number;
  readonly to: number;
  /** From one centre to the next of the same row or column. */
  readonly step: number;
  /** How places on it are written. */
  readonly kind: NumberKind;
}

/** Hexagons without a medium. */
export interface HexChartData extends Facetted {
  readonly type: 'hexagons';
  readonly horizontal: HexAxis;
  readonly vertical: HexAxis;
  readonly legendTitle: string;
  /** What the classes are called, ascending. */
  readonly classes: readonly string[];
  readonly hexagons: readonly { readonly x: number; readonly y: number; readonly class: number }[];
}

/** The data of a hexagonal plot. */
export function hexChartData(body: HexBody, language: Language): HexChartData {
  const { left, right, bottom, top, columns, rows } = body.grid;
  const xs = body.hexagons.map(({ x }) => x);
  const ys = body.hexagons.map(({ y }) => y);
  return {
    type: 'hexagons',
    horizontal: axisOf(body.horizontal, left, right, columns, xs),
    vertical: axisOf(body.vertical, bottom, top, rows, ys),
    legendTitle: word('count', language),
    classes: body.classes.map(classText),
    hexagons: body.hexagons,
    facets: [{ label: '' }],
  };
}

function axisOf(
  { variable, display }: HexBody['horizontal'],
  from: number,
  to: number,
  steps: number,
  places: readonly number[],
): HexAxis {
  const isDate = display === 'date';
  return {
    title: variable,
    isDate,
    from,
    to,
    step: (to - from) / steps,
    kind: isDate ? 'date' : { decimals: decimalsFor(places.map((v) => ({ v }))) },
  };
}

/** A class of counts as text: `5–9`, or `≥ 10 000`. */
function classText({ from, to }: HexClass): string {
  if (to === null) return `≥ ${numberText(from, 'count')}`;
  const start = numberText(from, 'count');
  return from === to ? start : `${start}–${numberText(to, 'count')}`;
}
