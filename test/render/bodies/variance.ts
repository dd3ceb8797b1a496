import type { VarianceBody } from '../../../src/disclosure/released.ts';
import { none, shown, tooFew } from './common.ts';

type Row = VarianceBody['rows'][number];
type Compared = VarianceBody['comparisons'][number]['rows'][number];

const term = (name: string, ss: number, df: number, f: number, p: number): Row => ({
  source: 'term',
  term: name,
  ss: shown(ss),
  df: shown(df),
  ms: shown(ss / df),
  f: shown(f),
  p: shown(p),
});

const last = (source: 'residual' | 'total', ss: number, df: number): Row => ({
  source,
  ss: shown(ss),
  df: shown(df),
  ms: shown(ss / df),
  f: none,
  p: none,
});

const compared = (
  group1: number,
  group2: number,
  [meandiff, p, lower, upper]: readonly [number, number, number, number],
): Compared => ({
  group1,
  group2,
  meandiff: shown(meandiff),
  p_adj: shown(p),
  lower: shown(lower),
  upper: shown(upper),
  reject: p < 0.05,
});

/** An analysis of variance with an interaction, a covariate and a term that is left out; comparisons of two factors. */
export const variance: VarianceBody = {
  type: 'variance',
  command: 'anova',
  dependent: 'INNTEKT_WLONN',
  hasConstant: true,
  header: [
    { key: 'n', value: shown(54_321) },
    { key: 'r2', value: shown(0.247_466_655) },
    { key: 'adj_r2', value: shown(0.247_341) },
    { key: 'root_mse', value: shown(78.267_715_469) },
    { key: 'model_ss', value: shown(2_359_497.206_45) },
    { key: 'model_df', value: shown(6) },
    { key: 'model_f', value: shown(55.024_500_957) },
    { key: 'model_p', value: shown(6.3e-68) },
  ],
  rows: [
    term('kjonn', 419_094.928_357, 1, 68.414_331_9, 3.65e-16),
    term('utdanning', 2_043_931.946_927, 2, 111.219_224, 3.46e-63),
    term('kjonn#utdanning', 16_047.147_9, 2, 0.873_195_09, 0.454_389),
    term('c.alder', 12.5, 1, 0.002, 0.9644),
    { source: 'term', term: 'fylke', ss: none, df: shown(0), ms: none, f: none, p: none },
    last('residual', 7_001_829.730_536, 54_314),
    last('total', 9_361_326.936_988, 54_320),
  ],
  comparisons: [
    {
      factors: ['utdanning'],
      level: 95,
      groups: [
        { codes: [1], label: 'Grunnskole' },
        { codes: [2], label: 'Videregående skole' },
        { codes: [3], label: 'Universitet og høgskole' },
      ],
      rows: [
        compared(0, 1, [41.4312, 3.5e-9, 24.3739, 58.4885]),
        compared(0, 2, [-3.07451, 0.4321, -9.6406, 3.4916]),
        { group1: 1, group2: 2, meandiff: tooFew, p_adj: tooFew, lower: tooFew, upper: tooFew },
      ],
    },
    {
      factors: ['kjonn', 'utdanning'],
      level: 95,
      groups: [
        { codes: ['1', 1], label: 'Mann # Grunnskole' },
        { codes: ['2', 1], label: 'Kvinne # Grunnskole' },
      ],
      rows: [compared(0, 1, [-38.4268, 0.000_320_6, -64.9674, -11.8861])],
    },
  ],
  notes: ['DC-04', 'DC-21n', 'n-omitted'],
};
