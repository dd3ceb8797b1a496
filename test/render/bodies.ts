import { type Released, seal } from '../../src/disclosure/gate.ts';
import type {
  BoxBody,
  DistributionBody,
  DocumentBody,
  HexBody,
  MatrixBody,
  MessageBody,
  MetadataBody,
  ModelBody,
  RefusalBody,
  ReleasedBody,
  ReleasedDimension,
  Shown,
  Stamp,
  StubKey,
  SummaryBody,
  TableBody,
} from '../../src/disclosure/released.ts';
import { flow, pie, transitions } from './count-bodies.ts';

/** A number that is shown. */
export const shown = (v: number): Shown => ({ v });
/** A number that is withheld because it counts few units. */
export const few: Shown = { v: null, why: 'suppressed' };
/** A statistic of too few units. */
const tooFew: Shown = { v: null, why: 'few' };
/** A number that does not exist. */
export const none: Shown = { v: null, why: 'missing' };

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** The stamp of results about synthetic data on the author's machine. */
export const stamp: Stamp = {
  policy: 'strict',
  policyVersion: 1,
  policyHash: hash('a'),
  databanks: [{ databank: 'no.ssb.fdb', version: '53', nature: 'synthetic' }],
  trust: 'client',
};

/** Passes a body off as released, as only the gate can. */
export function released(body: ReleasedBody): Released<ReleasedBody> {
  return seal({ body, rules: [] }, stamp, 'a-000001');
}

const dimension = (variable: string, labels: readonly string[]): ReleasedDimension => ({
  variable,
  display: 'text',
  categories: labels.map((label, i) => ({ code: String(i + 1), label })),
});

const civil = dimension('sivstand', ['Ugift', 'Gift', 'Enke/enkemann', 'Skilt']);
const sex = dimension('kjonn', ['Mann', 'Kvinne']);
const region = dimension('fylke', ['Oslo', 'Vestland', 'Troms og Finnmark fylkeskommune']);
const industry = dimension('naering', [
  'Jordbruk, skogbruk og fiske',
  'Bergverksdrift og utvinning',
  'Industri',
  'Elektrisitet, vann og renovasjon',
  'Bygge- og anleggsvirksomhet',
  'Varehandel, reparasjon av motorvogner',
  'Transport og lagring',
  'Overnattings- og serveringsvirksomhet',
  'Informasjon og kommunikasjon',
  'Finansiering og forsikring',
  'Eiendomsdrift',
  'Undervisning',
]);

const categoriesOf = (d: ReleasedDimension): (number | 'total')[] => [...d.categories.keys(), 'total'];
const plainLayout = { showCodes: false, flatten: false } as const;

/** Counts and row percentages of two variables, with one suppressed cell and a test. */
export const twoWay: TableBody = {
  type: 'table',
  command: 'tabulate',
  dimensions: [civil, sex],
  stub: [0],
  column: 1,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'rowpct', display: 'number' },
  ],
  columns: [0, 1, 'total'],
  rows: categoriesOf(civil).map((row, i) => ({
    key: [row],
    cells: [0, 1, 2].map((c) =>
      i === 2 && c === 0 ? [few, few] : [shown(1234 * (i + 1) * (c + 1)), shown(33.333333 * (c + 1))],
    ),
  })),
  layout: plainLayout,
  tests: [{ key: 'chi2', statistic: shown(123.4567), df: 3, pValue: shown(1e-9) }],
  population: shown(18_510),
  notes: ['DC-04'],
};

const nestedKeys: readonly StubKey[] = [
  ...[0, 1].flatMap((a): StubKey[] => categoriesOf(region).map((b) => [a, b])),
  ['total', 'total'],
];

/** Means of two variables over three nested variables, with subtotals. */
export const nested: TableBody = {
  ...twoWay,
  dimensions: [civil, sex, region],
  stub: [0, 2],
  measures: [
    { key: 'mean', variable: 'inntekt', display: 'number' },
    { key: 'mean', variable: 'formue', display: 'number' },
  ],
  rows: nestedKeys.map((key, i) => ({
    key,
    cells: [0, 1, 2].map((c) => [
      shown(345_678.123 * (1 + i / 10)),
      c === 1 && i === 2 ? none : shown(1_234_567.1 + c),
    ]),
  })),
  tests: [],
};

