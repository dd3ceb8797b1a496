import { message, type Threshold } from './message.ts';
import { quoted, suggestion } from './wording.ts';

type NoParameters = Readonly<Record<string, undefined>>;

const keys = {
  'key-variable-used': message<{ name: string }>({
    severity: 'error',
    spec: 'D001',
    nb: (p) => `\`${p.name}\` er en nøkkelvariabel og kan ikke brukes i analyser og transformasjoner.`,
    en: (p) => `\`${p.name}\` is a key variable and cannot be used in analyses and transformations.`,
    hint: { nb: () => 'nøkler kan bare stå i `by()` og `on`', en: () => 'keys can only stand in `by()` and `on`' },
  }),
  'group-key-used': message<{ name: string }>({
    severity: 'error',
    spec: 'D001',
    nb: (p) => `\`${p.name}\` er identifikatoren i dette datasettet og kan ikke brukes i analyser og transformasjoner.`,
    en: (p) => `\`${p.name}\` is the identifier of this dataset and cannot be used in analyses and transformations.`,
    hint: {
      nb: () => 'lag det du trenger før `collapse`, eller koble resultatet tilbake med `merge`',
      en: () => 'derive what you need before `collapse`, or `merge` the result back',
    },
  }),
  'unit-type-mismatch': message<{
    variable: string;
    variableUnits: string;
    variableUnitsNb: string;
    dataset: string;
    datasetUnits: string;
    datasetUnitsNb: string;
  }>({
    severity: 'error',
    spec: 'D002',
    nb: (p) =>
      `\`${p.variable}\` beskriver enheter av typen ${p.variableUnitsNb}, men datasettet \`${p.dataset}\` har enheter av typen ${p.datasetUnitsNb}.`,
    en: (p) =>
      `\`${p.variable}\` describes units of type ${p.variableUnits}, but dataset \`${p.dataset}\` holds units of type ${p.datasetUnits}.`,
    hint: {
      nb: () => 'legg variabelen i et eget datasett, bruk `collapse` til samme enhet og koble med `merge`',
      en: () => 'put it in a dataset of its own, `collapse` to the same unit and `merge`',
    },
  }),
  'groups-are-no-units': message<{ identifier: string; dataset: string }>({
    severity: 'error',
    spec: 'D002',
    nb: (p) =>
      `Gruppene etter \`${p.identifier}\` i \`${p.dataset}\` er ikke enheter i registeret, så det kan ikke hentes inn variabler for dem.`,
    en: (p) =>
      `The groups by \`${p.identifier}\` in \`${p.dataset}\` are not register units, so no variable can be imported for them.`,
    hint: {
      nb: () => 'koble gruppene inn i et datasett med enheter med `merge`',
      en: () => '`merge` the groups into a dataset of units',
    },
  }),
  'system-column': message<{ name: string; command: string }>({
    severity: 'error',
    spec: 'D014',
    nb: (p) =>
      `\`${p.name}\` er identifikatoren eller tidspunktet i datasettet; \`${p.command}\` kan ikke brukes på den.`,
    en: (p) => `\`${p.name}\` is the identifier or the time of the dataset; \`${p.command}\` cannot be used on it.`,
  }),
  'cluster-in-model': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `\`${p.name}\` i \`cluster()\` er også med i modellen; velg en annen variabel.`,
    en: (p) => `\`${p.name}\` in \`cluster()\` is part of the model, too; choose another variable.`,
  }),
} as const;

