import type { MatrixBody } from '../../../src/disclosure/released.ts';
import { few, none, shown } from './common.ts';

const pair = (value: number, p?: number): MatrixBody['rows'][number][number] => ({
  value: shown(value),
  ...(p === undefined ? {} : { p: shown(p) }),
});

/** Correlations with nothing else: one of them not computed because a variable hangs on few units. */
export const correlations: MatrixBody = {
  type: 'matrix',
  command: 'correlate',
  measure: 'correlation',
  pairwise: false,
  variables: ['INNTEKT_WLONN', 'alder', 'timer', 'sjelden'],
  rows: [
    [pair(1), pair(0.456789), pair(-0.123456), { value: none }],
    [pair(0.456789), pair(1), pair(0.000012), { value: none }],
    [pair(-0.123456), pair(0.000012), pair(1), { value: none }],
    [{ value: none }, { value: none }, { value: none }, { value: none }],
  ],
  sample: shown(98_765),
  notes: ['DC-21n'],
};

const counted = (value: number, n: number, p?: number): MatrixBody['rows'][number][number] => ({
  ...pair(value, p),
  n: shown(n),
});

/** Covariances of pairs with rows of their own, with p-values and numbers of rows; one pair has few rows in common. */
export const covariances: MatrixBody = {
  type: 'matrix',
  command: 'correlate',
  measure: 'covariance',
  pairwise: true,
  variables: ['INNTEKT_WLONN', 'alder', 'skift'],
  rows: [
    [counted(15_241_500_000, 98_765), counted(704_321, 98_760, 1e-12), { value: few, p: few, n: few }],
    [counted(704_321, 98_760, 1e-12), counted(151.29, 98_764), counted(-0.0123456, 4321, 0.0421)],
    [{ value: few, p: few, n: few }, counted(-0.0123456, 4321, 0.0421), counted(0.201234, 5432)],
  ],
  notes: ['DC-04'],
};
