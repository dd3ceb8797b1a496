import { message, type Threshold } from './message.ts';

/** Messages about the command line: files, options, outputs. */
export const cliMessages = {
  'cli-file-missing': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» finnes ikke; kontroller navnet og mappen.`,
    en: (p) => `There is no file '${p.file}'; check its name and folder.`,
  }),
  'cli-file-is-folder': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er en mappe; oppgi en skriptfil.`,
    en: (p) => `'${p.file}' is a folder; name a script file.`,
  }),
  'cli-file-forbidden': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Du har ikke lesetilgang til filen «${p.file}»; endre rettighetene eller bruk en kopi.`,
    en: (p) => `You may not read the file '${p.file}'; change its permissions or use a copy.`,
  }),
  'cli-file-binary': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er ikke en tekstfil; et skript er ren tekst eller Markdown i UTF-8.`,
    en: (p) => `'${p.file}' is not a text file; a script is plain text or Markdown in UTF-8.`,
  }),
  'cli-file-not-utf8': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er ikke gyldig UTF-8 (første feil på linje ${p.line}); lagre filen på nytt som UTF-8.`,
    en: (p) => `'${p.file}' is not valid UTF-8 (first on line ${p.line}); save the file again as UTF-8.`,
  }),
  'cli-file-too-large': message<{ file: string; megabytes: Threshold }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er større enn ${p.megabytes} MB, som er grensen for et skript; oppgi en skriptfil.`,
    en: (p) => `'${p.file}' is larger than ${p.megabytes} MB, the limit for a script; name a script file.`,
  }),
  'cli-file-unreadable': message<{ file: string; reason: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» kan ikke leses (${p.reason}).`,
    en: (p) => `The file '${p.file}' cannot be read (${p.reason}).`,
  }),
  'cli-markdown-without-blocks': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `«${p.file}» har ingen kodeblokk merket «microdata»; hele filen er derfor lest som et skript.`,
    en: (p) => `'${p.file}' has no code block marked 'microdata'; the whole file was therefore read as a script.`,
  }),
  'cli-output-format-unknown': message<{ file: string }>({
    severity: 'error',
    nb: (p) =>
      `Filnavnet «${p.file}» sier ikke hva som skal skrives; bruk endelsen .html, .json, .txt, .csv, .xlsx, .md, .tex, .svg eller .png.`,
    en: (p) =>
      `The file name '${p.file}' does not say what to write; end it with .html, .json, .txt, .csv, .xlsx, .md, .tex, .svg or .png.`,
  }),
  'cli-output-folder-missing': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Mappen til «${p.file}» finnes ikke; lag den først, eller velg et annet sted.`,
    en: (p) => `The folder of '${p.file}' does not exist; make it first, or choose another place.`,
  }),
  'cli-output-unwritable': message<{ file: string; reason: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» kan ikke skrives (${p.reason}); velg et annet sted.`,
    en: (p) => `'${p.file}' cannot be written (${p.reason}); choose another place.`,
  }),
  'cli-output-empty': message<{ file: string; content: 'table' | 'chart' }>({
    severity: 'error',
    nb: (p) =>
      `Skriptet ga ingen ${p.content === 'chart' ? 'figur' : 'tabell'}, så «${p.file}» ble ikke skrevet; velg et annet format, eller legg til en kommando som gir en.`,
    en: (p) =>
      `The script put out no ${p.content}, so '${p.file}' was not written; choose another format, or add a command that puts one out.`,
  }),
  'cli-output-written': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `Skrev ${p.file}`,
    en: (p) => `Wrote ${p.file}`,
  }),
  'cli-unknown-command': message<{ command: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ingen kommando «${p.command}»${meant(p.suggestions, 'mente du')}; se «microdata --help».`,
    en: (p) => `There is no command '${p.command}'${meant(p.suggestions, 'did you mean')}; see 'microdata --help'.`,
  }),
  'cli-unknown-option': message<{ option: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ikke noe valg «${p.option}» her${meant(p.suggestions, 'mente du')}; se «--help».`,
    en: (p) => `There is no option '${p.option}' here${meant(p.suggestions, 'did you mean')}; see '--help'.`,
  }),
  'cli-missing-argument': message<{ argument: string }>({
    severity: 'error',
    nb: (p) => `Argumentet ${p.argument} mangler; se «--help».`,
    en: (p) => `The argument ${p.argument} is missing; see '--help'.`,
  }),
  'cli-option-value-missing': message<{ option: string }>({
    severity: 'error',
    nb: (p) => `Valget ${p.option} trenger en verdi; se «--help».`,
    en: (p) => `The option ${p.option} needs a value; see '--help'.`,
  }),
  'cli-option-value-invalid': message<{ option: string; value: string; expected: string }>({
    severity: 'error',
    nb: (p) => `«${p.value}» passer ikke for ${p.option}; bruk ${p.expected}.`,
    en: (p) => `'${p.value}' does not fit ${p.option}; use ${p.expected}.`,
  }),
  'cli-too-many-arguments': message<{ argument: string }>({
    severity: 'error',
    nb: (p) => `Kommandoen tar ikke imot «${p.argument}»; se «--help».`,
    en: (p) => `The command does not take '${p.argument}'; see '--help'.`,
  }),
  'cli-invalid-command-line': message<{ reason: string }>({
    severity: 'error',
    nb: (p) => `Kommandolinjen er ikke gyldig (${p.reason}); se «--help».`,
    en: (p) => `The command line is not valid (${p.reason}); see '--help'.`,
  }),
  'cli-unknown-topic': message<{ topic: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Det finnes ingen hjelp om «${p.topic}»${meant(p.suggestions, 'mente du')}; «microdata help» viser alle emner.`,
    en: (p) =>
      `There is no help on '${p.topic}'${meant(p.suggestions, 'did you mean')}; 'microdata help' lists all topics.`,
  }),
  'cli-check-clean': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: ingen feil.`,
    en: (p) => `${p.file}: no problems.`,
  }),
  'cli-check-summary': message<{ file: string; errors: Threshold; warnings: Threshold; notes: Threshold }>({
    severity: 'note',
    nb: (p) =>
      `${p.file}: ${counted(p.errors, 'feil', 'feil')}, ${counted(p.warnings, 'advarsel', 'advarsler')}, ${counted(p.notes, 'merknad', 'merknader')}.`,
    en: (p) =>
      `${p.file}: ${counted(p.errors, 'error', 'errors')}, ${counted(p.warnings, 'warning', 'warnings')}, ${counted(p.notes, 'note', 'notes')}.`,
  }),
  'cli-fmt-unshaped': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file} har ikke den vanlige formen; «microdata fmt» gir den det.`,
    en: (p) => `${p.file} is not in the usual shape; 'microdata fmt' brings it there.`,
  }),
  'cli-fmt-written': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: fikk den vanlige formen.`,
    en: (p) => `${p.file}: brought into the usual shape.`,
  }),
  'cli-fmt-prose': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file} har ingen kodeblokk merket «microdata», og er ikke endret.`,
    en: (p) => `${p.file} has no code block marked 'microdata', and was left as it is.`,
  }),
  'cli-fmt-left-alone': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file} er ikke endret; rett feilene i skriptet først.`,
    en: (p) => `${p.file} was left as it is; mend the errors of the script first.`,
  }),
  /** `iteration` is empty outside loops. */
  'cli-run-stopped': message<{ command: string; line: Threshold; iteration: string }>({
    severity: 'error',
    nb: (p) =>
      `Kjøringen stanset ved ${p.command} på linje ${p.line}${p.iteration === '' ? '' : `, i gjennomløpet ${p.iteration}`}; resten av skriptet er ikke kjørt.`,
    en: (p) =>
      `The run stopped at ${p.command} on line ${p.line}${p.iteration === '' ? '' : `, in iteration ${p.iteration}`}; the rest of the script was not run.`,
  }),
  'cli-policy-unreadable': message<{ file: string }>({
    severity: 'error',
    nb: (p) =>
      `Regelsettet «${p.file}» er ikke gyldig JSON; bruk navnet på et medfølgende regelsett eller en gyldig fil.`,
    en: (p) => `The policy '${p.file}' is not valid JSON; use the name of a policy that comes along, or a valid file.`,
  }),
  'cli-databank-made': message<{ databank: string; folder: string }>({
    severity: 'note',
    nb: (p) => `Databanken ${p.databank} ligger i ${p.folder}`,
    en: (p) => `The databank ${p.databank} is in ${p.folder}`,
  }),
  'cli-databank-whole': message<{ folder: string }>({
    severity: 'note',
    nb: (p) => `Databanken i ${p.folder} er hel: alle filer stemmer med innholdsfortegnelsen.`,
    en: (p) => `The databank in ${p.folder} is whole: all files agree with its manifest.`,
  }),
  'cli-interrupted': message<Readonly<Record<string, undefined>>>({
    severity: 'error',
    nb: () => 'Avbrutt.',
    en: () => 'Interrupted.',
  }),
  'cli-internal-error': message<{ errorClass: string; statement: string }>({
    severity: 'error',
    nb: (p) =>
      `Intern feil (${p.errorClass})${p.statement === '' ? '' : ` i ${p.statement}`}: dette er en feil i programmet, ikke i skriptet; meld den gjerne.`,
    en: (p) =>
      `Internal error (${p.errorClass})${p.statement === '' ? '' : ` in ${p.statement}`}: this is a fault of the program, not of the script; please report it.`,
  }),
} as const;

function meant(suggestions: readonly string[], words: string): string {
  return suggestions.length === 0 ? '' : ` (${words} ${suggestions.join(', ')}?)`;
}

function counted(n: Threshold, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
