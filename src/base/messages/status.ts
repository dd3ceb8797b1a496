import type { Language } from '../language.ts';
import { message, type NoParameters, type ParametersOf } from './message.ts';

/**
 * A count as a sentence may hold it: the gate has released the number, and `countText` has written it out.
 * The brand keeps plain text out of a count's place, and tells an executor which parameters are sets of units.
 */
export type CountText = string & { readonly __count: unique symbol };

/** What a dataset's rows are called: units in a cross-section, observations in event and panel datasets. */
export type RowNoun = 'units' | 'observations';

/** The space within numbers: narrow and unbreakable. */
const thousandsSpace = '\u202f';

/** A whole number with its thousands set apart: `12 345`. The same in both languages. */
export function groupedInteger(value: number): string {
  const digits = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+$)/gu, thousandsSpace);
  return value < 0 && digits !== '0' ? `-${digits}` : digits;
}

/**
 * Writes a released count for a status line.
 *
 * @param value      `undefined` for a count that is not shown
 * @param fewerThan  the policy's limit below which counts are not shown
 */
export function countText(value: number | undefined, fewerThan: number, language: Language): CountText {
  if (value !== undefined) return groupedInteger(value) as CountText;
  const limit = String(fewerThan);
  return (
    language === 'nb' ? `færre enn ${limit} (muligens ingen)` : `fewer than ${limit} (possibly none)`
  ) as CountText;
}

function rows(noun: RowNoun, language: Language): string {
  if (noun === 'units') return language === 'nb' ? 'enheter' : 'units';
  return language === 'nb' ? 'observasjoner' : 'observations';
}

/** A number of variables, written out already, with its noun. */
function variables(count: string, language: Language): string {
  if (count === '1') return language === 'nb' ? '1 variabel' : '1 variable';
  return `${count} ${language === 'nb' ? 'variabler' : 'variables'}`;
}

/**
 * Status lines of commands: what a statement did. Text parameters come from the script or the catalogue. Parameters of type
 * `CountText` are sets of units that the gate counts: an executor hands over the set, never a number.
 */
