/** Help texts of `databank own`, in both languages. */
export const ownHelp = {
  own: {
    nb: 'Gjør en egen CSV-tabell til en privat databank (require own.navn:1), med samme avsløringskontroll',
    en: 'Make a table of your own (CSV) a private databank (require own.name:1), under the same disclosure control',
  },
  table: {
    nb: 'CSV-fil med overskrift: en kolonne med enhetenes pseudonymer, og en for hver variabel',
    en: "CSV file with a header: a column with the units' pseudonyms, and one for each variable",
  },
  folder: {
    nb: 'mappen databanken skal ligge i; er den der fra før, blir det en ny versjon',
    en: 'the folder of the databank; if it is there already, a new version is released',
  },
  name: { nb: 'databankens navn, own.noe', en: "the databank's name, own.something" },
  label: { nb: 'navn som vises i utskrifter', en: 'name shown in output' },
  unit: { nb: 'enhetstypen (PERSON, FAMILIE, JOBB …)', en: 'the unit type (PERSON, FAMILIE, JOBB …)' },
  id: { nb: 'kolonnen med pseudonymer (ellers den første)', en: 'the column with pseudonyms (otherwise the first)' },
  date: { nb: 'verdiene gjelder denne datoen', en: 'the values are those of this date' },
  dateColumn: { nb: 'kolonnen med datoen verdiene gjelder', en: 'the column with the date of the values' },
  period: {
    nb: 'verdiene er summer over perioden FRA/TIL (ÅÅÅÅ-MM-DD/ÅÅÅÅ-MM-DD)',
    en: 'the values are sums over the period FROM/TO (YYYY-MM-DD/YYYY-MM-DD)',
  },
  start: { nb: 'kolonnen med første dag av et forløp', en: 'the column with the first day of a spell' },
  stop: {
    nb: 'kolonnen med siste dag av et forløp (tom: pågår)',
    en: 'the column with the last day of a spell (empty: goes on)',
  },
  delimiter: { nb: 'skilletegn (ellers det overskriften bruker)', en: 'separator (otherwise what the header uses)' },
  decimalComma: { nb: 'desimaltall er skrevet med komma', en: 'decimals are written with a comma' },
  text: {
    nb: 'kolonne som er tekst, selv om den ser ut som tall (kan gjentas)',
    en: 'column that is text, though it looks like numbers (may be repeated)',
  },
  labels: {
    nb: 'CSV-fil med etiketter: variable,code,label',
    en: 'CSV file with labels: variable,code,label',
  },
  nature: { nb: 'hva slags data det er', en: 'what kind of data it is' },
  description: { nb: 'tekst om denne versjonen', en: 'text about this version' },
  progress: { nb: 'vis fremdrift', en: 'show progress' },
  quiet: { nb: 'ikke si annet enn feil', en: 'say nothing but mistakes' },
} as const;
