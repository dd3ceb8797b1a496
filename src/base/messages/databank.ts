import type { LocalText } from '../language.ts';
import { exchangeMessages } from './exchange.ts';
import { ingestMessages } from './ingest.ts';
import { ledgerMessages } from './ledger.ts';
import { message, type Threshold } from './message.ts';
import { ownMessages } from './own.ts';
import { releaseMessages } from './release.ts';

/** Why a folder is no databank that can be read. */
export type UnreadableReason = keyof typeof unreadableReasons;

const unreadableReasons = {
  'no-folder': { nb: 'den finnes ikke', en: 'it does not exist' },
  'not-folder': { nb: 'det er en fil, ikke en mappe', en: 'it is a file, not a folder' },
  'no-manifest': { nb: 'den har ingen databank.json', en: 'it has no databank.json' },
  'manifest-unreadable': { nb: 'databank.json kan ikke åpnes', en: 'its databank.json cannot be opened' },
  'manifest-not-json': { nb: 'databank.json er ikke gyldig JSON', en: 'databank.json is not valid JSON' },
  'manifest-format': {
    nb: 'databank.json er skrevet i et annet format enn det denne versjonen leser',
    en: 'databank.json is written in another format than this version reads',
  },
  'manifest-invalid': { nb: 'databank.json er ikke hel', en: 'databank.json is not complete' },
  'catalogue-invalid': { nb: 'katalogen er ikke gyldig', en: 'its catalogue is not valid' },
  'not-made': { nb: 'den kunne ikke lages', en: 'it could not be made' },
} as const satisfies Readonly<Record<string, LocalText>>;