export const statusMessages = {
  'status-connected': message<{ databank: string; version: string; alias: string }>({
    severity: 'note',
    nb: (p) => `Koblet til ${p.databank} versjon ${p.version} som \`${p.alias}\`.`,
    en: (p) => `Connected ${p.databank} version ${p.version} as \`${p.alias}\`.`,
  }),
  'status-draft-connected': message<{ databank: string; version: string; alias: string }>({
    severity: 'note',
    nb: (p) =>
      `Koblet til utkastet av ${p.databank} som \`${p.alias}\`; det kan endre seg, så resultatene kan ikke gjentas.`,
    en: (p) =>
      `Connected the draft of ${p.databank} as \`${p.alias}\`; it may change, so results cannot be reproduced.`,
  }),
  'status-already-connected': message<{ databank: string; version: string; alias: string }>({
    severity: 'note',
    nb: (p) => `${p.databank} versjon ${p.version} er allerede koblet til som \`${p.alias}\`.`,
    en: (p) => `${p.databank} version ${p.version} is already connected as \`${p.alias}\`.`,
  }),

  'status-dataset-created': message<{ dataset: string }>({
    severity: 'note',
    nb: (p) => `Tomt datasett \`${p.dataset}\` er opprettet og aktivt.`,
    en: (p) => `Empty dataset \`${p.dataset}\` created and active.`,
  }),
  'status-dataset-used': message<{ dataset: string; noun: RowNoun; n: CountText }>({
    severity: 'note',
    nb: (p) => `Aktivt datasett: \`${p.dataset}\` (${p.n} ${rows(p.noun, 'nb')}).`,
    en: (p) => `Active dataset: \`${p.dataset}\` (${p.n} ${rows(p.noun, 'en')}).`,
  }),
  'status-dataset-used-empty': message<{ dataset: string }>({
    severity: 'note',
    nb: (p) => `Aktivt datasett: \`${p.dataset}\` (tomt).`,
    en: (p) => `Active dataset: \`${p.dataset}\` (empty).`,
  }),
  'status-dataset-deleted': message<{ dataset: string }>({
    severity: 'note',
    nb: (p) => `Datasettet \`${p.dataset}\` er slettet.`,
    en: (p) => `Dataset \`${p.dataset}\` deleted.`,
  }),
  'status-active-dataset-deleted': message<{ dataset: string }>({
    severity: 'note',
    nb: (p) => `Datasettet \`${p.dataset}\` er slettet; ingen datasett er aktive nå.`,
    en: (p) => `Dataset \`${p.dataset}\` deleted; no dataset is active now.`,
  }),
  'status-dataset-renamed': message<{ source: string; target: string }>({
    severity: 'note',
    nb: (p) => `Datasettet \`${p.source}\` heter nå \`${p.target}\`.`,
    en: (p) => `Dataset \`${p.source}\` is now called \`${p.target}\`.`,
  }),
  'status-dataset-cloned': message<{ source: string; target: string; variables: string; noun: RowNoun; n: CountText }>({
    severity: 'note',
    nb: (p) =>
      `\`${p.source}\` kopiert til \`${p.target}\` (${p.n} ${rows(p.noun, 'nb')}, ${variables(p.variables, 'nb')}).`,
    en: (p) =>
      `\`${p.source}\` copied to \`${p.target}\` (${p.n} ${rows(p.noun, 'en')}, ${variables(p.variables, 'en')}).`,
  }),
  'status-empty-dataset-cloned': message<{ source: string; target: string }>({
    severity: 'note',
    nb: (p) => `\`${p.source}\` kopiert til \`${p.target}\` (tomt).`,
    en: (p) => `\`${p.source}\` copied to \`${p.target}\` (empty).`,
  }),
  'status-units-cloned': message<{ source: string; target: string; n: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.target}\` opprettet med ${p.n} enheter fra \`${p.source}\`.`,
    en: (p) => `\`${p.target}\` created with ${p.n} units from \`${p.source}\`.`,
  }),

  /** `date` is empty for variables that do not change. */
  'status-imported': message<{ name: string; variable: string; date: string; n: CountText; missing: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.name}\` importert fra ${p.variable}${at(p.date, 'per')}: ${p.n} enheter, ${p.missing} manglende.`,
    en: (p) => `\`${p.name}\` imported from ${p.variable}${at(p.date, 'at')}: ${p.n} units, ${p.missing} missing.`,
  }),
  'status-imported-first': message<{
    name: string;
    variable: string;
    date: string;
    dataset: string;
    n: CountText;
    missing: CountText;
  }>({
    severity: 'note',
    nb: (p) =>
      `\`${p.name}\` importert fra ${p.variable}${at(p.date, 'per')}: ${p.n} enheter, ${p.missing} manglende; den bestemmer populasjonen i \`${p.dataset}\`.`,
    en: (p) =>
      `\`${p.name}\` imported from ${p.variable}${at(p.date, 'at')}: ${p.n} units, ${p.missing} missing; it defines the population of \`${p.dataset}\`.`,
  }),
  'status-imported-outer': message<{
    name: string;
    variable: string;
    date: string;
    n: CountText;
    missing: CountText;
    added: CountText;
  }>({
    severity: 'note',
    nb: (p) =>
      `\`${p.name}\` importert fra ${p.variable}${at(p.date, 'per')}: ${p.n} enheter, ${p.missing} manglende; ${p.added} enheter lagt til.`,
    en: (p) =>
      `\`${p.name}\` imported from ${p.variable}${at(p.date, 'at')}: ${p.n} units, ${p.missing} missing; ${p.added} units added.`,
  }),
  /** Known from the databank's list of files, whatever the units. */
  'status-import-gap': message<{ name: string; variable: string; date: string }>({
    severity: 'warning',
    nb: (p) => `${p.variable} har ingen periode som inneholder ${p.date}: \`${p.name}\` er manglende for alle.`,
    en: (p) => `${p.variable} has no period that contains ${p.date}: \`${p.name}\` is missing for all.`,
  }),
  'status-event-imported': message<{ name: string; from: string; until: string; records: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.name}\`: ${p.records} hendelser for ${p.n} enheter, ${p.from} til ${p.until}.`,
    en: (p) => `\`${p.name}\`: ${p.records} records for ${p.n} units, ${p.from} to ${p.until}.`,
  }),
  'status-panel-imported': message<{ variables: string; times: string; units: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `${variables(p.variables, 'nb')}, ${p.units} enheter × ${p.times} tidspunkter = ${p.n} observasjoner.`,
    en: (p) => `${variables(p.variables, 'en')}, ${p.units} units × ${p.times} times = ${p.n} observations.`,
  }),

  'status-generated': message<{ variable: string; noun: RowNoun; n: CountText; missing: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\` generert: ${p.n} ${rows(p.noun, 'nb')}, ${p.missing} manglende.`,
    en: (p) => `\`${p.variable}\` generated: ${p.n} ${rows(p.noun, 'en')}, ${p.missing} missing.`,
  }),
  /** After a logical value: rows where it is false only because a variable is missing. */
  'status-false-for-missing': message<{ variable: string; sources: string; noun: RowNoun; zero: CountText }>({
    severity: 'note',
    nb: (p) => `  \`${p.variable}\` er 0 for ${p.zero} ${rows(p.noun, 'nb')} der ${p.sources} mangler.`,
    en: (p) => `  \`${p.variable}\` is 0 for ${p.zero} ${rows(p.noun, 'en')} where ${p.sources} is missing.`,
  }),
  'status-false-for-several-missing': message<{ variable: string; sources: string; noun: RowNoun; zero: CountText }>({
    severity: 'note',
    nb: (p) => `  \`${p.variable}\` er 0 for ${p.zero} ${rows(p.noun, 'nb')} der en av ${p.sources} mangler.`,
    en: (p) => `  \`${p.variable}\` is 0 for ${p.zero} ${rows(p.noun, 'en')} where one of ${p.sources} is missing.`,
  }),
  'status-replaced': message<{ variable: string; changed: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\`: ${p.changed} av ${p.n} verdier endret.`,
    en: (p) => `\`${p.variable}\`: ${p.changed} of ${p.n} values changed.`,
  }),
  'status-renamed': message<{ source: string; target: string }>({
    severity: 'note',
    nb: (p) => `\`${p.source}\` har fått navnet \`${p.target}\`.`,
    en: (p) => `\`${p.source}\` renamed to \`${p.target}\`.`,
  }),
  /** `pairs` is ready text: `a → b, c → d`. */
  'status-variables-cloned': message<{ pairs: string }>({
    severity: 'note',
    nb: (p) => `Kopiert: ${p.pairs}.`,
    en: (p) => `Copied: ${p.pairs}.`,
  }),
  'status-recoded': message<{ variable: string; changed: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\`: ${p.changed} verdier omkodet.`,
    en: (p) => `\`${p.variable}\`: ${p.changed} values recoded.`,
  }),
  'status-recoded-into': message<{ variable: string; target: string; changed: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\` omkodet til \`${p.target}\`: ${p.changed} verdier omkodet.`,
    en: (p) => `\`${p.variable}\` recoded into \`${p.target}\`: ${p.changed} values recoded.`,
  }),
  /** One line for each rule, after the line of its variable; `rule` is the rule as written. */
  'status-recode-rule': message<{ rule: string; changed: CountText }>({
    severity: 'note',
    nb: (p) => `  \`${p.rule}\`: ${p.changed}.`,
    en: (p) => `  \`${p.rule}\`: ${p.changed}.`,
  }),
  /** After the rules of a variable with decimals: values between intervals that leave out no whole number. */
  'status-recode-between': message<{ between: CountText }>({
    severity: 'note',
    nb: (p) => `  desimaltall mellom intervallene, uendret: ${p.between}.`,
    en: (p) => `  decimals between the intervals, unchanged: ${p.between}.`,
  }),
  'status-destringed': message<{ variable: string }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\` er nå numerisk.`,
    en: (p) => `\`${p.variable}\` is now numeric.`,
  }),
  'status-destringed-into': message<{ variable: string; target: string }>({
    severity: 'note',
    nb: (p) => `\`${p.target}\` er \`${p.variable}\` som numerisk variabel.`,
    en: (p) => `\`${p.target}\` is \`${p.variable}\` as a numeric variable.`,
  }),
  /** With `force`: `failed` values could not be converted. */
  'status-destring-forced': message<{ variable: string; failed: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.variable}\` er nå numerisk; ${p.failed} verdier satt til manglende.`,
    en: (p) => `\`${p.variable}\` is now numeric; ${p.failed} values set to missing.`,
  }),
  'status-destring-forced-into': message<{ variable: string; target: string; failed: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.target}\` er \`${p.variable}\` som numerisk variabel; ${p.failed} verdier satt til manglende.`,
    en: (p) => `\`${p.target}\` is \`${p.variable}\` as a numeric variable; ${p.failed} values set to missing.`,
  }),

  'status-rows-removed': message<{ noun: RowNoun; removed: CountText; n: CountText; left: CountText }>({
    severity: 'note',
    nb: (p) => `${p.removed} av ${p.n} ${rows(p.noun, 'nb')} fjernet, ${p.left} igjen.`,
    en: (p) => `${p.removed} of ${p.n} ${rows(p.noun, 'en')} removed, ${p.left} left.`,
  }),
  /** `variables` is ready text: names with commas. */
  'status-variables-removed': message<{ variables: string }>({
    severity: 'note',
    nb: (p) => `Fjernet: ${p.variables}.`,
    en: (p) => `Removed: ${p.variables}.`,
  }),
  'status-no-variables-removed': message<NoParameters>({
    severity: 'note',
    nb: () => 'Ingen variabler fjernet.',
    en: () => 'No variables removed.',
  }),
  'status-sampled': message<{ noun: RowNoun; seed: string; kept: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `${p.kept} av ${p.n} ${rows(p.noun, 'nb')} beholdt (seed ${p.seed}).`,
    en: (p) => `${p.kept} of ${p.n} ${rows(p.noun, 'en')} kept (seed ${p.seed}).`,
  }),
  'status-sampled-observations': message<NoParameters>({
    severity: 'note',
    nb: () => 'Utvalget er trukket blant observasjoner, ikke blant enheter.',
    en: () => 'The sample was drawn from observations, not from units.',
  }),

  'status-collapsed': message<{ dataset: string; by: string; groups: CountText; n: CountText; withoutKey: CountText }>({
    severity: 'note',
    nb: (p) =>
      `\`${p.dataset}\` har nå ${p.groups} grupper etter ${p.by} (fra ${p.n} rader). Utelatte rader uten ${p.by}: ${p.withoutKey}.`,
    en: (p) =>
      `\`${p.dataset}\` now holds ${p.groups} groups by ${p.by} (from ${p.n} rows). Rows left out, without ${p.by}: ${p.withoutKey}.`,
  }),
  /** By the identifier of the units, which every row has. */
  'status-collapsed-to-units': message<{ dataset: string; by: string; groups: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `\`${p.dataset}\` har nå ${p.groups} grupper etter ${p.by} (fra ${p.n} rader).`,
    en: (p) => `\`${p.dataset}\` now holds ${p.groups} groups by ${p.by} (from ${p.n} rows).`,
  }),
  'status-small-groups-left-out': message<{ fewest: string }>({
    severity: 'note',
    nb: (p) => `Grupper med færre enn ${p.fewest} enheter er utelatt, om det er noen.`,
    en: (p) => `Groups of fewer than ${p.fewest} units are left out, if there are any.`,
  }),
  'status-aggregated': message<{ variables: string; by: string; groups: CountText }>({
    severity: 'note',
    nb: (p) => `Lagt til: ${p.variables}. Grupper etter ${p.by}: ${p.groups}.`,
    en: (p) => `Added: ${p.variables}. Groups by ${p.by}: ${p.groups}.`,
  }),
  'status-merged': message<{
    variables: string;
    dataset: string;
    key: string;
    noun: RowNoun;
    matched: CountText;
    n: CountText;
  }>({
    severity: 'note',
    nb: (p) =>
      `${p.variables} koblet inn i \`${p.dataset}\` på \`${p.key}\`: ${p.matched} av ${p.n} ${rows(p.noun, 'nb')} fikk treff.`,
    en: (p) =>
      `${p.variables} merged into \`${p.dataset}\` on \`${p.key}\`: ${p.matched} of ${p.n} ${rows(p.noun, 'en')} matched.`,
  }),
  'status-reshaped-to-panel': message<{ times: string; series: string; units: CountText; n: CountText }>({
    severity: 'note',
    nb: (p) => `${p.units} enheter × ${p.times} tidspunkter = ${p.n} observasjoner; serier: ${p.series}.`,
    en: (p) => `${p.units} units × ${p.times} times = ${p.n} observations; series: ${p.series}.`,
  }),
  'status-reshaped-from-panel': message<{ variables: string; n: CountText }>({
    severity: 'note',
    nb: (p) => `${p.n} enheter, ${variables(p.variables, 'nb')}.`,
    en: (p) => `${p.n} units, ${variables(p.variables, 'en')}.`,
  }),

  'status-labels-defined': message<{ list: string; labels: string }>({
    severity: 'note',
    nb: (p) => `Kodeliste \`${p.list}\` med ${p.labels} etiketter.`,
    en: (p) => `Code list \`${p.list}\` with ${p.labels} labels.`,
  }),
  'status-labels-assigned': message<{ list: string; variable: string }>({
    severity: 'note',
    nb: (p) => `\`${p.list}\` knyttet til \`${p.variable}\`.`,
    en: (p) => `\`${p.list}\` attached to \`${p.variable}\`.`,
  }),
  'status-labels-assigned-partly': message<{ list: string; variable: string; unlabelled: CountText; noun: RowNoun }>({
    severity: 'note',
    nb: (p) =>
      `\`${p.list}\` knyttet til \`${p.variable}\`; ${p.unlabelled} ${rows(p.noun, 'nb')} har en verdi uten etikett.`,
    en: (p) =>
      `\`${p.list}\` attached to \`${p.variable}\`; ${p.unlabelled} ${rows(p.noun, 'en')} have a value without a label.`,
  }),
  'status-labels-dropped': message<{ lists: string }>({
    severity: 'note',
    nb: (p) => `Kodelister fjernet: ${p.lists}.`,
    en: (p) => `Code lists removed: ${p.lists}.`,
  }),
  /** `variables` used the lists and show codes from now on. */
  'status-used-labels-dropped': message<{ lists: string; variables: string }>({
    severity: 'note',
    nb: (p) => `Kodelister fjernet: ${p.lists}; uten etiketter nå: ${p.variables}.`,
    en: (p) => `Code lists removed: ${p.lists}; without labels now: ${p.variables}.`,
  }),

  /** Rule DC-06: a condition that selects fewer than ten units, or none, leaves everything as it was. */
  'status-few-units': message<NoParameters>({
    severity: 'note',
    nb: () => 'Betingelsen treffer færre enn 10 enheter (muligens ingen): ingen endring for disse.',
    en: () => 'The condition selects fewer than 10 units (possibly none): no change for them.',
  }),

  'status-bound': message<{ name: string; value: string; kind: 'number' | 'text' | 'date' | 'symbol' }>({
    severity: 'note',
    nb: (p) => `\`$${p.name}\` = ${p.value} (${bindingKinds[p.kind].nb}).`,
    en: (p) => `\`$${p.name}\` = ${p.value} (${bindingKinds[p.kind].en}).`,
  }),
  'status-loop': message<{ iterations: string }>({
    severity: 'note',
    nb: (p) => `Løkken har ${p.iterations} gjennomløp.`,
    en: (p) => `The loop has ${p.iterations} ${p.iterations === '1' ? 'iteration' : 'iterations'}.`,
  }),
  'status-alpha': message<NoParameters>({
    severity: 'note',
    nb: () => 'Kommandoer under utprøving (`alpha`) er slått på.',
    en: () => 'Commands on trial (`alpha`) are turned on.',
  }),
  'status-nocache': message<NoParameters>({
    severity: 'note',
    nb: () => 'Alt regnes ut på nytt i hver kjøring, så `nocache` endrer ingenting.',
    en: () => 'Everything is computed anew in every run, so `nocache` changes nothing.',
  }),
  'status-nocache-kinds': message<{ kinds: string }>({
    severity: 'note',
    nb: (p) => `Alt regnes ut på nytt i hver kjøring, så \`nocache\` for ${p.kinds} endrer ingenting.`,
    en: (p) => `Everything is computed anew in every run, so \`nocache\` for ${p.kinds} changes nothing.`,
  }),
  'status-settings': message<{ settings: string }>({
    severity: 'note',
    nb: (p) => `Slått på: ${p.settings}.`,
    en: (p) => `Turned on: ${p.settings}.`,
  }),
  'status-no-settings': message<NoParameters>({
    severity: 'note',
    nb: () => 'Ingen innstillinger er slått på; `alpha` og `nocache` finnes.',
    en: () => 'No settings are turned on; there are `alpha` and `nocache`.',
  }),
  'status-cleared': message<NoParameters>({
    severity: 'note',
    nb: () => 'Økten er tømt for datasett, bindinger, kodelister og databanker.',
    en: () => 'The session holds no datasets, bindings, code lists or databanks now.',
  }),
  'status-skipped': message<{ command: string }>({
    severity: 'note',
    nb: (p) => `\`${p.command}\` er hoppet over: et skript kjøres samlet.`,
    en: (p) => `\`${p.command}\` is skipped: a script runs as a batch.`,
  }),
} as const;

const bindingKinds = {
  number: { nb: 'tall', en: 'number' },
  text: { nb: 'tekst', en: 'text' },
  date: { nb: 'dato', en: 'date' },
  symbol: { nb: 'navn', en: 'name' },
} as const;

function at(date: string, word: string): string {
  return date === '' ? '' : ` ${word} ${date}`;
}

/** Which status line. */
export type StatusCode = keyof typeof statusMessages;

type StatusParameters<C extends StatusCode> = ParametersOf<(typeof statusMessages)[C]>;

/** The text parameters of a status line: `names` of an exact message. */
export type StatusNames<C extends StatusCode> = {
  readonly [K in keyof StatusParameters<C> as StatusParameters<C>[K] extends CountText
    ? never
    : K]: StatusParameters<C>[K];
};

/** The parameters of a status line that count units: the keys of an exact message's `counts`. */
export type StatusCounts<C extends StatusCode> = {
  readonly [K in keyof StatusParameters<C> as StatusParameters<C>[K] extends CountText
    ? K
    : never]: StatusParameters<C>[K];
};
