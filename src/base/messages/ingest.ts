import { listing, message, type Threshold } from './message.ts';

/** A place in a file: the parts that are known. Lines and columns count from 1. */
type FilePlace = {
  readonly file: string;
  readonly line?: Threshold | undefined;
  readonly column?: Threshold | undefined;
};

/** A field of one row. */
type FieldPlace = {
  readonly file: string;
  readonly line: Threshold;
  readonly field: Threshold;
};

const placeNb = ({ file, line, column }: FilePlace): string =>
  line === undefined ? file : `${file}, linje ${line}${column === undefined ? '' : `, kolonne ${column}`}`;

const placeEn = ({ file, line, column }: FilePlace): string =>
  line === undefined ? file : `${file}, line ${line}${column === undefined ? '' : `, column ${column}`}`;

const forms = {
  object: { nb: 'et objekt', en: 'an object' },
  list: { nb: 'en liste med minst ett element', en: 'a list with at least one entry' },
  'list-of-one': { nb: 'en liste med nøyaktig ett element', en: 'a list with exactly one entry' },
  text: { nb: 'en tekst som ikke er tom', en: 'a text that is not empty' },
  texts: {
    nb: 'en liste av tekster med languageCode (no, nb, nn eller en) og value',
    en: 'a list of texts with languageCode (no, nb, nn or en) and value',
  },
  'list-of-texts': { nb: 'en liste av tekster', en: 'a list of texts' },
  'dataset-names': { nb: 'en liste av datasettnavn', en: 'a list of dataset names' },
  date: { nb: 'en dato som finnes, ÅÅÅÅ-MM-DD', en: 'an existing date, YYYY-MM-DD' },
  dates: { nb: 'en stigende liste av datoer, ÅÅÅÅ-MM-DD', en: 'an ascending list of dates, YYYY-MM-DD' },
  boolean: { nb: 'true eller false', en: 'true or false' },
} as const;

/** What a field of a metadata file should have been. */
export type ExpectedForm = keyof typeof forms;

const timesHints = {
  FIXED: { nb: 'FIXED har tom start; bare stopp kan stå.', en: 'FIXED has no start; only a stop may stand.' },
  STATUS: { nb: 'STATUS har samme dato som start og stopp.', en: 'STATUS has the same date as start and stop.' },
  ACCUMULATED: {
    nb: 'ACCUMULATED har både start og stopp, og start er før stopp.',
    en: 'ACCUMULATED has both start and stop, and start is before stop.',
  },
  EVENT: {
    nb: 'EVENT har start; stopp er tom så lenge forløpet varer, ellers ikke før start.',
    en: 'EVENT has a start; stop is empty while the spell lasts, otherwise not before the start.',
  },
} as const;