/** More columns than a window holds, with long heads. */
export const wide: TableBody = {
  ...twoWay,
  dimensions: [civil, industry],
  measures: [{ key: 'freq', display: 'number' }],
  columns: categoriesOf(industry),
  rows: categoriesOf(civil).map((row, i) => ({
    key: [row],
    cells: categoriesOf(industry).map((_, c) => [shown(1000 * c + 37 + i)]),
  })),
  tests: [],
};

/** A grid with one head line and a stub column per variable. */
export const flat: TableBody = {
  ...twoWay,
  dimensions: [industry, sex, civil],
  stub: [0, 2],
  column: 1,
  rows: [...[0, 5, 7].flatMap((a) => [0, 2].map((b): StubKey => [a, b])), ['total', 'total'] as const].map((key) => ({
    key,
    cells: twoWay.rows[0]?.cells ?? [],
  })),
  layout: { showCodes: false, flatten: true },
  tests: [],
};

/** One variable with a missing and a pooled category, shown as codes. */
export const oneWay: TableBody = {
  ...twoWay,
  dimensions: [
    {
      variable: 'kommune',
      display: 'text',
      categories: [{ code: '0301', label: 'Oslo' }, { code: null, pooled: true }, { code: null }],
    },
  ],
  column: undefined,
  measures: [
    { key: 'freq', display: 'number' },
    { key: 'cellpct', display: 'number' },
  ],
  columns: ['total'],
  rows: [0, 1, 2, 'total' as const].map((key, i) => ({
    key: [key],
    cells: [[shown(700_000 * (i + 1)), shown(25 * (i + 1))]],
  })),
  layout: { showCodes: true, flatten: false },
  tests: [],
  notes: [],
};

/** Counts as grouped bars. */
export const groupedBars: TableBody = {
  ...twoWay,
  command: 'barchart',
  measures: [{ key: 'freq', display: 'number' }],
  tests: [],
  chart: {
    type: 'bar',
    series: [1],
    over: [0],
    by: [],
    stack: false,
    horizontal: false,
    statistic: 'count',
    percent: false,
  },
};

/** Means as horizontal bars in facets. */
export const facetBars: TableBody = {
  ...twoWay,
  command: 'barchart',
  dimensions: [industry, sex],
  measures: [{ key: 'mean', variable: 'inntekt', display: 'number' }],
  rows: categoriesOf(industry).map((row, i) => ({
    key: [row],
    cells: [0, 1, 2].map((c) => [shown(300_000 + 20_000 * i - 15_000 * c)]),
  })),
  tests: [],
  chart: {
    type: 'bar',
    series: [],
    over: [0],
    by: [1],
    stack: false,
    horizontal: true,
    statistic: 'mean',
    percent: false,
  },
};

/** Statistics of three variables of different scales, one of them a date. */
export const summary: SummaryBody = {
  type: 'summary',
  command: 'summarize',
  statistics: ['mean', 'std', 'count', 'p1', 'p25', 'p50', 'p75', 'p99', 'gini', 'iqr'],
  rows: [
    {
      variable: 'INNTEKT_WLONN',
      display: 'number',
      values: [345_678.912, 123_456.7, 98_765, 0, 210_000, 330_000, 450_000, 1_200_000, 0.345678, 240_000].map(shown),
    },
    {
      variable: 'alder',
      display: 'number',
      values: [...[43.2123, 12.3, 98_765, 18, 30, 43, 56, 90].map(shown), none, shown(26)],
    },
    {
      variable: 'fodt',
      display: 'date',
      values: [4321.2, 5000.123, 98_765, -5000, 0, 3000, 9000, 12_000, 0.2, 260].map(shown),
    },
  ],
  notes: ['DC-02'],
};

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

/** Statistics at three times of a panel, one of which nobody has, of variables of two scales. */
export const summaryByTime: SummaryBody = {
  type: 'summary',
  command: 'summarize-panel',
  statistics: ['mean', 'std', 'count', 'p1', 'p25', 'p50', 'p75', 'p99', 'iqr'],
  times: {
    variable: 'date@panel',
    display: 'date',
    categories: [{ code: 10_957 }, { code: 11_323 }, { code: 11_688, label: 'etter reformen' }],
  },
  rows: ['INNTEKT_WLONN', 'alder'].flatMap((variable, v) =>
    [0, 1, 2].map((time) => ({
      variable,
      display: 'number' as const,
      time,
      values:
        time === 1
          ? [...new Array<Shown>(2).fill(tooFew), few, ...new Array<Shown>(6).fill(tooFew)]
          : [345_678.912, 123_456.7, 0, 1000, 210_000, 330_000, 450_000, 1_200_000, 240_000].map((n, i) =>
              shown(i === 2 ? 98_765 + time : v === 0 ? n + time : Math.round(n / 8000) + (i < 2 ? 0.25 : 0)),
            ),
    })),
  ),
  notes: ['DC-02', 'DC-04'],
};

