import type { Language, LocalText } from '../base/language.ts';
import type {
  IntervalKey,
  MeasureKey,
  ModelBody,
  ModelHeaderKey,
  NormalityTest,
  StatisticKey,
  VarianceHeaderKey,
} from '../disclosure/released.ts';

/** Column heads of measures and statistics. */
export const statisticWords: Readonly<Record<MeasureKey | StatisticKey, LocalText>> = {
  freq: { nb: 'Antall', en: 'Count' },
  rowpct: { nb: 'Rad-%', en: 'Row %' },
  colpct: { nb: 'Kol.-%', en: 'Col. %' },
  cellpct: { nb: 'Celle-%', en: 'Cell %' },
  fraction: { nb: 'Andel', en: 'Fraction' },
  density: { nb: 'Tetthet', en: 'Density' },
  mean: { nb: 'Gj.snitt', en: 'Mean' },
  std: { nb: 'Std.avvik', en: 'Std. dev.' },
  count: { nb: 'Antall', en: 'Count' },
  sum: { nb: 'Sum', en: 'Sum' },
  p1: { nb: '1%', en: '1%' },
  p25: { nb: '25%', en: '25%' },
  p50: { nb: '50%', en: '50%' },
  p75: { nb: '75%', en: '75%' },
  p99: { nb: '99%', en: '99%' },
  gini: { nb: 'Gini', en: 'Gini' },
  iqr: { nb: 'IQR', en: 'IQR' },
  min: { nb: 'Minimum', en: 'Minimum' },
  max: { nb: 'Maksimum', en: 'Maximum' },
};

/** Column heads of intervals of means; those of the limits stand under a head that names the level (`confidenceHeads`). */
export const intervalWords: Readonly<Record<Exclude<IntervalKey, StatisticKey>, LocalText>> = {
  obs: { nb: 'Antall', en: 'Obs' },
  se: { nb: 'Std.feil', en: 'Std. err.' },
  ci_lower: { nb: 'nedre', en: 'lower' },
  ci_upper: { nb: 'øvre', en: 'upper' },
};

/** What a table holds whose statistic has no column head; statistics that are missing here are called as in heads. */
export const captionWords: Readonly<Partial<Record<MeasureKey | StatisticKey, LocalText>>> = {
  freq: { nb: 'antall', en: 'counts' },
  count: { nb: 'antall', en: 'counts' },
  rowpct: { nb: 'radprosent', en: 'row percentages' },
  colpct: { nb: 'kolonneprosent', en: 'column percentages' },
  cellpct: { nb: 'celleprosent', en: 'cell percentages' },
  mean: { nb: 'gjennomsnitt', en: 'means' },
  std: { nb: 'standardavvik', en: 'standard deviations' },
  sum: { nb: 'sum', en: 'sums' },
  p1: { nb: '1. persentil', en: '1st percentile' },
  p25: { nb: 'nedre kvartil', en: 'lower quartile' },
  p50: { nb: 'median', en: 'medians' },
  p75: { nb: 'øvre kvartil', en: 'upper quartile' },
  p99: { nb: '99. persentil', en: '99th percentile' },
};

/** Header items of models. */
export const headerWords: Readonly<Record<ModelHeaderKey, LocalText>> = {
  n: { nb: 'Antall observasjoner', en: 'Number of observations' },
  df_model: { nb: 'Frihetsgrader (modell)', en: 'Degrees of freedom (model)' },
  df_resid: { nb: 'Frihetsgrader (residual)', en: 'Degrees of freedom (residual)' },
  f: { nb: 'F', en: 'F' },
  f_p: { nb: 'Prob > F', en: 'Prob > F' },
  r2: { nb: 'R²', en: 'R²' },
  adj_r2: { nb: 'Justert R²', en: 'Adjusted R²' },
  root_mse: { nb: 'Rot-MSE', en: 'Root MSE' },
  loglik: { nb: 'Log-likelihood', en: 'Log-likelihood' },
  aic: { nb: 'AIC', en: 'AIC' },
  bic: { nb: 'BIC', en: 'BIC' },
  n_clusters: { nb: 'Antall klynger', en: 'Number of clusters' },
};

/** Header items of analyses of variance. */
export const varianceHeaderWords: Readonly<Record<VarianceHeaderKey, LocalText>> = {
  n: headerWords.n,
  r2: headerWords.r2,
  adj_r2: headerWords.adj_r2,
  root_mse: headerWords.root_mse,
  model_ss: { nb: 'Kvadratsum (modell)', en: 'Sum of squares (model)' },
  model_df: headerWords.df_model,
  model_f: headerWords.f,
  model_p: headerWords.f_p,
};

/** Names of covariance estimators. */
export const covarianceWords: Readonly<Record<ModelBody['covariance'], LocalText>> = {
  nonrobust: { nb: 'vanlig', en: 'standard' },
  HC1: { nb: 'robust (HC1)', en: 'robust (HC1)' },
  cluster: { nb: 'klyngerobust', en: 'cluster-robust' },
};