/** Messages about a dataset's files as such. */
const fileMessages = {
  'ingest-name-invalid': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `«${p.name}» er ikke et gyldig datasettnavn; bruk A–Z, 0–9 og _, med en bokstav først.`,
    en: (p) => `'${p.name}' is not a valid dataset name; use A–Z, 0–9 and _, with a letter first.`,
  }),
  'ingest-file-unreadable': message<{ file: string; reason: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» kan ikke leses (${p.reason}); se etter om den er hel og kan åpnes.`,
    en: (p) => `The file '${p.file}' cannot be read (${p.reason}); see whether it is whole and may be opened.`,
  }),
  'ingest-file-not-utf8': message<FilePlace>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: filen er ikke gyldig UTF-8; lagre den på nytt som UTF-8.`,
    en: (p) => `${placeEn(p)}: the file is not valid UTF-8; save it again as UTF-8.`,
  }),
  'ingest-file-utf16': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» er lagret som UTF-16; lagre den på nytt som UTF-8.`,
    en: (p) => `The file '${p.file}' is stored as UTF-16; save it again as UTF-8.`,
  }),
  'ingest-file-missing': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» mangler; et datasett er NAVN.json med NAVN.csv, NAVN.csv.gz eller NAVN.parquet.`,
    en: (p) => `The file '${p.file}' is missing; a dataset is NAME.json with NAME.csv, NAME.csv.gz or NAME.parquet.`,
  }),
  'ingest-data-ambiguous': message<{ file: string; files: readonly string[] }>({
    severity: 'error',
    nb: (p) => `${p.file}: datasettet har flere datafiler (${listing(p.files, 'nb', 'and')}); behold bare én.`,
    en: (p) => `${p.file}: the dataset has several data files (${listing(p.files, 'en', 'and')}); keep only one.`,
  }),
  'ingest-name-twice': message<{ name: string; files: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Datasettet «${p.name}» finnes flere ganger (${listing(p.files, 'nb', 'and')}); behold bare ett.`,
    en: (p) => `The dataset '${p.name}' is there several times (${listing(p.files, 'en', 'and')}); keep only one.`,
  }),
  'ingest-more-problems': message<{ file: string; kind: string; count: Threshold }>({
    severity: 'note',
    nb: (p) => `${p.file}: ${p.count} til av samme slag (${p.kind}).`,
    en: (p) => `${p.file}: ${p.count} more of the same kind (${p.kind}).`,
  }),
} as const;

/** Messages about a dataset's metadata. */
const metadataMessages = {
  'ingest-json-invalid': message<FilePlace>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: filen er ikke gyldig JSON; rett skrivemåten her.`,
    en: (p) => `${placeEn(p)}: the file is not valid JSON; mend it here.`,
  }),
  'ingest-json-no-object': message<FilePlace>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: metadata skal være ett JSON-objekt; begynn filen med «{».`,
    en: (p) => `${placeEn(p)}: metadata must be one JSON object; begin the file with '{'.`,
  }),
  'ingest-key-twice': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» står to ganger; behold bare ett.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' stands twice; keep only one.`,
  }),
  'ingest-field-missing': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» mangler; legg det til.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' is missing; add it.`,
  }),
  'ingest-field-invalid': message<FilePlace & { readonly field: string; readonly expected: ExpectedForm }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» har ikke en gyldig verdi; ventet ${forms[p.expected].nb}.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' has no valid value; expected ${forms[p.expected].en}.`,
  }),
  'ingest-field-not-listed': message<FilePlace & { readonly field: string; readonly allowed: readonly string[] }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» har ikke en gyldig verdi; bruk ${listing(p.allowed, 'nb')}.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' has no valid value; use ${listing(p.allowed, 'en')}.`,
  }),
  'ingest-field-not-allowed': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» kan ikke stå her; fjern det.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' may not stand here; remove it.`,
  }),
  'ingest-field-of-unit-type': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» følger av enhetstypen når verdien er en enhet; fjern det.`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' follows from the unit type where the value is a unit; remove it.`,
  }),
  'ingest-text-without-no': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: teksten «${p.field}» mangler norsk; legg til en tekst med languageCode «no».`,
    en: (p) => `${placeEn(p)}: the text '${p.field}' has no Norwegian entry; add one with languageCode 'no'.`,
  }),
  'ingest-domain-neither': message<FilePlace & { readonly field: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: «${p.field}» må ha enten codeList eller description; legg til en av dem.`,
    en: (p) => `${placeEn(p)}: '${p.field}' must have either codeList or description; add one of them.`,
  }),
  'ingest-code-list-not-string': message<FilePlace & { readonly dataType: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: en variabel med kodeliste må ha dataType STRING, ikke ${p.dataType}.`,
    en: (p) => `${placeEn(p)}: a variable with a code list must have dataType STRING, not ${p.dataType}.`,
  }),
  'ingest-code-not-text': message<FilePlace & { readonly field: string; readonly code: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: koden i «${p.field}» er et tall; skriv den som tekst, "${p.code}".`,
    en: (p) => `${placeEn(p)}: the code in '${p.field}' is a number; write it as a text, "${p.code}".`,
  }),
  'ingest-code-duplicate': message<FilePlace & { readonly code: string }>({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: koden «${p.code}» står to ganger for samme tid; la periodene ikke overlappe.`,
    en: (p) => `${placeEn(p)}: the code '${p.code}' stands twice for the same time; let its periods not overlap.`,
  }),
  'ingest-code-validity-reversed': message<
    FilePlace & { readonly code: string; readonly from: string; readonly until: string }
  >({
    severity: 'error',
    nb: (p) =>
      `${placeNb(p)}: koden «${p.code}» slutter å gjelde ${p.until}, før den begynner ${p.from}; rett datoene.`,
    en: (p) => `${placeEn(p)}: the code '${p.code}' ends on ${p.until}, before it begins on ${p.from}; mend the dates.`,
  }),
  'ingest-field-differs': message<
    FilePlace & { readonly field: string; readonly found: string; readonly expected: string }
  >({
    severity: 'error',
    nb: (p) => `${placeNb(p)}: feltet «${p.field}» er «${p.found}», men skal være «${p.expected}».`,
    en: (p) => `${placeEn(p)}: the field '${p.field}' is '${p.found}' but should be '${p.expected}'.`,
  }),
  'ingest-coverage-differs': message<{
    file: string;
    from: string;
    until: string;
    first: string;
    last: string;
  }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}: dataRevision sier at dataene går fra ${p.from} til ${p.until}, men radene går fra ${p.first} til ${p.last}; rett eller fjern feltene.`,
    en: (p) =>
      `${p.file}: dataRevision says that the data go from ${p.from} to ${p.until}, but the rows go from ${p.first} to ${p.last}; mend or remove the fields.`,
  }),
  'ingest-status-date-unlisted': message<{ file: string; dates: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}: dataRevision.temporalStatusDates mangler ${listing(p.dates, 'nb', 'and')}, som radene har; rett eller fjern feltet.`,
    en: (p) =>
      `${p.file}: dataRevision.temporalStatusDates lacks ${listing(p.dates, 'en', 'and')}, which the rows have; mend or remove the field.`,
  }),
  'ingest-series-end-old-form': message<FilePlace>({
    severity: 'warning',
    nb: (p) =>
      `${placeNb(p)}: temporalEndOfSeries er en eldre form; skriv temporalEnd med en beskrivelse av hvorfor serien er avsluttet.`,
    en: (p) => `${placeEn(p)}: temporalEndOfSeries is an older form; write temporalEnd with why the series is closed.`,
  }),
} as const;

/** Messages about a data file's form. */
const formMessages = {
  'ingest-data-empty': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Filen «${p.file}» er tom; et datasett må ha minst én rad.`,
    en: (p) => `The file '${p.file}' is empty; a dataset must have at least one row.`,
  }),
  'ingest-delimiter': message<{ file: string; line: Threshold; delimiter: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: feltene ser ut til å være skilt med ${p.delimiter}; skill dem med semikolon.`,
    en: (p) =>
      `${p.file}, line ${p.line}: the fields seem to be separated by ${p.delimiter}; separate them by semicolons.`,
  }),
  'ingest-header-line': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: linjen ser ut til å inneholde kolonnenavn; fjern den.`,
    en: (p) => `${p.file}, line ${p.line}: the line seems to hold names of columns; remove it.`,
  }),
  'ingest-row-fields': message<{ file: string; line: Threshold; found: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: ventet fem felt (enhet;verdi;start;stopp;), fant ${p.found}.`,
    en: (p) => `${p.file}, line ${p.line}: expected five fields (unit;value;start;stop;), found ${p.found}.`,
  }),
  'ingest-line-too-long': message<{ file: string; line: Threshold; longest: Threshold }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: linjen er lengre enn ${p.longest} byte; se etter om linjeskift mangler i filen.`,
    en: (p) =>
      `${p.file}, line ${p.line}: the line is longer than ${p.longest} bytes; see whether line ends are missing in the file.`,
  }),
  'ingest-nul-byte': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}: linjen inneholder en nullbyte; se etter om filen er skadet.`,
    en: (p) => `${p.file}, line ${p.line}: the line holds a NUL byte; see whether the file is damaged.`,
  }),
  'ingest-quote-open': message<FieldPlace>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt ${p.field}: et anførselstegn lukkes ikke på linjen; lukk eller fjern det.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field ${p.field}: a quotation mark is not closed on the line; close or remove it.`,
  }),
  'ingest-fifth-field': message<{ file: string; line: Threshold; count: Threshold }>({
    severity: 'warning',
    nb: (p) =>
      `${p.file}: det femte feltet skal være tomt og leses ikke; ${p.count} rader har noe der, først linje ${p.line}.`,
    en: (p) =>
      `${p.file}: the fifth field should be empty and is not read; ${p.count} rows have it filled, first line ${p.line}.`,
  }),
} as const;

