import { message, type NoParameters, type Threshold } from './message.ts';

/** Refusals take one number: the threshold of the policy that was not reached, which is published. */
export interface RefusalParameters extends Readonly<Record<string, Threshold>> {
  readonly minimum: Threshold;
}

/** Fixed texts of disclosure control: nothing that is computed from data can be in them. */
export const refusalMessages = {
  /** Said where populations have no minimum; elsewhere DC-01 speaks of too few and of none alike. */
  'no-units-left': message<RefusalParameters>({
    severity: 'error',
    nb: () => 'Ingen enheter ville vært igjen; datasettet er uendret, så gjør utvalget videre.',
    en: () => 'No units would be left; the dataset is unchanged, so widen the selection.',
  }),
  'DC-01': message<RefusalParameters>({
    severity: 'error',
    nb: ({ minimum }) =>
      `Populasjonen ville blitt mindre enn minstekravet på ${minimum} enheter; datasettet er uendret, så gjør utvalget videre.`,
    en: ({ minimum }) =>
      `The population would fall below the minimum of ${minimum} units; the dataset is unchanged, so widen the selection.`,
  }),
  'DC-05': message<RefusalParameters>({
    severity: 'error',
    nb: () =>
      'Tabellen har for mange små celler og vises ikke; bruk færre eller grovere kategorier, eller et videre utvalg.',
    en: () =>
      'The table has too many small cells and is not shown; use fewer or wider categories, or a wider selection.',
  }),
  'DC-06': message<RefusalParameters>({
    severity: 'error',
    nb: ({ minimum }) =>
      `Endringen gjelder færre enn ${minimum} enheter, eller alle unntatt færre enn ${minimum}; ingenting er endret, så velg en videre betingelse.`,
    en: ({ minimum }) =>
      `The change concerns fewer than ${minimum} units, or all but fewer than ${minimum}; nothing was changed, so choose a wider condition.`,
  }),
  'DC-07': message<RefusalParameters>({
    severity: 'error',
    // Where populations have no minimum, there was nobody.
    nb: ({ minimum }) =>
      minimum < 2
        ? 'Beskrivende statistikk krever minst én enhet med en verdi; gjør utvalget videre.'
        : `Beskrivende statistikk krever minst ${minimum} enheter; gjør utvalget videre.`,
    en: ({ minimum }) =>
      minimum < 2
        ? 'Descriptive statistics need at least one unit with a value; widen the selection.'
        : `Descriptive statistics need at least ${minimum} units; widen the selection.`,
  }),
  'DC-20': message<RefusalParameters>({
    severity: 'error',
    nb: () =>
      'Det er for få enheter til denne modellen, eller ingen forklaringsvariabel som varierer blant dem; bruk færre eller andre forklaringsvariabler, eller et videre utvalg.',
    en: () =>
      'There are too few units for this model, or no explanatory variable that varies among them; use fewer or other explanatory variables, or a wider selection.',
  }),
  'DC-21o': message<RefusalParameters>({
    severity: 'error',
    nb: () => 'Modellen vises ikke, for noen få enheter dominerer residualene; bruk logaritmer eller et videre utvalg.',
    en: () => 'The model is not shown because a few units dominate its residuals; use logarithms or a wider selection.',
  }),
  'DC-24': message<RefusalParameters>({
    severity: 'error',
    nb: () =>
      'Datakildens regler krever støy i modellresultater, og den kan ikke legges på denne modellen; bruk tabeller eller beskrivende statistikk.',
    en: () =>
      'The rules of this databank ask for noise in model results, which cannot be added to this model; use tables or descriptive statistics.',
  }),
  'DC-32': message<RefusalParameters>({
    severity: 'error',
    nb: () => 'Økten er satt på vent for gjennomgang; ta kontakt med den som forvalter datakilden.',
    en: () => 'The session is paused for review; contact whoever manages the databank.',
  }),
  'DC-33': message<RefusalParameters>({
    severity: 'error',
    nb: () => 'Dagens grense for antall resultater er nådd; fortsett i morgen, med færre og større tabeller.',
    en: () => 'The daily limit for results is reached; go on tomorrow, with fewer and larger tables.',
  }),
  'DC-29': message<RefusalParameters>({
    severity: 'error',
    nb: () => 'En av variablene har verdier som ikke kan brukes her; kod dem om først.',
    en: () => 'One of the variables has values that cannot be used here; recode them first.',
  }),
  /** DC-29 for `destring`: which values, how many and of which variable stays unsaid. */
  'DC-29n': message<RefusalParameters>({
    severity: 'error',
    nb: () =>
      'Noen av verdiene er ikke tall; ingenting er endret. `force` gjør slike verdier manglende, og `ignore()` sletter tegn før verdiene leses.',
    en: () =>
      'Some of the values are no numbers; nothing was changed. `force` makes such values missing, and `ignore()` deletes characters before values are read.',
  }),
  /** DC-29 for `merge`. */
  'DC-29k': message<RefusalParameters>({
    severity: 'error',
    nb: () =>
      'Samme nøkkelverdi står på flere rader i det aktive datasettet, så det er ikke klart hvilken rad som skal kobles; bruk `collapse` på nøkkelen først.',
    en: () =>
      'The same key stands on several rows of the active dataset, so that it is not clear which row to merge; `collapse` by the key first.',
  }),
} as const;

