import type { ReleasedBody } from '../../../src/disclosure/released.ts';
import { facetBars, groupedBars } from './bars.ts';
import { boxes, dateBox, facetBoxes } from './box.ts';
import { flow, pie, transitions } from './counts.ts';
import { histogram } from './distribution.ts';
import { hexagons } from './hex.ts';
import { correlations, covariances } from './matrix.ts';
import { coefficientPlot, model } from './model.ts';
import { intervals, summary, summaryByTime } from './summary.ts';
import { flat, nested, oneWay, twoWay, wide } from './table.ts';
import { normality } from './test.ts';
import { help, history, metadata, refusal, status } from './text.ts';
import { variance } from './variance.ts';

/** Every kind of body, by name. */
export const bodies: Readonly<Record<string, ReleasedBody>> = {
  'two-way': twoWay,
  nested,
  wide,
  flat,
  'one-way': oneWay,
  'grouped-bars': groupedBars,
  'facet-bars': facetBars,
  transitions,
  pie,
  flow,
  summary,
  'summary-by-time': summaryByTime,
  intervals,
  normality,
  correlations,
  covariances,
  histogram,
  boxes,
  'facet-boxes': facetBoxes,
  'date-box': dateBox,
  hexagons,
  model,
  coefficients: coefficientPlot,
  variance,
  status,
  refusal,
  metadata,
  help,
  history,
};