/** Confidence intervals of means: of a large number, a small one, a date, and of a variable with too few values. */
export const intervals: SummaryBody = {
  type: 'summary',
  command: 'ci',
  statistics: ['obs', 'mean', 'se', 'ci_lower', 'ci_upper'],
  level: 99.5,
  rows: [
    ...(
      [
        ['INNTEKT_WLONN', 'number', [98_765, 345_679, 392.836, 344_576, 346_782]],
        ['andel', 'number', [4321, 0.038416, 0.00292, 0.030215, 0.046617]],
        ['fodt', 'date', [98_765, 4321.2, 15.9, 4276.6, 4365.8]],
      ] as const
    ).map(([variable, display, values]) => ({ variable, display, values: values.map(shown) })),
    { variable: 'sjelden', display: 'number', values: [few, tooFew, tooFew, tooFew, tooFew] },
  ],
  notes: ['DC-02b', 'DC-04'],
};

/** A histogram with a suppressed bar and a normal curve. */
export const histogram: DistributionBody = {
  type: 'distribution',
  command: 'histogram',
  variable: 'inntekt',
  display: 'number',
  scale: 'density',
  facets: [
    {
      total: shown(36_000),
      bars: Array.from({ length: 8 }, (_, i) => ({
        lower: i * 100_000,
        upper: (i + 1) * 100_000,
        count: i === 7 ? few : shown(1000 * (8 - i)),
        height: i === 7 ? few : shown(1e-6 * (8 - i)),
      })),
      normal: {
        mean: shown(345_678.9),
        sd: shown(123_456.7),
        curve: Array.from({ length: 9 }, (_, i) => ({ x: i * 100_000, y: 8e-6 / (1 + (i - 3) ** 2) })),
      },
    },
  ],
  notes: ['DC-04', 'bins-limited'],
};

const boxOf = (variable: number, at: readonly number[], lower: number, length: number): BoxBody['boxes'][number] => ({
  variable,
  at,
  count: 1000 + length / 100,
  mean: lower + 0.52 * length + 0.25,
  lower,
  p25: lower + 0.25 * length,
  p50: lower + 0.4 * length,
  p75: lower + 0.6 * length,
  upper: lower + length,
});

/** Boxes of one variable that lie, over long names. */
export const boxes: BoxBody = {
  type: 'box',
  command: 'boxplot',
  variables: [{ variable: 'inntekt', display: 'number' }],
  dimensions: [industry],
  facets: 0,
  horizontal: true,
  boxes: industry.categories.map((_, i) => boxOf(0, [i], 120_000 + 15_000 * i, 600_000 - 20_000 * i)),
  notes: ['DC-02'],
};

/** Boxes of two variables over another, in facets; one box is not there, and some have no length. */
export const facetBoxes: BoxBody = {
  ...boxes,
  variables: [
    { variable: 'inntekt', display: 'number' },
    { variable: 'formue', display: 'number' },
  ],
  dimensions: [{ ...civil, categories: civil.categories.filter((_, i) => i !== 2) }, region],
  facets: 1,
  horizontal: false,
  boxes: [0, 1, 2].flatMap((r) =>
    [0, 1, 3].flatMap((c, at) => [
      ...(c === 1 && r === 1 ? [] : [boxOf(0, [at, r], 100_000 * (1 + r) + 20_000 * c, c === 3 ? 0 : 500_000)]),
      boxOf(1, [at, r], 50_000 * r - 200_000, 900_000),
    ]),
  ),
};

/** A box of dates. */
export const dateBox: BoxBody = {
  ...boxes,
  variables: [{ variable: 'fodt', display: 'date' }],
  dimensions: [],
  horizontal: false,
  boxes: [boxOf(0, [], -9000, 20_000)],
  notes: [],
};