const kinds = {
  'dataset-kind': message<{
    command: string;
    dataset: string;
    kind: 'empty' | 'units' | 'cross-section' | 'event' | 'panel';
  }>({
    severity: 'error',
    spec: 'D003',
    nb: (p) =>
      `\`${p.command}\` kan ikke brukes i \`${p.dataset}\`, som ${kindWords[p.kind].nb}; lag et eget datasett.`,
    en: (p) =>
      `\`${p.command}\` cannot be used in \`${p.dataset}\`, which ${kindWords[p.kind].en}; make a dataset of its own.`,
  }),
  'dataset-not-empty': message<{ command: string; dataset: string }>({
    severity: 'error',
    spec: 'D004',
    nb: (p) => `\`${p.command}\` trenger et tomt datasett, men \`${p.dataset}\` har allerede variabler.`,
    en: (p) => `\`${p.command}\` needs an empty dataset, but \`${p.dataset}\` already has variables.`,
    hint: {
      nb: () => 'lag et nytt med `create-dataset`, eller hent bare enhetene med `clone-units`',
      en: () => 'make a new one with `create-dataset`, or take the units only with `clone-units`',
    },
  }),
  'dataset-has-no-units': message<{ dataset: string }>({
    severity: 'error',
    spec: 'D004',
    nb: (p) => `Datasettet \`${p.dataset}\` har ingen enheter ennå; hent inn en variabel først.`,
    en: (p) => `Dataset \`${p.dataset}\` has no units yet; import a variable first.`,
  }),
  'panel-time-in-columns': message<{ command: string; time: string }>({
    severity: 'error',
    nb: (p) => `\`${p.command}\` har tidspunktene som kolonner allerede; ta bort \`${p.time}\`.`,
    en: (p) => `\`${p.command}\` has the times as its columns already; leave \`${p.time}\` out.`,
  }),
  'not-a-panel': message<{ command: string; dataset: string }>({
    severity: 'error',
    spec: 'D008',
    nb: (p) => `\`${p.command}\` trenger et panel, og \`${p.dataset}\` er ikke det.`,
    en: (p) => `\`${p.command}\` needs a panel, and \`${p.dataset}\` is none.`,
    hint: {
      nb: () => 'et panel lages med `import-panel` eller `reshape-to-panel`',
      en: () => 'a panel is made by `import-panel` or `reshape-to-panel`',
    },
  }),
  'nothing-to-reshape': message<{ prefix: string; found: readonly string[] }>({
    severity: 'error',
    spec: 'D013',
    nb: (p) =>
      `Ingen variabel heter \`${p.prefix}\` med et tidspunkt uten bokstaver bak, som \`${p.prefix}2020\` eller \`${p.prefix}_21\`.`,
    en: (p) =>
      `No variable is called \`${p.prefix}\` followed by a time without letters, as in \`${p.prefix}2020\` or \`${p.prefix}_21\`.`,
    hint: {
      nb: (p) => (p.found.length === 0 ? undefined : `disse begynner slik: ${p.found.join(', ')}`),
      en: (p) => (p.found.length === 0 ? undefined : `these start like it: ${p.found.join(', ')}`),
    },
  }),
  'times-coincide': message<{ first: string; second: string }>({
    severity: 'error',
    spec: 'D013',
    nb: (p) => `\`${p.first}\` og \`${p.second}\` betyr det samme tidspunktet; gi den ene et annet navn.`,
    en: (p) => `\`${p.first}\` and \`${p.second}\` stand for the same time; rename one of them.`,
  }),
} as const;

const kindWords = {
  empty: { nb: 'er tomt', en: 'is empty' },
  units: { nb: 'bare har enheter', en: 'holds units only' },
  'cross-section': { nb: 'har tverrsnittsdata', en: 'holds cross-section data' },
  event: { nb: 'har forløpsdata', en: 'holds event data' },
  panel: { nb: 'har paneldata', en: 'holds panel data' },
} as const;

const temporalityWords = {
  FIXED: { nb: 'en fast opplysning', en: 'constant' },
  STATUS: { nb: 'en tverrsnittsvariabel', en: 'a cross-sectional variable' },
  ACCUMULATED: { nb: 'en akkumulert variabel', en: 'an accumulated variable' },
  EVENT: { nb: 'en forløpsvariabel', en: 'an event variable' },
} as const;

type TimedTemporality = 'STATUS' | 'ACCUMULATED' | 'EVENT';

