import type { OptionSpec } from '../../lang/command-spec.ts';

/* Options that several commands share, so that the same word means and says the same everywhere. */

/** `by(v)` of `collapse` and `aggregate`: the groups. Several variables are an extension, which analysis reports. */
export const groupByOption = {
  type: 'variables',
  accepts: 'key-or-any',
  atLeast: 1,
  help: {
    nb: 'Variabelen som deler radene i grupper, ofte en nøkkelvariabel.',
    en: 'The variable that divides the rows into groups, often a key variable.',
  },
} as const satisfies OptionSpec;

/** `by(v …)` of charts and curves: one panel or curve per category. */
export const facetByOption = {
  type: 'variables',
  accepts: 'categorical',
  atLeast: 1,
  help: { nb: 'Én figur for hver kategori.', en: 'One chart for each category.' },
} as const satisfies OptionSpec;

/** `by(v)` with exactly one variable. */
export const singleByOption = {
  type: 'variables',
  accepts: 'categorical',
  atLeast: 1,
  atMost: 1,
  help: { nb: 'Egne resultater for hver kategori.', en: 'Separate results for each category.' },
} as const satisfies OptionSpec;

/** `over(v …)`: categories along the axis. */
export const overOption = {
  type: 'variables',
  accepts: 'categorical',
  atLeast: 1,
  help: { nb: 'Kategoriene langs aksen.', en: 'The categories along the axis.' },
} as const satisfies OptionSpec;

/** `horizontal`. */
export const horizontalOption = {
  type: 'flag',
  help: { nb: 'Vis figuren liggende.', en: 'Draw the chart sideways.' },
} as const satisfies OptionSpec;

/** `prefix(text)`: where the results go. */
export const prefixOption = {
  type: 'text',
  help: {
    nb: 'Legg resultatet i nye variabler med dette foran navnet.',
    en: 'Put the result into new variables whose names start with this.',
  },
} as const satisfies OptionSpec;

/** `suffix(text)`. */
export const suffixOption = {
  type: 'text',
  help: { nb: 'Sett dette bak navnet på kopien.', en: 'Add this to the end of the name of the copy.' },
} as const satisfies OptionSpec;

/** `noconstant`. */
export const noconstantOption = {
  type: 'flag',
  help: { nb: 'Estimer uten konstantledd.', en: 'Estimate without a constant.' },
} as const satisfies OptionSpec;

/** `level(L)`: confidence level in percent, 0 < L < 100; analysis refuses the two ends. */
export const levelOption = {
  type: 'number',
  minimum: 0,
  maximum: 100,
  exclusive: true,
  help: {
    nb: 'Konfidensnivå i prosent, mellom 0 og 100.',
    en: 'Confidence level in percent, between 0 and 100.',
  },
  default: 95,
} as const satisfies OptionSpec;

/** `robust`. */
export const robustOption = {
  type: 'flag',
  help: {
    nb: 'Standardfeil som tåler ulik varians.',
    en: 'Standard errors that withstand unequal variances.',
  },
} as const satisfies OptionSpec;

/** `cluster(v)`. */
export const clusterOption = {
  type: 'variables',
  accepts: 'numeric',
  atLeast: 1,
  atMost: 1,
  help: {
    nb: 'Standardfeil som tåler avhengighet innen gruppene til denne variabelen.',
    en: 'Standard errors that withstand dependence within the groups of this variable.',
  },
} as const satisfies OptionSpec;

/** `control(terms)`. */
export const controlOption = {
  type: 'terms',
  help: {
    nb: 'Kontrollvariabler: med i modellen, men ikke i tabellen.',
    en: 'Control variables: part of the model, left out of the table.',
  },
} as const satisfies OptionSpec;

/** `margins([v])`. */
export const marginsOption = {
  type: 'variables',
  accepts: 'numeric',
  atLeast: 0,
  atMost: 1,
  optionalArgument: true,
  help: {
    nb: 'Predikert verdi ved gjennomsnittene, eventuelt for begge verdier av en 0/1-variabel.',
    en: 'Predicted value at the means, for both values of a 0/1 variable if one is named.',
  },
} as const satisfies OptionSpec;