/** Which rule withheld a result. */
export type RefusalCode = keyof typeof refusalMessages;

/** Fixed notes under a released result. */
export const noteMessages = {
  'DC-02b': message<NoParameters>({
    severity: 'note',
    nb: () => 'Ekstremverdier er avgrenset ved 1. og 99. persentil; bruk tabulate for andeler av en todelt variabel.',
    en: () =>
      'Extreme values are capped at the 1st and 99th percentile; use tabulate for shares of a two-valued variable.',
  }),
  'DC-02': message<NoParameters>({
    severity: 'note',
    nb: () => 'Ekstremverdier er avgrenset ved 1. og 99. persentil.',
    en: () => 'Extreme values are capped at the 1st and 99th percentile.',
  }),
  'DC-04': message<NoParameters>({
    severity: 'note',
    nb: () => '`--`: skjult (ingen eller få enheter).',
    en: () => '`--`: suppressed (none or few units).',
  }),
  'DC-06u': message<NoParameters>({
    severity: 'note',
    nb: () => 'Betingelsen treffer færre enn 10 enheter (muligens ingen): ingen endring for disse.',
    en: () => 'The condition selects fewer than 10 units (possibly none): no change for them.',
  }),
  'DC-08': message<NoParameters>({
    severity: 'note',
    nb: () => 'Verdier som færre enn 10 enheter har, er samlet i «andre verdier».',
    en: () => 'Values held by fewer than 10 units are grouped as "other values".',
  }),
  'DC-12': message<NoParameters>({
    severity: 'note',
    nb: () => 'Skjult: én eller to enheter dominerer verdien.',
    en: () => 'Suppressed: one or two units dominate the value.',
  }),
  'DC-21n': message<NoParameters>({
    severity: 'note',
    nb: () => 'Nivåer, kategorier eller variabler med færre enn 10 enheter er utelatt.',
    en: () => 'Levels, categories or variables supported by fewer than 10 units are left out.',
  }),
  'DC-23': message<NoParameters>({
    severity: 'note',
    nb: () => 'Konstantleddet er skjult.',
    en: () => 'The constant is hidden.',
  }),
  'n-large-n': message<NoParameters>({
    severity: 'note',
    nb: () => 'p-verdien til Shapiro–Wilk er omtrentlig for mer enn 5000 verdier.',
    en: () => 'The p-value of Shapiro–Wilk is approximate for more than 5000 values.',
  }),
  'n-omitted': message<NoParameters>({
    severity: 'note',
    nb: () => 'Ledd merket «utelatt» er lineært avhengige av andre ledd, eller bæres av få enheter.',
    en: () => 'Terms marked "omitted" depend linearly on other terms, or rest on few units.',
  }),
  'n-covariate': message<NoParameters>({
    severity: 'note',
    nb: () =>
      'Numeriske variabler med mer enn 100 ulike verdier regnes som kovariater (`c.`); skriv `i.` foran for å bruke dem som faktorer.',
    en: () =>
      'Numeric variables with more than 100 values are covariates (`c.`); write `i.` before them to use them as factors.',
  }),
  'sort-code-not-shown': message<NoParameters>({
    severity: 'note',
    nb: () =>
      'Koden i `rowsort()` eller `colsort()` er ikke blant kategoriene som vises; tabellen er ikke sortert etter den.',
    en: () =>
      'The code in `rowsort()` or `colsort()` is not among the categories shown; the table is not sorted by it.',
  }),
  'bins-limited': message<NoParameters>({
    severity: 'note',
    nb: () => 'Det ble bedt om flere søyler enn et histogram kan ha (høyst 30); intervallene er gjort bredere.',
    en: () => 'More bars were asked for than a histogram can have (30 at most); the intervals have been made wider.',
  }),
  'bins-rounded': message<NoParameters>({
    severity: 'note',
    nb: () => 'Søylene begynner og slutter ved runde tall, derfor er antallet et annet enn i `bin()`.',
    en: () => 'Bars begin and end at round numbers, so that there is another number of them than in `bin()`.',
  }),
} as const;

/** Which fixed note stands under a result. */
export type NoteCode = keyof typeof noteMessages;