const dates = {
  'date-required': message<{ name: string; temporality: TimedTemporality; first: string; last: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) =>
      `\`${p.name}\` er ${temporalityWords[p.temporality].nb} og må importeres med en dato fra ${p.first} til ${p.last}.`,
    en: (p) => `\`${p.name}\` is ${temporalityWords[p.temporality].en}; give a date from ${p.first} to ${p.last}.`,
  }),
  'date-not-allowed': message<{ name: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `\`${p.name}\` er en fast opplysning; datoen skal utelates.`,
    en: (p) => `\`${p.name}\` is constant; leave the date out.`,
  }),
  'date-not-measured': message<{
    name: string;
    date: string;
    nearest: readonly string[];
    first: string;
    last: string;
    number: Threshold;
  }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `\`${p.name}\` har ingen verdier for ${p.date}.`,
    en: (p) => `\`${p.name}\` has no data at ${p.date}.`,
    hint: {
      nb: (p) => `nærmeste gyldige datoer: ${p.nearest.join(', ')} (${p.number} datoer fra ${p.first} til ${p.last})`,
      en: (p) => `nearest valid dates: ${p.nearest.join(', ')} (${p.number} dates from ${p.first} to ${p.last})`,
    },
  }),
  'date-outside': message<{ name: string; date: string; first: string; last: string; ended: 'yes' | 'no' }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `\`${p.name}\` har ingen verdier for ${p.date}; den er gyldig fra ${p.first} til ${p.last}.`,
    en: (p) => `\`${p.name}\` has no data at ${p.date}; it is valid from ${p.first} to ${p.last}.`,
    hint: {
      nb: (p) => (p.ended === 'yes' ? `bruk en dato senest ${p.last}` : `bruk en dato tidligst ${p.first}`),
      en: (p) => (p.ended === 'yes' ? `use a date no later than ${p.last}` : `use a date no earlier than ${p.first}`),
    },
  }),
  'date-after-last-change': message<{ name: string; date: string; last: string }>({
    severity: 'warning',
    spec: 'D007',
    nb: (p) =>
      `Den siste endringen i \`${p.name}\` er fra ${p.last}; for ${p.date} svarer bare forløp som ikke er avsluttet.`,
    en: (p) => `The last change of \`${p.name}\` is of ${p.last}; at ${p.date} only spells that have not ended answer.`,
  }),
  'date-missing': message<{ command: string; form: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `\`${p.command}\` skrives \`${p.form}\`.`,
    en: (p) => `\`${p.command}\` is written \`${p.form}\`.`,
  }),
  'period-in-import': message<{ name: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`import\` tar én dato; en periode for \`${p.name}\` hentes med \`import-event\`.`,
    en: (p) => `\`import\` takes one date; a period of \`${p.name}\` is fetched with \`import-event\`.`,
  }),
  'period-reversed': message<{ from: string; to: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `Perioden begynner ${p.from}, etter at den slutter ${p.to}; bytt om datoene.`,
    en: (p) => `The period begins at ${p.from}, after its end at ${p.to}; swap the dates.`,
  }),
  'not-an-event-variable': message<{ name: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `\`${p.name}\` er ikke en forløpsvariabel; bruk \`import\`.`,
    en: (p) => `\`${p.name}\` is not an event variable; use \`import\`.`,
  }),
  'repeated-date': message<{ date: string }>({
    severity: 'error',
    spec: 'D007',
    nb: (p) => `Datoen ${p.date} er nevnt to ganger; én gang er nok.`,
    en: (p) => `The date ${p.date} is given twice; once is enough.`,
  }),
  'panel-name': message<NoParameters>({
    severity: 'error',
    spec: 'S002',
    nb: () => '`import-panel` tar ikke `as`; gi variablene nye navn med `rename` etterpå.',
    en: () => '`import-panel` does not take `as`; give the variables new names with `rename` afterwards.',
  }),
  'one-variable-per-import': message<{ command: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.command}\` henter én variabel om gangen; skriv en linje for hver.`,
    en: (p) => `\`${p.command}\` fetches one variable at a time; write a line for each.`,
  }),
  'outer-join-first': message<NoParameters>({
    severity: 'note',
    nb: () => '`outer_join` har ingen virkning når datasettet er tomt.',
    en: () => '`outer_join` has no effect in an empty dataset.',
  }),
  'day-numbers-as-suffix': message<{ name: string; date: string; better: string }>({
    severity: 'warning',
    nb: (p) =>
      `De nye variablene får dagnummeret bak navnet, som \`${p.name}\` for ${p.date}; gi dem bedre navn med \`rename\`.`,
    en: (p) =>
      `The new variables carry the day number in their names, such as \`${p.name}\` for ${p.date}; give them better names with \`rename\`.`,
    hint: {
      nb: (p) => `for eksempel \`rename ${p.name} ${p.better}\``,
      en: (p) => `for example \`rename ${p.name} ${p.better}\``,
    },
  }),
  'no-panel-times-left': message<{ dataset: string; times: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Betingelsen utelukker alle tidspunktene i \`${p.dataset}\`, så ingen rader ville bli igjen.`,
    en: (p) => `The condition excludes every time of \`${p.dataset}\`, so that no rows would be left.`,
    hint: {
      nb: (p) => `\`date@panel\` har verdiene ${p.times.join(', ')}`,
      en: (p) => `the values of \`date@panel\` are ${p.times.join(', ')}`,
    },
  }),
  /** `first` is the identifier, when it is called like that. */
  'reshaped-names-coincide': message<{ name: string; first: string; second: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) =>
      `Både \`${p.first}\` og \`${p.second}\` ville gi navnet \`${p.name}\`; gi en av dem et annet navn med \`rename\` først.`,
    en: (p) =>
      `Both \`${p.first}\` and \`${p.second}\` would give the name \`${p.name}\`; \`rename\` one of them first.`,
  }),
} as const;

