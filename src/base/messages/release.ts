import type { LocalText } from '../language.ts';
import { message, type Threshold } from './message.ts';

/** What a pending change does, as words that follow «venter på å bli» and 'is waiting to be'. */
const operationWords = {
  ADD: { nb: 'lagt til', en: 'added' },
  CHANGE: { nb: 'endret', en: 'changed' },
  REMOVE: { nb: 'fjernet', en: 'removed' },
  PATCH_METADATA: { nb: 'rettet', en: 'corrected' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Messages about drafts, releases and versions of a databank. */
export const releaseMessages = {
  'databank-locked': message<{ folder: string; host: string; process: string; file: string }>({
    severity: 'error',
    nb: (p) =>
      `Databanken i «${p.folder}» blir endret av en annen kommando (prosess ${p.process} på ${p.host}); ingenting er gjort.`,
    en: (p) =>
      `The databank in '${p.folder}' is being changed by another command (process ${p.process} on ${p.host}); nothing was done.`,
    hint: {
      nb: (p) => `Vent til den er ferdig. Er du sikker på at den ikke går lenger, så slett «${p.file}».`,
      en: (p) => `Wait until it is done. If you are certain that it no longer runs, delete '${p.file}'.`,
    },
  }),
  'release-variable-known': message<{ name: string; version: string }>({
    severity: 'error',
    nb: (p) => `Variabelen «${p.name}» finnes allerede i versjon ${p.version}.`,
    en: (p) => `The variable '${p.name}' exists in version ${p.version} already.`,
    hint: {
      nb: () => 'Bruk --change for å gi den nye data i neste versjon.',
      en: () => 'Use --change to give it new data in the next version.',
    },
  }),
  'release-variable-unknown': message<{ name: string; operation: keyof typeof operationWords }>({
    severity: 'error',
    nb: (p) =>
      `Variabelen «${p.name}» kan ikke bli ${operationWords[p.operation].nb}, for den er ikke i den nyeste versjonen.`,
    en: (p) =>
      `The variable '${p.name}' cannot be ${operationWords[p.operation].en}, since it is not in the newest version.`,
    hint: {
      nb: (p) => (p.operation === 'CHANGE' ? 'Legg den til uten --change.' : undefined),
      en: (p) => (p.operation === 'CHANGE' ? 'Add it without --change.' : undefined),
    },
  }),
  'release-variable-pending': message<{ name: string; pending: keyof typeof operationWords }>({
    severity: 'error',
    nb: (p) => `Variabelen «${p.name}» venter allerede på å bli ${operationWords[p.pending].nb}.`,
    en: (p) => `The variable '${p.name}' is waiting to be ${operationWords[p.pending].en} already.`,
    hint: {
      nb: (p) => `Ta det ut av utkastet først: «microdata databank draft MAPPE --drop ${p.name}».`,
      en: (p) => `Take that out of the draft first: 'microdata databank draft FOLDER --drop ${p.name}'.`,
    },
  }),
  'release-not-in-draft': message<{ name: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.known.length === 0
        ? `Variabelen «${p.name}» er ikke i utkastet, som er tomt.`
        : `Variabelen «${p.name}» er ikke i utkastet, som har ${p.known.join(', ')}.`,
    en: (p) =>
      p.known.length === 0
        ? `The variable '${p.name}' is not in the draft, which is empty.`
        : `The variable '${p.name}' is not in the draft, which has ${p.known.join(', ')}.`,
  }),
  'release-identifiers-not-pseudonyms': message<{ name: string; idKind: string }>({
    severity: 'error',
    nb: (p) =>
      `Datasettet «${p.name}» har identifikatorer (${p.idKind}) som ikke er pseudonymer, altså hele tall fra 0 til 2^48 − 1.`,
    en: (p) =>
      `The dataset '${p.name}' has identifiers (${p.idKind}) that are no pseudonyms, that is whole numbers from 0 to 2^48 − 1.`,
    hint: {
      nb: () => 'Lag databanken med --identifiers raw hvis identifikatorene skal bli til pseudonymer.',
      en: () => 'Create the databank with --identifiers raw if the identifiers are to become pseudonyms.',
    },
  }),
  'release-patch-not-allowed': message<{ name: string; field: string }>({
    severity: 'error',
    nb: (p) => `Variabelen «${p.name}»: ${p.field} kan ikke rettes; det krever nye data med «databank add --change».`,
    en: (p) =>
      `The variable '${p.name}': ${p.field} cannot be corrected; that takes new data, 'databank add --change'.`,
  }),
  'release-nothing-pending': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `Databanken i «${p.folder}» har ingenting å utgi.`,
    en: (p) => `The databank in '${p.folder}' has nothing to release.`,
    hint: {
      nb: () => 'Legg til datasett med «microdata databank add» først.',
      en: () => "Add datasets with 'microdata databank add' first.",
    },
  }),
  'release-pending-changed': message<{ expected: readonly string[]; pending: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Utkastet er endret: ventet ${p.expected.join(', ') || 'ingenting'}, men det har ${p.pending.join(', ') || 'ingenting'}; ingenting er utgitt.`,
    en: (p) =>
      `The draft has changed: expected ${p.expected.join(', ') || 'nothing'}, but it has ${p.pending.join(', ') || 'nothing'}; nothing was released.`,
  }),
  'release-version-not-newer': message<{ version: string; newest: string }>({
    severity: 'error',
    nb: (p) => `Versjon ${p.version} kan ikke komme etter versjon ${p.newest}; versjonsnumre stiger.`,
    en: (p) => `Version ${p.version} cannot come after version ${p.newest}; version numbers ascend.`,
  }),
  'release-dataset-missing': message<{ name: string; folder: string }>({
    severity: 'error',
    nb: (p) => `Mappen «${p.folder}» har ikke noe datasett «${p.name}».`,
    en: (p) => `The folder '${p.folder}' holds no dataset '${p.name}'.`,
  }),
  'databank-created': message<{ databank: string; folder: string }>({
    severity: 'note',
    nb: (p) => `Databanken ${p.databank} er opprettet i ${p.folder}, uten datasett.`,
    en: (p) => `The databank ${p.databank} was created in ${p.folder}, without datasets.`,
  }),
  'databank-datasets-good': message<{ names: readonly string[]; rows: Threshold }>({
    severity: 'note',
    nb: (p) => `Ingen feil i ${p.names.join(', ')} (${p.rows} rader).`,
    en: (p) => `No errors in ${p.names.join(', ')} (${p.rows} rows).`,
  }),
  'databank-draft-holds': message<{ folder: string }>({
    severity: 'note',
    nb: (p) => `Utkastet i ${p.folder} har nå:`,
    en: (p) => `The draft in ${p.folder} now has:`,
  }),
  'databank-draft-empty': message<{ folder: string }>({
    severity: 'note',
    nb: (p) => `Utkastet i ${p.folder} er tomt.`,
    en: (p) => `The draft in ${p.folder} is empty.`,
  }),
  'databank-released': message<{ databank: string; version: string; updateType: string }>({
    severity: 'note',
    nb: (p) => `${p.databank}:${p.version} er utgitt (${p.updateType}).`,
    en: (p) => `${p.databank}:${p.version} has been released (${p.updateType}).`,
  }),
  'databank-without-versions': message<{ databank: string }>({
    severity: 'note',
    nb: (p) => `${p.databank} har ingen versjoner ennå.`,
    en: (p) => `${p.databank} has no versions yet.`,
  }),
  'databank-versions-equal': message<{ databank: string; from: string; to: string }>({
    severity: 'note',
    nb: (p) => `Det er ingen forskjell på ${p.databank}:${p.from} og ${p.databank}:${p.to}.`,
    en: (p) => `There is no difference between ${p.databank}:${p.from} and ${p.databank}:${p.to}.`,
  }),
  'databank-left-over': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `Filen «${p.file}» er rest etter en avbrutt kommando; den neste endringen fjerner den.`,
    en: (p) => `The file '${p.file}' is left from an interrupted command; the next change removes it.`,
  }),
  'release-variable-twice': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `Variabelen «${p.name}» er nevnt to ganger.`,
    en: (p) => `The variable '${p.name}' is named twice.`,
  }),
} as const;
