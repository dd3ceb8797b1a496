import type { CoefficientsBody, ModelBody } from '../../../src/disclosure/released.ts';
import { none, shown } from './common.ts';

const coefficients = [
  { term: 'alder', display: 'alder', coef: 1234.5678912 },
  { term: 'sivstand[2]', display: 'sivstand: Gift', coef: -34_567.8 },
  { term: 'sivstand[3]', display: 'sivstand: Enke/enkemann', coef: 0 },
  { term: 'alder#kjonn[2]', display: 'alder × kjonn: Kvinne', coef: 1.234e-7 },
  { term: '_cons', display: '_cons', coef: 123_456.789 },
];

/** A regression with everything that its options can ask for. */
export const model: ModelBody = {
  type: 'model',
  command: 'regress',
  estimator: 'ols',
  dependent: 'inntekt',
  covariance: 'cluster',
  clusterVariable: 'familie',
  level: 95,
  statisticName: 't',
  header: [
    { key: 'n', value: shown(98_765) },
    { key: 'df_model', value: shown(4) },
    { key: 'df_resid', value: shown(98_760) },
    { key: 'f', value: shown(1234.567) },
    { key: 'f_p', value: shown(0) },
    { key: 'r2', value: shown(0.23456789) },
    { key: 'adj_r2', value: shown(0.2345) },
    { key: 'root_mse', value: shown(234_567.891) },
    { key: 'loglik', value: shown(-1_234_567.8) },
    { key: 'aic', value: shown(2_469_136) },
    { key: 'bic', value: shown(2_469_200) },
    { key: 'n_clusters', value: shown(5432) },
  ],
  controls: ['fylke'],
  baseLevels: [{ variable: 'sivstand', level: 'Ugift' }],
  anova: [
    { source: 'model', ss: shown(1.234e15), df: shown(4), ms: shown(3.085e14) },
    { source: 'residual', ss: shown(5.4e15), df: shown(98_760), ms: shown(54_678_007_290.4) },
    { source: 'total', ss: shown(6.634e15), df: shown(98_764), ms: shown(67_170_223_968.2) },
  ],
  coefficients: coefficients.map(({ term, display, coef }, i) => ({
    term,
    display,
    omitted: i === 2,
    isConstant: term === '_cons',
    coef: term === '_cons' ? { v: null, why: 'hidden' } : shown(coef),
    se: shown(12.345678),
    stat: shown(i === 1 ? -2800.00012 : 100.00123),
    p: shown(0.00001 * i),
    lower: shown(coef - 20),
    upper: shown(coef + 20),
  })),
  diagnostics: [
    { test: 'ov', statistic: shown(3.21), df1: shown(3), df2: shown(98_757), p: shown(0.0213) },
    { test: 'het_bp', statistic: shown(3.21), df1: shown(4), df2: none, p: shown(0.5234) },
  ],
  vif: [{ term: 'alder', display: 'alder', vif: shown(1.23), tolerance: shown(0.813008) }],
  meanVif: shown(1.23),
  margins: [
    { group: null, predicted: shown(345_678.12), se: shown(1234), lower: shown(343_210), upper: shown(349_000) },
  ],
  notes: ['n-omitted', 'DC-23'],
};

const drawn = [
  { term: 'alder', display: 'alder', coef: 1234.5678912, reach: 321.5 },
  { term: 'sivstand[2]', display: 'sivstand: Gift', coef: -4567.8, reach: 2345.6 },
  { term: 'sivstand[3]', display: 'sivstand: Enke/enkemann', coef: 0, reach: 0 },
  { term: 'sivstand[4]', display: 'sivstand: Skilt', coef: -800, reach: 1900 },
  {
    term: 'naering[8]#kjonn[2]',
    display: 'naering: Overnattings- og serveringsvirksomhet # kjonn: Kvinne',
    coef: 6321.25,
    reach: 2750,
  },
];

/** Coefficients to be drawn, one of which was left out of the model. */
export const coefficientPlot: CoefficientsBody = {
  type: 'coefficients',
  command: 'coefplot',
  model: 'regress',
  dependent: 'inntekt',
  level: 90,
  standardized: false,
  controls: ['fylke'],
  baseLevels: [{ variable: 'sivstand', level: 'Ugift' }],
  coefficients: drawn.map(({ term, display, coef, reach }, i) => ({
    term,
    display,
    omitted: i === 2,
    coef: shown(coef),
    lower: i === 2 ? none : shown(coef - reach),
    upper: i === 2 ? none : shown(coef + reach),
  })),
  notes: ['n-omitted'],
};