/** Names of specification tests. */
export const testWords: Readonly<Record<ModelBody['diagnostics'][number]['test'], LocalText>> = {
  ov: { nb: 'Utelatte variabler (Ramsey RESET)', en: 'Omitted variables (Ramsey RESET)' },
  het_bp: { nb: 'Heteroskedastisitet (Breusch–Pagan)', en: 'Heteroskedasticity (Breusch–Pagan)' },
  het_iid: { nb: 'Heteroskedastisitet (Koenker)', en: 'Heteroskedasticity (Koenker)' },
  het_fstat: { nb: 'Heteroskedastisitet (F-test)', en: 'Heteroskedasticity (F test)' },
};

/** Names of tests of normality. */
export const normalityWords: Readonly<Record<NormalityTest, LocalText>> = {
  skewness: { nb: 'Skjevhet', en: 'Skewness' },
  kurtosis: { nb: 'Kurtose', en: 'Kurtosis' },
  's-k': { nb: 'Skjevhet og kurtose (s-k)', en: 'Skewness and kurtosis (s-k)' },
  'jarque-bera': { nb: 'Jarque–Bera', en: 'Jarque–Bera' },
  'shapiro-wilk': { nb: 'Shapiro–Wilk', en: 'Shapiro–Wilk' },
};

/** Axis words of histograms. */
export const scaleWords = {
  density: { nb: 'Tetthet', en: 'Density' },
  freq: { nb: 'Antall', en: 'Count' },
  fraction: { nb: 'Andel', en: 'Fraction' },
  percent: { nb: 'Prosent', en: 'Percent' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Everything else that renderers say. */
export const words = {
  total: { nb: 'Total', en: 'Total' },
  missing: { nb: 'Manglende', en: 'Missing' },
  /** The end of a spell that has not ended. */
  open: { nb: 'pågående', en: 'open' },
  other: { nb: 'Andre verdier', en: 'Other values' },
  /** The ends of a transition. */
  from: { nb: 'fra', en: 'from' },
  to: { nb: 'til', en: 'to' },
  variable: { nb: 'Variabel', en: 'Variable' },
  quantity: { nb: 'Størrelse', en: 'Quantity' },
  value: { nb: 'Verdi', en: 'Value' },
  source: { nb: 'Kilde', en: 'Source' },
  model: { nb: 'Modell', en: 'Model' },
  residual: { nb: 'Residual', en: 'Residual' },
  coefficientLong: { nb: 'Koeffisient', en: 'Coefficient' },
  standardizedCoefficient: { nb: 'Standardisert koeffisient', en: 'Standardised coefficient' },
  coefficient: { nb: 'Koef.', en: 'Coef.' },
  standardError: { nb: 'Std.feil', en: 'Std. err.' },
  sumOfSquares: { nb: 'Kvadratsum', en: 'Sum of squares' },
  degreesOfFreedom: { nb: 'Frihetsgrader', en: 'Degrees of freedom' },
  meanSquare: { nb: 'Gj.snittlig kvadrat', en: 'Mean square' },
  probabilityOfF: { nb: 'p-verdi', en: 'Prob > F' },
  comparisons: { nb: 'Parvise sammenligninger (Tukey)', en: 'Pairwise comparisons (Tukey)' },
  group1: { nb: 'Gruppe 1', en: 'Group 1' },
  group2: { nb: 'Gruppe 2', en: 'Group 2' },
  meanDifference: { nb: 'Differanse', en: 'Difference' },
  adjustedP: { nb: 'Justert p-verdi', en: 'Adjusted p-value' },
  /** Whether two means differ. */
  differ: { nb: 'Ulike', en: 'Differ' },
  yes: { nb: 'ja', en: 'yes' },
  no: { nb: 'nei', en: 'no' },
  varianceAnalysis: { nb: 'Variansanalyse', en: 'Analysis of variance' },
  coefficients: { nb: 'Koeffisienter', en: 'Coefficients' },
  standardizedCoefficients: { nb: 'Standardiserte koeffisienter', en: 'Standardised coefficients' },
  specificationTests: { nb: 'Tester av modellen', en: 'Specification tests' },
  inflation: { nb: 'Multikollinearitet', en: 'Multicollinearity' },
  omitted: { nb: 'utelatt', en: 'omitted' },
  constant: { nb: 'Konstantledd', en: 'Constant' },
  dependent: { nb: 'Avhengig variabel', en: 'Dependent variable' },
  covariance: { nb: 'Kovarians', en: 'Covariance' },
  clusterVariable: { nb: 'Klyngevariabel', en: 'Cluster variable' },
  controls: { nb: 'Kontrollvariabler (ikke vist)', en: 'Control variables (not shown)' },
  baseLevels: { nb: 'Referansenivåer', en: 'Base levels' },
  test: { nb: 'Test', en: 'Test' },
  statistic: { nb: 'Observator', en: 'Statistic' },
  /** Of tests of normality: a coefficient, and what it is tested with. */
  testCoefficient: { nb: 'Verdi', en: 'Coefficient' },
  testStatistic: { nb: 'Måltall', en: 'Statistic' },
  normality: { nb: 'Normalfordeling', en: 'Normality' },
  df1: { nb: 'fg1', en: 'df1' },
  df2: { nb: 'fg2', en: 'df2' },
  pValue: { nb: 'p-verdi', en: 'p-value' },
  vif: { nb: 'VIF', en: 'VIF' },
  tolerance: { nb: 'Toleranse', en: 'Tolerance' },
  meanVif: { nb: 'Gjennomsnitt', en: 'Mean' },
  margins: { nb: 'Predikerte verdier', en: 'Predicted values' },
  predicted: { nb: 'Predikert verdi', en: 'Predicted' },
  group: { nb: 'Gruppe', en: 'Group' },
  atMeans: { nb: 'Ved gjennomsnitt', en: 'At means' },
  correlations: { nb: 'Korrelasjoner', en: 'Correlations' },
  covariances: { nb: 'Kovarianser', en: 'Covariances' },
  correlation: { nb: 'Korrelasjon', en: 'Correlation' },
  covarianceOfTwo: { nb: 'Kovarians', en: 'Covariance' },
  /** Each pair among the rows where both of its variables are valid. */
  pairwise: { nb: 'parvis', en: 'pairwise' },
  chi2: { nb: 'Kjikvadrat', en: 'Pearson chi2' },
  lower: { nb: 'Fra', en: 'From' },
  upper: { nb: 'Til', en: 'To' },
  mean: { nb: 'Gj.snitt', en: 'Mean' },
  standardDeviation: { nb: 'Std.avvik', en: 'Std. dev.' },
  normalCurve: { nb: 'Normalfordeling', en: 'Normal distribution' },
  countClass: { nb: 'Antall i klasse', en: 'Class of counts' },
  median: { nb: 'Median', en: 'Median' },
  lowerWhisker: { nb: 'Nedre hale', en: 'Lower whisker' },
  upperWhisker: { nb: 'Øvre hale', en: 'Upper whisker' },
  percent: { nb: 'Prosent', en: 'Percent' },
  count: { nb: 'Antall', en: 'Count' },
  population: { nb: 'Antall i tabellen', en: 'Number in the table' },
  showSeries: { nb: 'Vis eller skjul serier', en: 'Show or hide series' },
  numbers: { nb: 'Tallene', en: 'The numbers' },
  notRun: { nb: 'Ikke kjørt på grunn av en tidligere feil.', en: 'Not run because of an earlier error.' },
  notShown: { nb: 'Ikke vist', en: 'Not shown' },
  contents: { nb: 'Innhold', en: 'Contents' },
  skipToContent: { nb: 'Gå til innholdet', en: 'Skip to content' },
  table: { nb: 'Tabell', en: 'Table' },
  figure: { nb: 'Figur', en: 'Figure' },
  appliedRules: { nb: 'Regler som er brukt', en: 'Rules applied' },
  tablesAndFigures: { nb: 'Tabeller og figurer', en: 'Tables and figures' },
  iteration: { nb: 'med', en: 'with' },
  report: { nb: 'Rapport', en: 'Report' },
  runRecord: { nb: 'Om denne kjøringen', en: 'About this run' },
  databank: { nb: 'Databank', en: 'Databank' },
  version: { nb: 'Versjon', en: 'Version' },
  nature: { nb: 'Slags data', en: 'Kind of data' },
  policy: { nb: 'Regelsett for konfidensialitet', en: 'Disclosure policy' },
  hash: { nb: 'Fingeravtrykk', en: 'Hash' },
  engine: { nb: 'Programversjon', en: 'Engine version' },
  script: { nb: 'Skript', en: 'Script' },
  author: { nb: 'Forfatter', en: 'Author' },
  synthetic: {
    nb: 'Syntetiske data: tallene er oppdiktet og sier ingenting om virkeligheten.',
    en: 'Synthetic data: the numbers are made up and say nothing about the real world.',
  },
  clientTrust: {
    nb: 'Beregnet på denne maskinen: ingen garanti for konfidensialitet.',
    en: 'Calculated on this machine: no confidentiality guarantee.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** What kind of data a databank holds. */
export const natureWords = {
  synthetic: { nb: 'syntetiske', en: 'synthetic' },
  public: { nb: 'offentlige', en: 'public' },
  confidential: { nb: 'konfidensielle', en: 'confidential' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A word in one language. */
export function word(key: keyof typeof words, language: Language): string {
  return words[key][language];
}

/** Heads of the confidence limits, and the head that spans both. */
export function confidenceHeads(
  level: number,
  language: Language,
): { readonly interval: string; readonly lower: string; readonly upper: string } {
  return language === 'nb'
    ? { interval: `KI (${level}%)`, lower: 'nedre', upper: 'øvre' }
    : { interval: `${level}% conf. interval`, lower: 'lower', upper: 'upper' };
}
