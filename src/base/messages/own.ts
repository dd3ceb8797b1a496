import { message, type Threshold } from './message.ts';

/** Messages about a researcher's own table that becomes a databank. */
export const ownMessages = {
  'own-file-unreadable': message<{ file: string; reason: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» kan ikke leses (${p.reason}); oppgi en CSV-fil med en rad for hver enhet.`,
    en: (p) => `'${p.file}' cannot be read (${p.reason}); name a CSV file with a row for each unit.`,
  }),
  'own-table-empty': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» har ingen rader under overskriften; det blir ingen databank av den.`,
    en: (p) => `'${p.file}' has no rows below its header; no databank can be made of it.`,
  }),
  'own-row-malformed': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: raden har et annet antall felter enn overskriften, eller et anførselstegn som ikke er lukket; rett raden eller velg skilletegn med --delimiter.`,
    en: (p) =>
      `${p.file}, line ${p.line}: the row has another number of fields than the header, or a quotation mark that is not closed; mend the row or choose the separator with --delimiter.`,
  }),
  'own-not-utf8': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: teksten er ikke UTF-8; lagre filen som UTF-8.`,
    en: (p) => `${p.file}, line ${p.line}: the text is not UTF-8; save the file as UTF-8.`,
  }),
  'own-column-unknown': message<{ file: string; column: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `${p.file} har ingen kolonne «${p.column}»; kolonnene er ${p.known.join(', ')}.`,
    en: (p) => `${p.file} has no column '${p.column}'; its columns are ${p.known.join(', ')}.`,
  }),
  'own-column-name': message<{ file: string; column: string; other: string; name: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}: kolonnene «${p.column}» og «${p.other}» ville begge blitt variabelen ${p.name}; gi en av dem et annet navn.`,
    en: (p) =>
      `${p.file}: the columns '${p.column}' and '${p.other}' would both become the variable ${p.name}; rename one of them.`,
  }),
  'own-column-unnamed': message<{ file: string; column: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}: kolonne ${p.column} har ikke noe navn i overskriften; gi den et.`,
    en: (p) => `${p.file}: column ${p.column} has no name in the header; give it one.`,
  }),
  'own-no-variables': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file} har bare kolonner for enhet og tid; ta med minst én med verdier.`,
    en: (p) => `${p.file} has columns for unit and time only; include at least one with values.`,
  }),
  'own-column-empty': message<{ file: string; column: string }>({
    severity: 'error',
    nb: (p) => `Kolonnen «${p.column}» i ${p.file} har ingen verdi i noen rad; ta den ut, eller fyll den inn.`,
    en: (p) => `The column '${p.column}' of ${p.file} has no value in any row; take it out, or fill it in.`,
  }),
  'own-identifier-invalid': message<{ file: string; line: Threshold; column: string; unitType: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: «${p.column}» inneholder ikke pseudonymet til en enhet av typen ${p.unitType} (et heltall fra 1 til 281474976710655); velg riktig kolonne med --id.`,
    en: (p) =>
      `${p.file}, line ${p.line}: '${p.column}' does not hold the pseudonym of a unit of type ${p.unitType} (a whole number from 1 to 281474976710655); choose the right column with --id.`,
  }),
  'own-label-unknown': message<{ file: string; line: Threshold; column: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: tabellen har ingen kolonne «${p.column}» som kan få etiketter.`,
    en: (p) => `${p.file}, line ${p.line}: the table has no column '${p.column}' that labels could belong to.`,
  }),
  'own-labels-form': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file} må ha tre kolonner med overskriftene variable, code og label.`,
    en: (p) => `${p.file} must have three columns headed variable, code and label.`,
  }),
  'own-unit-type-unknown': message<{ unitType: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ingen enhetstype ${p.unitType}; enhetstypene er ${p.known.join(', ')}.`,
    en: (p) => `There is no unit type ${p.unitType}; the unit types are ${p.known.join(', ')}.`,
  }),
  'own-name-taken': message<{ name: string }>({
    severity: 'error',
    nb: (p) =>
      `Navnet «${p.name}» begynner ikke med «own.»; private databanker heter own.noe, så de ikke forveksles med registre.`,
    en: (p) =>
      `The name '${p.name}' does not begin with 'own.'; private databanks are called own.something, so that nobody takes them for registers.`,
  }),
  'own-made': message<{ databank: string; version: string; folder: string }>({
    severity: 'note',
    nb: (p) =>
      `Databanken ${p.databank} versjon ${p.version} ligger i ${p.folder}; skriv «require ${p.databank}:${p.version} as own» og kjør med --databank ${p.folder}`,
    en: (p) =>
      `The databank ${p.databank} version ${p.version} is in ${p.folder}; write 'require ${p.databank}:${p.version} as own' and run with --databank ${p.folder}`,
  }),
  'own-folder-taken': message<{ folder: string; databank: string }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» er databanken ${p.databank}; oppgi en annen mappe for egne data.`,
    en: (p) => `'${p.folder}' is the databank ${p.databank}; name another folder for your own data.`,
  }),
  'own-time-options': message<Record<string, never>>({
    severity: 'error',
    nb: () =>
      'Tiden oppgis på én måte: --date, --date-column, --period, eller --start sammen med --stop; uten noen av dem er verdiene faste.',
    en: () =>
      'Time is given in one way: --date, --date-column, --period, or --start together with --stop; without any the values are constant.',
  }),
  'own-cell-date': message<{ file: string; line: Threshold; value: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: «${p.value}» er ikke en dato på formen ÅÅÅÅ-MM-DD.`,
    en: (p) => `${p.file}, line ${p.line}: '${p.value}' is not a date of the form YYYY-MM-DD.`,
  }),
  'own-date-invalid': message<{ option: string; value: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.option}: «${p.value}» er ikke en dato ÅÅÅÅ-MM-DD, eller ikke to med skråstrek imellom og den første først.`,
    en: (p) =>
      `${p.option}: '${p.value}' is not a date YYYY-MM-DD, or not two with a slash between them and the first one earlier.`,
  }),
} as const;
