import { message, type Threshold } from './message.ts';

/** Messages about finding variables in catalogues, and about catalogues as files. */
export const findingMessages = {
  'finding-none': message<{ query: string }>({
    severity: 'note',
    nb: (p) => `Ingen variabler svarer til «${p.query}».`,
    en: (p) => `No variables answer to '${p.query}'.`,
    hint: {
      nb: () => 'Prøv færre eller andre ord, også på engelsk, eller utelat --unit og --temporality.',
      en: () => 'Try fewer or other words, also in Norwegian, or leave out --unit and --temporality.',
    },
  }),
  'finding-more': message<{ shown: Threshold; found: Threshold }>({
    severity: 'note',
    nb: (p) => `${p.shown} av ${p.found} variabler vises; --limit ${p.found} viser alle.`,
    en: (p) => `${p.shown} of ${p.found} variables are shown; --limit ${p.found} shows all.`,
  }),
  'finding-unknown-variable': message<{ name: string; databanks: readonly string[]; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.suggestions.length === 0
        ? `Det finnes ingen variabel «${p.name}» i ${p.databanks.join(', ')}.`
        : `Det finnes ingen variabel «${p.name}» i ${p.databanks.join(', ')}; mente du ${p.suggestions.join(', ')}?`,
    en: (p) =>
      p.suggestions.length === 0
        ? `There is no variable '${p.name}' in ${p.databanks.join(', ')}.`
        : `There is no variable '${p.name}' in ${p.databanks.join(', ')}; did you mean ${p.suggestions.join(', ')}?`,
  }),
  'finding-unknown-unit-type': message<{ unitType: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Ingen variabel handler om enheter av typen «${p.unitType}»; typene er ${p.known.join(', ')}.`,
    en: (p) => `No variable is about units of type '${p.unitType}'; the types are ${p.known.join(', ')}.`,
  }),
  'finding-unknown-temporality': message<{ temporality: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `«${p.temporality}» er ingen temporalitet; velg en av ${p.known.join(', ')}.`,
    en: (p) => `'${p.temporality}' is no temporality; choose one of ${p.known.join(', ')}.`,
  }),
  'finding-date-invalid': message<{ date: string }>({
    severity: 'error',
    nb: (p) => `«${p.date}» er ingen dato; skriv den som ÅÅÅÅ-MM-DD.`,
    en: (p) => `'${p.date}' is no date; write it as YYYY-MM-DD.`,
  }),
  'finding-date-not-measured': message<{ name: string; date: string; validity: string }>({
    severity: 'note',
    nb: (p) => `«${p.name}» kan ikke importeres ved ${p.date}; gyldig er: ${p.validity}.`,
    en: (p) => `'${p.name}' cannot be imported at ${p.date}; valid is: ${p.validity}.`,
  }),
  'finding-sketch-hint': message<{ name: string }>({
    severity: 'note',
    nb: (p) => `Se fordelingen med «microdata variables ${p.name} --sketch».`,
    en: (p) => `See the distribution with 'microdata variables ${p.name} --sketch'.`,
  }),
  'finding-sketch-key': message<{ name: string }>({
    severity: 'note',
    nb: (p) => `«${p.name}» viser til andre enheter; det er ingen fordeling å vise.`,
    en: (p) => `'${p.name}' refers to other units; there is no distribution to show.`,
  }),
  'finding-sketch-failed': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `Fordelingen av «${p.name}» kunne ikke vises; kjør linjene ovenfor i et skript for å se hvorfor.`,
    en: (p) => `The distribution of '${p.name}' could not be shown; run the lines above in a script to see why.`,
  }),
  'finding-search-and-sketch': message<{ query: string }>({
    severity: 'error',
    nb: (p) =>
      `«${p.query}» er ikke navnet på én variabel; --sketch, --history og --date gjelder en variabel som er nevnt ved navn.`,
    en: (p) =>
      `'${p.query}' is not the name of one variable; --sketch, --history and --date are for a variable that is named.`,
  }),
  'catalogue-no-target': message({
    severity: 'error',
    nb: () => 'Si hva som skal skrives: --html MAPPE, --dcat FIL eller --ddi FIL.',
    en: () => 'Say what to write: --html FOLDER, --dcat FILE or --ddi FILE.',
  }),
  'catalogue-folder-in-use': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» finnes og er ingen HTML-katalog; velg en ny mappe.`,
    en: (p) => `'${p.folder}' exists and is no HTML catalogue; choose a new folder.`,
  }),
  'catalogue-written': message<{ databank: string; target: string; variables: Threshold }>({
    severity: 'note',
    nb: (p) => `Katalogen over ${p.databank} (${p.variables} variabler) er skrevet til «${p.target}».`,
    en: (p) => `The catalogue of ${p.databank} (${p.variables} variables) was written to '${p.target}'.`,
  }),
} as const;