const linking = {
  'no-merge-key': message<{ source: string; sourceKey: string; target: string; targetKey: string }>({
    severity: 'error',
    spec: 'D005',
    nb: (p) =>
      `\`${p.source}\` og \`${p.target}\` kan ikke kobles: den ene er identifisert med \`${p.sourceKey}\`, den andre kobles på \`${p.targetKey}\`.`,
    en: (p) =>
      `\`${p.source}\` and \`${p.target}\` cannot be linked: the one is identified by \`${p.sourceKey}\`, the other is linked on \`${p.targetKey}\`.`,
    hint: {
      nb: (p) => `bruk \`collapse …, by(…)\` i \`${p.source}\` til samme enhet først, eller velg en nøkkel med \`on\``,
      en: (p) => `\`collapse …, by(…)\` \`${p.source}\` to the same unit first, or choose a key with \`on\``,
    },
  }),
  'merge-key-not-unique': message<{ source: string; key: string }>({
    severity: 'error',
    spec: 'D006',
    nb: (p) =>
      `\`${p.source}\` kan ha flere rader for hver verdi av \`${p.key}\`; bruk \`collapse …, by(${p.key})\` først.`,
    en: (p) =>
      `\`${p.source}\` may have several rows for each value of \`${p.key}\`; \`collapse …, by(${p.key})\` first.`,
  }),
  'unknown-statistic': message<{ statistic: string; known: readonly string[]; hint: 'percentile' | 'none' }>({
    severity: 'error',
    spec: 'D015',
    nb: (p) => `\`${p.statistic}\` er ikke en statistikk her; de er ${quoted(p.known, 'nb', 'and')}.`,
    en: (p) => `\`${p.statistic}\` is no statistic here; there are ${quoted(p.known, 'en', 'and')}.`,
    hint: {
      nb: (p) => (p.hint === 'percentile' ? 'prosentpunkter vises med `tabulate …, summarize(x) p25`' : undefined),
      en: (p) => (p.hint === 'percentile' ? 'percentiles are shown by `tabulate …, summarize(x) p25`' : undefined),
    },
  }),
  'statistic-missing': message<{ command: string; known: readonly string[] }>({
    severity: 'error',
    spec: 'D015',
    nb: (p) => `\`${p.command}\` trenger en statistikk i parentes: ${quoted(p.known, 'nb')}.`,
    en: (p) => `\`${p.command}\` needs a statistic in parentheses: ${quoted(p.known, 'en')}.`,
  }),
  'result-name-missing': message<{ name: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Gi resultatet av \`${p.name}\` et navn: \`${p.name} -> nytt_navn\`.`,
    en: (p) => `Give the result of \`${p.name}\` a name: \`${p.name} -> new_name\`.`,
  }),
  'copy-name-missing': message<{ name: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Gi kopien av \`${p.name}\` et navn med \`->\` eller med \`prefix()\` eller \`suffix()\`.`,
    en: (p) => `Give the copy of \`${p.name}\` a name with \`->\` or with \`prefix()\` or \`suffix()\`.`,
  }),
  'sample-size': message<{ written: string }>({
    severity: 'error',
    spec: 'D012',
    nb: (p) =>
      `\`${p.written}\` er ingen utvalgsstørrelse; skriv en andel mellom 0 og 1 (0.25) eller et helt antall (5000).`,
    en: (p) => `\`${p.written}\` is no sample size; write a share between 0 and 1 (0.25) or a whole number (5000).`,
  }),
  'sample-seed': message<{ written: string }>({
    severity: 'error',
    spec: 'D012',
    nb: (p) => `\`${p.written}\` er ikke noe starttall; skriv et helt tall fra 1 og oppover.`,
    en: (p) => `\`${p.written}\` is no seed; write a whole number from 1 upwards.`,
  }),
} as const;