/** `mfx(kind)`. */
export const mfxOption = {
  type: 'word',
  values: ['dydx', 'eyex', 'dyex', 'eydx'],
  default: 'dydx',
  help: { nb: 'Marginaleffekter av denne typen i tillegg.', en: 'Marginal effects of this kind as well.' },
} as const satisfies OptionSpec;

/** `mfx_at(where)`. */
export const mfxAtOption = {
  type: 'word',
  values: ['overall', 'mean', 'median', 'zero'],
  default: 'overall',
  help: { nb: 'Hvor marginaleffektene måles.', en: 'Where the marginal effects are measured.' },
} as const satisfies OptionSpec;

/** `exposure(v)`. */
export const exposureOption = {
  type: 'variables',
  accepts: 'numeric',
  atLeast: 1,
  atMost: 1,
  help: {
    nb: 'Variabelen som sier hvor lenge eller hvor mye hver enhet var utsatt.',
    en: 'The variable that says how long or how much each unit was exposed.',
  },
} as const satisfies OptionSpec;

/** `irr`. */
export const irrOption = {
  type: 'flag',
  help: {
    nb: 'Vis rateforhold i stedet for koeffisienter.',
    en: 'Show incidence-rate ratios instead of coefficients.',
  },
} as const satisfies OptionSpec;

/** `predicted([name])`. */
export const predictedOption = {
  type: 'name',
  optionalArgument: true,
  defaultName: 'predicted',
  help: { nb: 'Navnet på variabelen med predikerte verdier.', en: 'The name of the variable with predicted values.' },
} as const satisfies OptionSpec;

/** `residuals([name])`. */
export const residualsOption = {
  type: 'name',
  optionalArgument: true,
  defaultName: 'residuals',
  help: { nb: 'Navnet på variabelen med residualer.', en: 'The name of the variable with residuals.' },
} as const satisfies OptionSpec;

/** `probabilities([name])`. */
export const probabilitiesOption = {
  type: 'name',
  optionalArgument: true,
  defaultName: 'probabilities',
  help: {
    nb: 'Navnet (eller starten på navnene) til variablene med sannsynligheter.',
    en: 'The name (or the start of the names) of the variables with probabilities.',
  },
} as const satisfies OptionSpec;

/** `gini`. */
export const giniOption = {
  type: 'flag',
  help: { nb: 'Ta med Gini-koeffisienten.', en: 'Include the Gini coefficient.' },
} as const satisfies OptionSpec;

/** `iqr`. */
export const iqrOption = {
  type: 'flag',
  help: { nb: 'Ta med kvartilbredden.', en: 'Include the interquartile range.' },
} as const satisfies OptionSpec;

/** `tsls`, `liml`, `gmm`: estimators of `ivregress`. */
export const tslsOption = {
  type: 'flag',
  help: { nb: 'To-trinns minste kvadrater (standard).', en: 'Two-stage least squares (the default).' },
} as const satisfies OptionSpec;

/** Limited-information maximum likelihood. */
export const limlOption = {
  type: 'flag',
  help: { nb: 'Sannsynlighetsmaksimering med begrenset informasjon.', en: 'Limited-information maximum likelihood.' },
} as const satisfies OptionSpec;

/** Generalised method of moments. */
export const gmmOption = {
  type: 'flag',
  help: { nb: 'Generalisert momentmetode.', en: 'Generalised method of moments.' },
} as const satisfies OptionSpec;

/** Fixed effects. */
export const fixedEffectsOption = {
  type: 'flag',
  help: { nb: 'Faste effekter (standard).', en: 'Fixed effects (the default).' },
} as const satisfies OptionSpec;

/** Random effects. */
export const randomEffectsOption = {
  type: 'flag',
  help: { nb: 'Tilfeldige effekter.', en: 'Random effects.' },
} as const satisfies OptionSpec;

/** Between effects. */
export const betweenEffectsOption = {
  type: 'flag',
  help: { nb: 'Regresjon på enhetenes gjennomsnitt.', en: 'Regression on the means of the units.' },
} as const satisfies OptionSpec;

/** Pooled observations. */
export const pooledOption = {
  type: 'flag',
  help: { nb: 'Alle observasjoner under ett.', en: 'All observations together.' },
} as const satisfies OptionSpec;
