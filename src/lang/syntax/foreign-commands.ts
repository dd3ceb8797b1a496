import type { LocalText } from '../../base/language.ts';

/** How to do here what a command of another program does. */
export interface ForeignAdvice extends LocalText {
  /** Words that can stand in its place, if what follows the word may remain; likeliest first. */
  readonly ours?: readonly string[];
}

/** Shorter abbreviations than can be told by their letters, as they are usual in Stata. */
export const usualAbbreviations: ReadonlyMap<string, string> = new Map([
  ['g', 'generate'],
  ['ge', 'generate'],
  ['su', 'summarize'],
  ['ta', 'tabulate'],
]);

/** Words of other statistics programs, with the way to do it here. The names are those of Stata's manual. */
export const foreignCommandAdvice: ReadonlyMap<string, ForeignAdvice> = new Map<string, ForeignAdvice>([
  ['egen', { nb: 'bruk `aggregate` eller `collapse`', en: 'use `aggregate` or `collapse`' }],
  ['bysort', { nb: 'bruk `aggregate … , by()`', en: 'use `aggregate … , by()`' }],
  ['by', { nb: 'bruk `aggregate … , by()`', en: 'use `aggregate … , by()`' }],
  ['foreach', { nb: 'bruk `for x in … ` og `end`', en: 'use `for x in …` and `end`', ours: ['for'] }],
  ['forvalues', { nb: 'bruk `for x in 1 : 10` og `end`', en: 'use `for x in 1 : 10` and `end`', ours: ['for'] }],
  ['while', { nb: 'bruk `for x in 1 : 10` og `end`', en: 'use `for x in 1 : 10` and `end`' }],
  ['endfor', { nb: 'en løkke avsluttes med `end`', en: 'a loop is closed by `end`', ours: ['end'] }],
  ['next', { nb: 'en løkke avsluttes med `end`', en: 'a loop is closed by `end`', ours: ['end'] }],
  [
    'if',
    {
      nb: 'sett betingelsen sist i kommandoen, som i `keep if alder > 17`',
      en: 'put the condition last in the command, as in `keep if age > 17`',
    },
  ],
  ['else', { nb: 'bruk `replace … if`', en: 'use `replace … if`' }],
  ['local', { nb: 'bruk `let`', en: 'use `let`', ours: ['let'] }],
  ['global', { nb: 'bruk `let`', en: 'use `let`', ours: ['let'] }],
  ['scalar', { nb: 'bruk `let`', en: 'use `let`', ours: ['let'] }],
  ['sort', { nb: 'rekkefølgen av rader har ingen betydning', en: 'the order of rows has no meaning' }],
  ['gsort', { nb: 'rekkefølgen av rader har ingen betydning', en: 'the order of rows has no meaning' }],
  ['list', { nb: 'enkeltrader kan aldri vises', en: 'individual rows can never be listed' }],
  ['browse', { nb: 'enkeltrader kan aldri vises', en: 'individual rows can never be listed' }],
  ['scatter', { nb: 'bruk `hexbin`', en: 'use `hexbin`', ours: ['hexbin'] }],
  ['twoway', { nb: 'bruk `hexbin` eller `histogram`', en: 'use `hexbin` or `histogram`' }],
  ['graph', { nb: 'bruk `barchart`, `boxplot` eller `piechart`', en: 'use `barchart`, `boxplot` or `piechart`' }],
  ['xtile', { nb: 'bruk funksjonen `quantile()`', en: 'use the function `quantile()`' }],
  ['encode', { nb: 'bruk `destring` eller `recode`', en: 'use `destring` or `recode`' }],
  ['tostring', { nb: 'bruk funksjonen `string()`', en: 'use the function `string()`' }],
  ['label', { nb: 'bruk `define-labels` og `assign-labels`', en: 'use `define-labels` and `assign-labels`' }],
  [
    'reshape',
    { nb: 'bruk `reshape-to-panel` eller `reshape-from-panel`', en: 'use `reshape-to-panel` or `reshape-from-panel`' },
  ],
  ['xtreg', { nb: 'bruk `regress-panel`', en: 'use `regress-panel`', ours: ['regress-panel'] }],
  ['nbreg', { nb: 'bruk `negative-binomial`', en: 'use `negative-binomial`', ours: ['negative-binomial'] }],
  ['stcox', { nb: 'bruk `cox`', en: 'use `cox`', ours: ['cox'] }],
  ['sts', { nb: 'bruk `kaplan-meier`', en: 'use `kaplan-meier`', ours: ['kaplan-meier'] }],
  [
    'predict',
    {
      nb: 'bruk kommandoen med `-predict`, som `regress-predict`',
      en: 'use the command with `-predict`, such as `regress-predict`',
    },
  ],
  ...['tabuler', 'krysstabell', 'frekvens', 'tabell', 'crosstab', 'crosstabs', 'table', 'freq', 'frequencies'].map(
    (word): [string, ForeignAdvice] => [word, { nb: 'bruk `tabulate`', en: 'use `tabulate`', ours: ['tabulate'] }],
  ),
  ...['oppsummer', 'summary', 'mean', 'means', 'tabstat'].map((word): [string, ForeignAdvice] => [
    word,
    {
      nb: 'bruk `summarize`, eller `tabulate gruppe, summarize(variabel)` for grupper',
      en: 'use `summarize`, or `tabulate group, summarize(variable)` for groups',
      ours: ['summarize'],
    },
  ]),
  ...['korreler', 'korrelasjon', 'pwcorr', 'spearman'].map((word): [string, ForeignAdvice] => [
    word,
    { nb: 'bruk `correlate`', en: 'use `correlate`', ours: ['correlate'] },
  ]),
  ...['swilk', 'sktest', 'shapiro'].map((word): [string, ForeignAdvice] => [
    word,
    { nb: 'bruk `normaltest`', en: 'use `normaltest`', ours: ['normaltest'] },
  ]),
  ['oneway', { nb: 'bruk `anova`', en: 'use `anova`', ours: ['anova'] }],
  ['xttab', { nb: 'bruk `tabulate-panel`', en: 'use `tabulate-panel`', ours: ['tabulate-panel'] }],
  ['xtsum', { nb: 'bruk `summarize-panel`', en: 'use `summarize-panel`', ours: ['summarize-panel'] }],
  ['xttrans', { nb: 'bruk `transitions-panel`', en: 'use `transitions-panel`', ours: ['transitions-panel'] }],
  ['ttest', { nb: 'bruk `ci` eller `anova`', en: 'use `ci` or `anova`' }],
  [
    'count',
    { nb: 'bruk `tabulate` eller `summarize`', en: 'use `tabulate` or `summarize`', ours: ['tabulate', 'summarize'] },
  ],
  ['describe', { nb: 'bruk `variables` eller `summarize`', en: 'use `variables` or `summarize`' }],
  [
    'codebook',
    {
      nb: 'bruk `list-labels` eller `tabulate`',
      en: 'use `list-labels` or `tabulate`',
      ours: ['list-labels', 'tabulate'],
    },
  ],
  [
    'append',
    {
      nb: 'rader kan ikke legges til; bruk `merge` eller `import-panel`',
      en: 'rows cannot be appended; use `merge` or `import-panel`',
    },
  ],
  ['display', { nb: 'bruk `let`, som viser verdien', en: 'use `let`, which shows the value' }],
]);