const codes = {
  'recode-names': message<{ names: Threshold; variables: Threshold }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) =>
      `\`generate\` har ${p.names} navn til ${p.variables} ${p.variables === 1 ? 'variabel' : 'variabler'}; gi ett navn per variabel, eller ett ord som settes foran navnene.`,
    en: (p) =>
      `\`generate\` has ${p.names} names for ${p.variables} ${p.variables === 1 ? 'variable' : 'variables'}; give one name per variable, or one word to put before the names.`,
  }),
  'recode-type': message<{ variable: string; type: 'number' | 'text' }>({
    severity: 'error',
    spec: 'D010',
    nb: (p) =>
      p.type === 'text'
        ? `\`${p.variable}\` er alfanumerisk: sett kodene i anførselstegn, eller bruk \`destring\` først.`
        : `\`${p.variable}\` er numerisk: skriv kodene uten anførselstegn.`,
    en: (p) =>
      p.type === 'text'
        ? `\`${p.variable}\` is alphanumeric: quote the codes, or use \`destring\` first.`
        : `\`${p.variable}\` is numeric: write the codes without quotes.`,
  }),
  'recode-interval-text': message<{ variable: string }>({
    severity: 'error',
    spec: 'D010',
    nb: (p) => `\`${p.variable}\` er alfanumerisk og har ingen intervaller; bruk \`destring\` først.`,
    en: (p) => `\`${p.variable}\` is alphanumeric and has no intervals; use \`destring\` first.`,
  }),
  'recode-interval-empty': message<{ from: string; to: string }>({
    severity: 'error',
    spec: 'D010',
    nb: (p) => `Intervallet ${p.from}/${p.to} er tomt; skriv den minste verdien først.`,
    en: (p) => `The interval ${p.from}/${p.to} is empty; write the smaller value first.`,
  }),
  'recode-alone': message<{ word: string }>({
    severity: 'error',
    spec: 'D010',
    nb: (p) => `\`${p.word}\` må stå alene på venstre side av regelen.`,
    en: (p) => `\`${p.word}\` must stand alone on the left side of its rule.`,
  }),
  'recode-unreachable': message<NoParameters>({
    severity: 'warning',
    nb: () => 'Regelen får aldri virkning, for tidligere regler tar alle verdiene dens; sett den foran.',
    en: () => 'The rule never applies, since earlier ones take all its values; put it before them.',
  }),
  'recode-repeated-value': message<{ value: string }>({
    severity: 'warning',
    nb: (p) => `Verdien ${p.value} står i to regler; den første gjelder.`,
    en: (p) => `The value ${p.value} stands in two rules; the first one applies.`,
  }),
  'variable-has-no-code-list': message<{ name: string }>({
    severity: 'error',
    spec: 'D011',
    nb: (p) => `\`${p.name}\` har ingen kodeliste; knytt en til den med \`assign-labels\`.`,
    en: (p) => `\`${p.name}\` has no code list; attach one with \`assign-labels\`.`,
  }),
  'label-not-in-list': message<{ label: string; variable: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'D011',
    nb: (p) => `Ingen kode i \`${p.variable}\` har etiketten '${p.label}'.`,
    en: (p) => `No code of \`${p.variable}\` has the label '${p.label}'.`,
    hint: suggestion,
  }),
  'label-ambiguous': message<{ label: string; variable: string; codes: readonly string[] }>({
    severity: 'error',
    spec: 'D011',
    nb: (p) => `Flere koder i \`${p.variable}\` har etiketten '${p.label}': ${p.codes.join(', ')}; bruk koden selv.`,
    en: (p) =>
      `Several codes of \`${p.variable}\` have the label '${p.label}': ${p.codes.join(', ')}; use the code itself.`,
  }),
  'label-part-not-found': message<{ part: string; variable: string }>({
    severity: 'warning',
    spec: 'D011',
    nb: (p) => `Ingen etikett i \`${p.variable}\` inneholder '${p.part}'; betingelsen er aldri sann.`,
    en: (p) => `No label of \`${p.variable}\` contains '${p.part}'; the condition is never true.`,
  }),
  'mixed-codes': message<{ list: string }>({
    severity: 'warning',
    spec: 'W-LABELTYPE',
    nb: (p) => `Kodelisten \`${p.list}\` har både tall og tekst; alle kodene behandles som tekst.`,
    en: (p) => `The code list \`${p.list}\` has both numbers and text; all codes are treated as text.`,
  }),
  'code-list-type': message<{ list: string; variable: string; type: 'number' | 'text' }>({
    severity: 'warning',
    spec: 'W-LABELTYPE',
    nb: (p) =>
      `Kodene i \`${p.list}\` passer ikke til \`${p.variable}\`, så ingen etikett vises; skriv kodene ${p.type === 'text' ? 'i' : 'uten'} anførselstegn.`,
    en: (p) =>
      `The codes of \`${p.list}\` do not fit \`${p.variable}\`, so no label will show; write the codes ${p.type === 'text' ? 'in' : 'without'} quotes.`,
  }),
  'codes-coincide': message<{ variable: string; code: string }>({
    severity: 'warning',
    spec: 'W-LABELTYPE',
    nb: (p) => `Flere koder i \`${p.variable}\` blir tallet ${p.code}; den første etiketten beholdes.`,
    en: (p) => `Several codes of \`${p.variable}\` become the number ${p.code}; the first label is kept.`,
  }),
  'unknown-table-code': message<{ code: string; variable: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) => `\`${p.code}\` kan ikke være en kode i \`${p.variable}\`.`,
    en: (p) => `\`${p.code}\` cannot be a code of \`${p.variable}\`.`,
    hint: suggestion,
  }),
  'factor-from-text': message<{ name: string }>({
    severity: 'note',
    nb: (p) => `\`${p.name}\` er alfanumerisk og behandles som faktor, som \`i.${p.name}\`.`,
    en: (p) => `\`${p.name}\` is alphanumeric and is treated as a factor, like \`i.${p.name}\`.`,
  }),
  'too-many-operands': message<{ limit: Threshold }>({
    severity: 'error',
    nb: (p) => `Et samspill kan ha høyst ${p.limit} variabler.`,
    en: (p) => `An interaction can have at most ${p.limit} variables.`,
  }),
  'too-few-instruments': message<NoParameters>({
    severity: 'error',
    nb: () => 'Modellen trenger minst like mange instrumenter som endogene variabler: (endogene = instrumenter).',
    en: () => 'The model needs at least as many instruments as endogenous variables: (endogenous = instruments).',
  }),
  'margins-not-in-model': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `\`${p.name}\` i \`margins()\` er ikke med i modellen; velg en av de forklarende variablene.`,
    en: (p) => `\`${p.name}\` in \`margins()\` is not part of the model; choose one of the explanatory variables.`,
  }),
  'not-a-regression': message<{ command: string }>({
    severity: 'error',
    nb: (p) => `\`${p.command}\` har ingen koeffisienter å tegne; skriv en regresjon etter \`coefplot\`.`,
    en: (p) => `\`${p.command}\` has no coefficients to draw; write a regression after \`coefplot\`.`,
  }),
  'register-has-no-code-list': message<{ name: string }>({
    severity: 'error',
    spec: 'D011',
    nb: (p) => `\`${p.name}\` har ingen kodeliste; verdiene er fritt beskrevet.`,
    en: (p) => `\`${p.name}\` has no code list; its values are described freely.`,
  }),
} as const;

/** Messages about data as far as they are known before any data is read: units, dates, links, codes. */
export const dataMessages = { ...keys, ...kinds, ...dates, ...linking, ...codes } as const;