/** Messages about identifiers and values of rows. */
const valueMessages = {
  'ingest-identifier-missing': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 1: identifikatoren mangler; skriv hvilken enhet raden gjelder.`,
    en: (p) => `${p.file}, line ${p.line}, field 1: the identifier is missing; write which unit the row is about.`,
  }),
  'ingest-pseudonym-invalid': message<FieldPlace & { readonly value: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt ${p.field}: «${p.value}» er ikke et pseudonym; databanken bruker heltall fra 0 til 281474976710655.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field ${p.field}: '${p.value}' is not a pseudonym; the databank uses integers from 0 to 281474976710655.`,
  }),
  'ingest-identifier-not-integer': message<FieldPlace & { readonly value: string; readonly unitType: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt ${p.field}: «${p.value}» er ikke et heltall, som identifikatorer for ${p.unitType} skal være.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field ${p.field}: '${p.value}' is not an integer, as identifiers of ${p.unitType} must be.`,
  }),
  'ingest-value-missing': message<{ file: string; line: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 2: verdien mangler; utelat raden når det ikke er noen verdi.`,
    en: (p) => `${p.file}, line ${p.line}, field 2: the value is missing; leave the row out where there is none.`,
  }),
  'ingest-value-type': message<{ file: string; line: Threshold; value: string; type: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 2: «${p.value}» er ikke en verdi av typen ${p.type}.`,
    en: (p) => `${p.file}, line ${p.line}, field 2: '${p.value}' is not a value of type ${p.type}.`,
    hint: {
      nb: (p) => (p.type === 'LONG' ? 'LONG er heltall uten desimaler, eksponent og mellomrom.' : undefined),
      en: (p) => (p.type === 'LONG' ? 'LONG is an integer without decimals, exponent and blanks.' : undefined),
    },
  }),
  'ingest-decimal-comma': message<{ file: string; line: Threshold; value: string; mended: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 2: «${p.value}» har desimalkomma; skriv ${p.mended}.`,
    en: (p) => `${p.file}, line ${p.line}, field 2: '${p.value}' has a decimal comma; write ${p.mended}.`,
  }),
  'ingest-integer-too-large': message<{ file: string; line: Threshold; value: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt 2: ${p.value} er større enn heltall som kan lagres nøyaktig (9007199254740991); bruk DOUBLE eller en annen enhet.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field 2: ${p.value} is beyond the integers that can be kept exactly (9007199254740991); use DOUBLE or another unit of measure.`,
  }),
  'ingest-number-too-large': message<{ file: string; line: Threshold; value: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 2: ${p.value} er for stort for et desimaltall; bruk en annen enhet.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field 2: ${p.value} is too large for a decimal number; use another unit of measure.`,
  }),
  'ingest-value-not-in-code-list': message<{ file: string; line: Threshold; value: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt 2: «${p.value}» står ikke i kodelisten; rett verdien eller legg til koden.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field 2: '${p.value}' is not in the code list; mend the value or add the code.`,
  }),
  'ingest-code-not-valid-then': message<{ file: string; line: Threshold; code: string; count: Threshold }>({
    severity: 'warning',
    nb: (p) =>
      `${p.file}: ${p.count} rader har en kode utenfor tiden den gjelder ifølge kodelisten, først «${p.code}» i linje ${p.line}; verdiene er beholdt.`,
    en: (p) =>
      `${p.file}: ${p.count} rows have a code outside the time of its validity, first '${p.code}' in line ${p.line}; the values are kept.`,
  }),
} as const;

/** Messages about times of rows. */
const timeMessages = {
  'ingest-date-invalid': message<FieldPlace & { readonly value: string }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt ${p.field}: «${p.value}» er ikke en dato som finnes (ÅÅÅÅ-MM-DD).`,
    en: (p) => `${p.file}, line ${p.line}, field ${p.field}: '${p.value}' is not an existing date (YYYY-MM-DD).`,
  }),
  'ingest-date-out-of-range': message<FieldPlace & { readonly value: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}, felt ${p.field}: ${p.value} er ikke mellom 1880-04-15 og 2059-09-18; la stopp stå tom når slutten ikke er kjent.`,
    en: (p) =>
      `${p.file}, line ${p.line}, field ${p.field}: ${p.value} is not between 1880-04-15 and 2059-09-18; leave the stop empty where no end is known.`,
  }),
  'ingest-date-future': message<{ file: string; line: Threshold; today: string; count: Threshold }>({
    severity: 'warning',
    nb: (p) =>
      `${p.file}: ${p.count} rader har en dato etter ${p.today}, først linje ${p.line}; se etter om de stemmer.`,
    en: (p) =>
      `${p.file}: ${p.count} rows have a date after ${p.today}, first line ${p.line}; see whether they are right.`,
  }),
  'ingest-times-invalid': message<{ file: string; line: Threshold; temporality: keyof typeof timesHints }>({
    severity: 'error',
    nb: (p) => `${p.file}, linje ${p.line}, felt 3 og 4: start og stopp passer ikke for ${p.temporality}.`,
    en: (p) => `${p.file}, line ${p.line}, fields 3 and 4: start and stop do not fit ${p.temporality}.`,
    hint: { nb: (p) => timesHints[p.temporality].nb, en: (p) => timesHints[p.temporality].en },
  }),
  'ingest-stops-empty': message<{ file: string }>({
    severity: 'warning',
    nb: (p) => `${p.file}: ingen rad har stopp, så slutten på dataene regnes fra siste start.`,
    en: (p) => `${p.file}: no row has a stop, so the end of the data is taken from the last start.`,
  }),
  'ingest-unit-twice': message<{ file: string; line: Threshold; otherLine: Threshold; date?: string | undefined }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: enheten har allerede en verdi${p.date === undefined ? '' : ` for ${p.date}`} i linje ${p.otherLine}; behold bare én.`,
    en: (p) =>
      `${p.file}, line ${p.line}: the unit has a value${p.date === undefined ? '' : ` for ${p.date}`} already in line ${p.otherLine}; keep only one.`,
  }),
  'ingest-times-overlap': message<{
    file: string;
    line: Threshold;
    otherLine: Threshold;
    span: string;
    otherSpan: string;
  }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}, linje ${p.line}: tiden ${p.span} overlapper med enhetens ${p.otherSpan} i linje ${p.otherLine}; begge ender regnes med.`,
    en: (p) =>
      `${p.file}, line ${p.line}: the time ${p.span} overlaps with the unit's ${p.otherSpan} in line ${p.otherLine}; both ends count.`,
  }),
} as const;

/** Messages about datasets that come in: their metadata, rows and code lists. */
export const ingestMessages = {
  ...fileMessages,
  ...metadataMessages,
  ...formMessages,
  ...valueMessages,
  ...timeMessages,
} as const;