/** Hexagons of which the outer ones are missing, in four classes; one axis has dates. */
export const hexagons: HexBody = {
  type: 'hex',
  command: 'hexbin',
  horizontal: { variable: 'fodt', display: 'date' },
  vertical: { variable: 'inntekt', display: 'number' },
  grid: { left: -9000, right: 9000, bottom: 100_000, top: 900_000, columns: 6, rows: 3 },
  classes: [
    { from: 5, to: 9 },
    { from: 10, to: 24 },
    { from: 25, to: 49 },
    { from: 50, to: null },
  ],
  hexagons: Array.from({ length: 13 }, (_, i) => i).flatMap((i) =>
    Array.from({ length: 4 }, (_, j) => j)
      .filter((j) => Math.abs(i - 6) + 2 * Math.abs(j - 1) < 7 && (i % 2 === 0 || j < 3))
      .map((j) => ({
        x: -9000 + 1500 * i,
        y: 100_000 + (800_000 / 3) * (j + (i % 2) / 2),
        class: Math.max(0, 3 - Math.round(Math.abs(i - 6) / 2) - Math.abs(j - 1)),
      })),
  ),
  notes: ['DC-02'],
};

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

/** A status line with one count that is shown and one that is not. */
export const status: MessageBody = {
  type: 'message',
  code: 'status-generated',
  names: { variable: 'alder', noun: 'units' },
  counts: { n: shown(123_456), missing: few },
  fewerThan: 5,
};

/** A withheld table. */
export const refusal: RefusalBody = { type: 'refusal', command: 'tabulate', rule: 'DC-05', notes: [] };

/** Facts of the catalogue, with a long sentence. */
export const metadata: MetadataBody = {
  type: 'metadata',
  command: 'variables',
  title: 'no.ssb.fdb:53',
  columns: [
    { nb: 'Variabel', en: 'Variable' },
    { nb: 'Tittel', en: 'Title' },
    { nb: 'Enhet', en: 'Unit' },
  ],
  rows: [
    ['INNTEKT_WLONN', 'Lønnsinntekter, naturalytelser, sykepenger og foreldrepenger i løpet av kalenderåret', 'PERSON'],
    ['BEFOLKNING_KJOENN', 'Kjønn', 'PERSON'],
  ],
};

/** A text about a command, with every kind of piece and signs that HTML has to write otherwise. */
export const help: DocumentBody = {
  type: 'document',
  command: 'help',
  parts: [
    { type: 'signature', code: 'keep (variable … | if condition) [, options]' },
    { type: 'paragraph', text: { nb: 'Beholder rader der a < b & c > d.', en: 'Keeps rows where a < b & c > d.' } },
    { type: 'heading', text: { nb: 'Valg', en: 'Options' } },
    {
      type: 'terms',
      items: [
        { term: { nb: 'level(n)', en: 'level(n)' }, text: { nb: 'Nivå. Standard: 95.', en: 'Level. Default: 95.' } },
        {
          term: { nb: 'et_valg_med_et_langt_navn(a b …)', en: 'an_option_with_a_long_name(a b …)' },
          text: {
            nb: 'Et valg med et navn som ikke får plass ved siden av en forklaring på flere linjer, som denne er.',
            en: 'An option whose name has no room beside an explanation of several lines, which this one is.',
          },
        },
      ],
    },
    { type: 'paragraph', text: { nb: 'Kan ikke brukes sammen: a + b.', en: 'Cannot be used together: a + b.' } },
    { type: 'heading', text: { nb: 'Eksempler', en: 'Examples' } },
    { type: 'code', statements: ['keep if a < b & c > d', 'for y in 1 2\n  drop v ++ $y\nend'], numbered: false },
  ],
};

/** The statements of a run. */
export const history: DocumentBody = {
  type: 'document',
  command: 'history',
  parts: [
    { type: 'heading', text: { nb: 'Kommandoer så langt', en: 'Commands so far' } },
    {
      type: 'code',
      statements: [
        'let a = "<b>"',
        ...Array.from({ length: 8 }, (_, i) => `generate v${i} = 1`),
        'recode a \\\n  (1 = 2)',
      ],
      numbered: true,
    },
  ],
};

/** What a result is after a trip through JSON: it looks the same, and no renderer may take it. */
export function lookAlike(body: ReleasedBody): Released<ReleasedBody> {
  return JSON.parse(JSON.stringify(released(body))) as Released<ReleasedBody>;
}

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
  correlations,
  covariances,
  histogram,
  boxes,
  'facet-boxes': facetBoxes,
  'date-box': dateBox,
  hexagons,
  model,
  status,
  refusal,
  metadata,
  help,
  history,
};
