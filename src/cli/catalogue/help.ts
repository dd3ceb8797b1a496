import type { LocalText } from '../../base/language.ts';

/** Help texts of `variables` and `catalogue`. */
export const catalogueHelp = {
  variables: {
    nb: 'Finn variabler i databankene, eller vis alt om én',
    en: 'Find variables in the databanks, or show everything about one',
  },
  words: {
    nb: 'søkeord på norsk eller engelsk, eller navnet på en variabel',
    en: 'search words in Norwegian or English, or the name of a variable',
  },
  version: {
    nb: 'versjon av den første databanken, eller NAVN:VERSJON; bare den gjennomsøkes da (ellers alle, i nyeste versjon)',
    en: 'version of the first databank, or NAME:VERSION; only that one is searched then (else all, newest version)',
  },
  unit: {
    nb: 'bare variabler om denne enhetstypen, f.eks. PERSON',
    en: 'only variables about this unit type, e.g. PERSON',
  },
  temporality: {
    nb: 'bare variabler med denne temporaliteten: fast, tverrsnitt, akkumulert eller forløp',
    en: 'only variables of this temporality: fixed, status, accumulated or event',
  },
  date: {
    nb: 'vis kodene som gjelder på denne dagen (ellers den nyeste)',
    en: 'show the codes that are valid on this day (else the newest)',
  },
  sketch: {
    nb: 'vis også en skisse av fordelingen: leser data, og viser bare det som konfidensialitetsreglene frigir',
    en: 'also sketch the distribution: reads data, and shows only what disclosure control releases',
  },
  history: {
    nb: 'vis også hvilke versjoner variabelen finnes i, og når opplysningene om den ble endret',
    en: 'also show in which versions the variable is, and when its entry changed',
  },
  limit: {
    nb: 'høyst så mange variabler (ellers 20), eller koder (ellers 40)',
    en: 'at most so many variables (else 20), or codes (else 40)',
  },
  format: { nb: 'text (vanlig) eller json', en: 'text (usual) or json' },
  catalogue: {
    nb: 'Skriv en databanks katalog som HTML, DCAT-AP eller DDI',
    en: "Write a databank's catalogue as HTML, DCAT-AP or DDI",
  },
  exportVersion: {
    nb: 'versjon av den første databanken, eller NAVN:VERSJON (ellers den nyeste av den første)',
    en: 'version of the first databank, or NAME:VERSION (else the newest of the first)',
  },
  html: {
    nb: 'mappe for en HTML-katalog som kan søkes i uten tjener',
    en: 'folder for an HTML catalogue that is searched without a server',
  },
  dcat: { nb: 'fil for DCAT-AP 3 som JSON-LD', en: 'file for DCAT-AP 3 as JSON-LD' },
  ddi: { nb: 'fil for DDI Codebook 2.5 som XML', en: 'file for DDI Codebook 2.5 as XML' },
  baseAddress: {
    nb: 'adresse som identifikatorene i DCAT begynner med (ellers urn:microdata:)',
    en: 'address that identifiers in DCAT begin with (else urn:microdata:)',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
