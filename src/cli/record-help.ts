import type { LocalText } from '../base/language.ts';

/** Help texts of the commands about recorded runs. */
export const recordHelp = {
  archive: {
    nb: 'kjør et skript og arkiver det: skript, resultater, protokoll, katalogutdrag og beskrivelse i én ZIP-fil',
    en: 'run a script and archive it: script, results, record, catalogue excerpts and description in one ZIP file',
  },
  archiveFile: { nb: 'ZIP-filen som skrives', en: 'the ZIP file to write' },
  title: { nb: 'tittel på arkivet', en: 'title of the archive' },
  description: { nb: 'hva arkivet handler om', en: 'what the archive is about' },
  author: { nb: 'en forfatter; kan gis flere ganger', en: 'an author; may be given several times' },
  orcid: { nb: 'ORCID, i samme rekkefølge som forfatterne', en: 'ORCID, in the same order as the authors' },
  licence: { nb: 'lisens: SPDX-navn (CC-BY-4.0) eller adresse', en: 'licence: SPDX name (CC-BY-4.0) or address' },
  keyword: { nb: 'et stikkord; kan gis flere ganger', en: 'a keyword; may be given several times' },
  date: { nb: 'utgivelsesdato, ÅÅÅÅ-MM-DD', en: 'date of publication, YYYY-MM-DD' },
  request: {
    nb: 'lag det du sender til dataeieren for å søke om et tilrettelagt datasett: søknad, variabler, populasjon, funn',
    en: 'make what you send to the data owner to apply for a prepared dataset: application, variables, population, findings',
  },
  requestFolder: {
    nb: 'mappen som skrives; den må være ny eller tom',
    en: 'the folder to write; it must be new or empty',
  },
  rerun: {
    nb: 'kjør et skript på flere versjoner av en databank, og vis hvordan hvert tall flytter seg',
    en: 'run a script on several versions of a databank, and show how each number moves',
  },
  rerunVersions: {
    nb: 'versjoner: «38..53» (den nyeste av hver hovedversjon) eller «38,40»; «navn:38..53» hvis det er flere databanker',
    en: "versions: '38..53' (the newest of each major version) or '38,40'; 'name:38..53' where there are several databanks",
  },
  rerunOut: {
    nb: 'skriv også til en fil: .html, .csv, .json eller .txt; kan gis flere ganger',
    en: 'write to a file, too: .html, .csv, .json or .txt; may be given several times',
  },
  all: { nb: 'vis også tall som er de samme i alle versjonene', en: 'show numbers that stay the same, too' },
  verify: {
    nb: 'kjør arkiverte skript på nytt, og si om resultatene er de samme, eller hva som er ulikt og hvorfor',
    en: 'run archived scripts again, and tell whether results are the same, or what differs and why',
  },
  target: {
    nb: 'arkiv (.zip), kjøringsprotokoll (.json), eller en mappe med slike',
    en: 'archive (.zip), run record (.json), or a folder of them',
  },
  format: { nb: 'form på svaret', en: 'form of the answer' },
  policy: {
    nb: 'følg andre regler for avsløringskontroll enn de som er i protokollen',
    en: 'follow another disclosure policy than the recorded one',
  },
  script: {
    nb: 'kjør dette skriptet i stedet for det i protokollen',
    en: 'run this script instead of the recorded one',
  },
  databankVersion: {
    nb: 'bruk en annen databankversjon enn den i protokollen: «39», eller «navn:39» hvis det er flere databanker',
    en: "use another databank version than the recorded one: '39', or 'name:39' where there are several databanks",
  },
} as const satisfies Readonly<Record<string, LocalText>>;
