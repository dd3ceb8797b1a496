import type { LocalText } from '../base/language.ts';

/** Descriptions in `--help` of the commands that make, change and release databanks. */
export const databankHelp = {
  all: {
    nb: 'lag også alle variabler i alle versjoner, ikke bare befolkningen',
    en: 'also make every variable of every version, not only the population',
  },
  create: { nb: 'Lag en tom databank', en: 'Create an empty databank' },
  validate: {
    nb: 'Kontroller filer i utvekslingsformatet uten å lage noe',
    en: 'Check files in the exchange format without making anything',
  },
  add: { nb: 'Legg datasett i utkastet', en: 'Put datasets into the draft' },
  remove: {
    nb: 'Fjern en variabel fra neste versjon; versjoner som har den, beholder den',
    en: 'Remove a variable from the next version; versions that have it keep it',
  },
  patch: {
    nb: 'Rett titler, beskrivelser og andre tekster i katalogen uten nye data',
    en: 'Correct titles, descriptions and other texts of the catalogue without new data',
  },
  draft: {
    nb: 'Vis hva som venter på å bli utgitt, eller ta noe ut',
    en: 'Show what is pending, or take something out',
  },
  releaseCommand: { nb: 'Utgi det som venter, som en ny versjon', en: 'Release what is pending as a new version' },
  versions: { nb: 'Vis versjonene av en databank', en: "List a databank's versions" },
  diff: {
    nb: 'Vis hva som er ulikt i to versjoner: variabler, metadata og antall rader',
    en: 'Show how two versions differ: variables, metadata and numbers of rows',
  },
  identifiers: {
    nb: 'hva enhetene kjennes på: raw (vanlig: det som står i filene, gjøres om til pseudonymer) eller pseudonyms (tall som er pseudonymer fra før)',
    en: 'what identifies units: raw (usual: what the files hold is made into pseudonyms) or pseudonyms (numbers that are pseudonyms already)',
  },
  policy: {
    nb: 'det minst strenge regelsettet for konfidensialitet som dataene kan brukes under',
    en: 'the laxest disclosure policy that the data may be used under',
  },
  release: {
    nb: 'nummeret på versjonen (ellers 1)',
    en: 'number of the version (else 1)',
  },
  releaseNumber: {
    nb: 'versjonsnummer (ellers det neste etter reglene for versjoner)',
    en: 'version number (else the next one by the rules for versions)',
  },
  description: {
    nb: 'hva som er nytt, for den som leser om versjonen',
    en: 'what is new, for whoever reads about the version',
  },
  time: {
    nb: 'når versjonen ble utgitt, f.eks. 2026-11-22T12:00:00Z (ellers nå)',
    en: 'when the version was released, such as 2026-11-22T12:00:00Z (else now)',
  },
  change: {
    nb: 'datasettene er nye data til variabler som er utgitt',
    en: 'the datasets are new data of variables that have been released',
  },
  only: { nb: 'bare datasettet med dette navnet. Kan gjentas', en: 'only the dataset of this name. May be repeated' },
  drop: {
    nb: 'ta denne variabelen ut av utkastet. Kan gjentas',
    en: 'take this variable out of the draft. May be repeated',
  },
  hold: {
    nb: 'ikke utgi datasettene med det neste som utgis; legg dem til på nytt uten dette valget når de er klare',
    en: 'do not release the datasets with what is released next; add them again without this option when they are ready',
  },
  variable: { nb: 'variabelens navn', en: 'name of the variable' },
  version: { nb: 'en versjon, f.eks. 38, 38.1 eller DRAFT', en: 'a version, such as 38, 38.1 or DRAFT' },
} as const satisfies Readonly<Record<string, LocalText>>;
