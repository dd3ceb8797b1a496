import type { LocalText } from '../../base/language.ts';

/** Words of the HTML catalogue. */
export const pageWords = {
  catalogue: { nb: 'Variabelkatalog', en: 'Variable catalogue' },
  search: { nb: 'Søk etter variabler', en: 'Search for variables' },
  searchHelp: {
    nb: 'På norsk eller engelsk; skrivefeil tåles. Tast / for å søke, pil ned for treffene.',
    en: 'In Norwegian or English; misspellings are forgiven. Press / to search, arrow down for the hits.',
  },
  filters: { nb: 'Avgrens', en: 'Narrow down' },
  unitType: { nb: 'Enhetstype', en: 'Unit type' },
  temporality: { nb: 'Temporalitet', en: 'Temporality' },
  subject: { nb: 'Emne', en: 'Subject' },
  all: { nb: 'alle', en: 'all' },
  variables: { nb: 'Variabler', en: 'Variables' },
  found: { nb: 'variabler', en: 'variables' },
  one: { nb: 'variabel', en: 'variable' },
  none: { nb: 'Ingen variabler svarer til søket.', en: 'No variables answer to the search.' },
  needsScript: {
    nb: 'Søket krever JavaScript; listen nedenfor viser alle variablene.',
    en: 'Searching needs JavaScript; the list below shows all variables.',
  },
  back: { nb: 'Alle variabler', en: 'All variables' },
  about: { nb: 'Om variabelen', en: 'About the variable' },
  codes: { nb: 'Koder', en: 'Codes' },
  code: { nb: 'Kode', en: 'Code' },
  title: { nb: 'Tittel', en: 'Title' },
  from: { nb: 'Gyldig fra', en: 'Valid from' },
  until: { nb: 'Gyldig til', en: 'Valid until' },
  codeList: { nb: 'Kodeliste', en: 'Code list' },
  wholeList: { nb: 'Hele kodelisten', en: 'The whole code list' },
  usedBy: { nb: 'Brukes av', en: 'Used by' },
  filterCodes: { nb: 'Filtrer kodene', en: 'Filter the codes' },
  copy: { nb: 'Kopier', en: 'Copy' },
  copied: { nb: 'Kopiert', en: 'Copied' },
  skip: { nb: 'Til innholdet', en: 'To the content' },
  synthetic: {
    nb: 'Dataene er syntetiske: de er laget av et program og sier ingenting om virkelige personer.',
    en: 'The data are synthetic: they were made by a program and say nothing about real people.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
