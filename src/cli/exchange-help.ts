import type { LocalText } from '../base/language.ts';

/** Descriptions in `--help` of the commands that carry databanks to and from other formats. */
export const exchangeHelp = {
  export: {
    nb: 'Skriv en databank som datasett i utvekslingsformatet, eller som et datalager slik plattformen har dem',
    en: 'Write a databank as datasets of the exchange format, or as a datastore such as the platform has',
  },
  exportDatabank: {
    nb: 'mappen til en databank, eller navnet på en som følger med',
    en: 'folder of a databank, or name of one that comes with the program',
  },
  to: { nb: 'ny mappe som skrives', en: 'new folder to write' },
  format: {
    nb: 'datasets (vanlig: én versjon, en JSON-fil og en datafil per variabel) eller datastore (alle versjoner)',
    en: 'datasets (usual: one version, a JSON file and a data file for each variable) or datastore (all versions)',
  },
  data: {
    nb: 'datafiler som csv (vanlig) eller parquet; datastore har alltid Parquet',
    en: 'data files as csv (usual) or parquet; a datastore always has Parquet',
  },
  gzip: { nb: 'pakk CSV-filene', en: 'compress the CSV files' },
  version: {
    nb: 'hvilken versjon (ellers den nyeste, eller alle for datastore)',
    en: 'which version (else the newest, or all for datastore)',
  },
  only: { nb: 'bare denne variabelen; kan gjentas', en: 'this variable only; may be repeated' },
  hashes: {
    nb: 'Vis antall rader i hver variabel og en kontrollsum av dem, lik for like rader uansett hvordan de er lagret',
    en: "Show each variable's number of rows and a hash of them, equal for equal rows however they are stored",
  },
  hashesVersion: { nb: 'hvilken versjon (ellers den nyeste)', en: 'which version (else the newest)' },
  import: {
    nb: 'Lag en databank av et datalager i plattformens format, med alle versjoner og utkastet',
    en: "Make a databank of a datastore in the platform's layout, with all versions and the draft",
  },
  datastore: { nb: 'mappen med datastore/ og data/', en: 'the folder that holds datastore/ and data/' },
  target: { nb: 'ny mappe for databanken', en: 'new folder for the databank' },
  name: {
    nb: 'navnet på databanken (ellers datalagerets eget)',
    en: "name of the databank (else the datastore's own)",
  },
  policy: {
    nb: 'det minst strenge regelsettet for konfidensialitet som dataene kan brukes under',
    en: 'the laxest disclosure policy that the data may be used under',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