const unreadableHints = {
  elsewhere: {
    nb: 'Pek på en mappe som «microdata databank create», «ingest», «import» eller «own» har laget, eller på en mappe med flere slike.',
    en: "Name a folder that 'microdata databank create', 'ingest', 'import' or 'own' made, or a folder with several such.",
  },
  rights: {
    nb: 'Be den som eier mappen om leserett.',
    en: 'Ask the owner of the folder for the right to read it.',
  },
  format: {
    nb: 'Bruk den versjonen av programmet som skrev databanken, eller lag den på nytt av datasettene.',
    en: 'Use the version of the program that wrote the databank, or make it again from its datasets.',
  },
  damaged: {
    nb: 'Hent mappen fra en sikkerhetskopi, eller lag databanken på nytt av datasettene.',
    en: 'Restore the folder from a backup, or make the databank again from its datasets.',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

function hintOf(reason: UnreadableReason): keyof typeof unreadableHints {
  switch (reason) {
    case 'no-folder':
    case 'not-folder':
    case 'no-manifest':
      return 'elsewhere';
    case 'manifest-unreadable':
      return 'rights';
    case 'manifest-format':
      return 'format';
    case 'manifest-not-json':
    case 'manifest-invalid':
    case 'catalogue-invalid':
    case 'not-made':
      return 'damaged';
  }
}

/** Messages about databanks: finding, opening, building and filling them. */
export const databankMessages = {
  ...ingestMessages,
  ...ledgerMessages,
  ...releaseMessages,
  ...exchangeMessages,
  ...ownMessages,
  'databank-unreadable': message<{ folder: string; reason: UnreadableReason }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» kan ikke leses som databank: ${unreadableReasons[p.reason].nb}.`,
    en: (p) => `'${p.folder}' cannot be read as a databank: ${unreadableReasons[p.reason].en}.`,
    hint: {
      nb: (p) => unreadableHints[hintOf(p.reason)].nb,
      en: (p) => unreadableHints[hintOf(p.reason)].en,
    },
  }),
  'databank-not-found': message<{ name: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ingen databank «${p.name}»; kjente databanker er ${p.known.join(', ')}.`,
    en: (p) => `There is no databank '${p.name}'; the known databanks are ${p.known.join(', ')}.`,
  }),
  'databank-version-not-found': message<{ name: string; version: string; newest: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Databanken «${p.name}» har ingen versjon «${p.version}»; den nyeste er ${p.newest}, og versjonene er ${p.known.join(', ')}.`,
    en: (p) =>
      `The databank '${p.name}' has no version '${p.version}'; the newest is ${p.newest}, and the versions are ${p.known.join(', ')}.`,
  }),
  'databank-variable-not-stored': message<{ databank: string; variable: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen lagrede data for variabelen «${p.variable}».`,
    en: (p) => `The databank '${p.databank}' holds no stored data for the variable '${p.variable}'.`,
  }),
  'databank-unit-type-not-stored': message<{ databank: string; unitType: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen enheter av typen ${p.unitType}.`,
    en: (p) => `The databank '${p.databank}' holds no units of type ${p.unitType}.`,
  }),
  'column-file-damaged': message<{ databank: string; file: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» i databanken «${p.databank}» mangler eller er skadet.`,
    en: (p) => `The file '${p.file}' of the databank '${p.databank}' is missing or damaged.`,
    hint: {
      nb: () =>
        'Hent filen fra en sikkerhetskopi, eller lag databanken på nytt av datasettene; en innebygd databank lages av seg selv når mappen er slettet.',
      en: () =>
        'Restore the file from a backup, or make the databank again from its datasets; an embedded one makes itself once its folder is deleted.',
    },
  }),
  'databank-secret-missing': message<{ databank: string; file: string }>({
    severity: 'error',
    nb: (p) => `Hemmeligheten til databanken «${p.databank}» mangler; den skal ligge i «${p.file}».`,
    en: (p) => `The secret of the databank '${p.databank}' is missing; it belongs in '${p.file}'.`,
    hint: {
      nb: () => 'Hent filen fra den som bygde databanken, eller pek på mappen med MICRODATA_SECRETS.',
      en: () => 'Get the file from whoever built the databank, or name its folder in MICRODATA_SECRETS.',
    },
  }),
  'databank-place-unwritable': message<{ folder: string; reason: string }>({
    severity: 'error',
    nb: (p) => `Databanken kan ikke lages i «${p.folder}» (${p.reason}).`,
    en: (p) => `The databank cannot be made in '${p.folder}' (${p.reason}).`,
    hint: {
      nb: () => 'Velg et sted med plass og skrivetilgang; MICRODATA_CACHE og MICRODATA_SECRETS sier hvor filer ligger.',
      en: () =>
        'Choose a place with room that you may write to; MICRODATA_CACHE and MICRODATA_SECRETS say where files lie.',
    },
  }),
  'demo-size-invalid': message<{ size: string; smallest: Threshold; largest: Threshold }>({
    severity: 'error',
    nb: (p) => `Demodatabanken kan ha fra ${p.smallest} til ${p.largest} personer, ikke «${p.size}».`,
    en: (p) => `The demo databank can hold from ${p.smallest} to ${p.largest} persons, not '${p.size}'.`,
  }),
  'ingest-folder-empty': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `Mappen «${p.folder}» finnes ikke eller har ingen datasett; et datasett er NAVN.json med NAVN.csv.`,
    en: (p) => `The folder '${p.folder}' does not exist or holds no datasets; a dataset is NAME.json with NAME.csv.`,
  }),
  'ingest-target-exists': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `Mappen «${p.folder}» finnes fra før; velg en ny eller slett den gamle.`,
    en: (p) => `The folder '${p.folder}' exists already; choose a new one or delete the old one.`,
  }),
  'databank-name-invalid': message<{ name: string }>({
    severity: 'error',
    nb: (p) =>
      `«${p.name}» er ikke et gyldig navn på en databank; bruk små bokstaver, tall og punktum, som «no.ssb.fdb».`,
    en: (p) =>
      `'${p.name}' is not a valid name of a databank; use small letters, digits and points, as in 'no.ssb.fdb'.`,
  }),
  'databank-version-invalid': message<{ version: string }>({
    severity: 'error',
    nb: (p) => `«${p.version}» er ikke et gyldig versjonsnummer; bruk tall og punktum, som «1» eller «38.1».`,
    en: (p) => `'${p.version}' is not a valid version number; use digits and points, as in '1' or '38.1'.`,
  }),
} as const;
