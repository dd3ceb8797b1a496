import { message, type NoParameters, type Threshold } from './message.ts';

/** Messages about Parquet files that come in. */
const parquetMessages = {
  'exchange-parquet-damaged': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file}: filen er ikke hel, eller ikke Parquet uten nøstede kolonner.`,
    en: (p) => `${p.file}: the file is damaged, or not Parquet without nested columns.`,
  }),
  'exchange-parquet-column-missing': message<{ file: string; column: string }>({
    severity: 'error',
    nb: (p) =>
      `${p.file}: kolonnen ${p.column} mangler; det skal være unit_id, value, start_epoch_days og stop_epoch_days.`,
    en: (p) =>
      `${p.file}: the column ${p.column} is missing; there must be unit_id, value, start_epoch_days and stop_epoch_days.`,
  }),
  'exchange-parquet-column-type': message<{ file: string; column: string; found: string }>({
    severity: 'error',
    nb: (p) => `${p.file}: kolonnen ${p.column} har typen ${p.found}, som ikke passer til metadataene.`,
    en: (p) => `${p.file}: the column ${p.column} is of type ${p.found}, which does not fit the metadata.`,
  }),
  'exchange-parquet-integer': message<{ file: string; row: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}, rad ${p.row}: et heltall er større enn 9007199254740991 i tallverdi.`,
    en: (p) => `${p.file}, row ${p.row}: an integer is greater than 9007199254740991 in magnitude.`,
  }),
} as const;

/** Messages about databanks that are exported. */
const exportMessages = {
  'exchange-gzip-without-csv': message<NoParameters>({
    severity: 'error',
    nb: () =>
      '`--gzip` pakker CSV-filer, og her skrives ingen; la det være, eller velg `--format datasets --data csv`.',
    en: () =>
      '`--gzip` compresses CSV files, and none are written here; leave it out, or choose `--format datasets --data csv`.',
  }),
  'exchange-not-enumerable': message<{ databank: string; variable: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» kan ikke liste alle rader av «${p.variable}».`,
    en: (p) => `The databank '${p.databank}' cannot list all rows of '${p.variable}'.`,
  }),
  'exchange-exported': message<{ databank: string; folder: string }>({
    severity: 'note',
    nb: (p) => `Databanken ${p.databank} er skrevet til ${p.folder}`,
    en: (p) => `The databank ${p.databank} was written to ${p.folder}`,
  }),
  'exchange-without-rows': message<{ names: readonly string[] }>({
    severity: 'warning',
    nb: (p) =>
      `Disse variablene har ingen rader og er ikke skrevet, siden et datasett må ha minst én: ${p.names.join(', ')}.`,
    en: (p) =>
      `These variables have no rows and were not written, since a dataset must have at least one: ${p.names.join(', ')}.`,
  }),
  'exchange-target-exists': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» finnes og er ikke tom; velg en ny mappe.`,
    en: (p) => `'${p.folder}' exists and is not empty; choose a new folder.`,
  }),
  'exchange-variable-unknown': message<{ databank: string; variable: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen variabel «${p.variable}».`,
    en: (p) => `The databank '${p.databank}' has no variable '${p.variable}'.`,
  }),
  'exchange-nothing-released': message<{ databank: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen utgitte versjoner; gi ut en før eksport.`,
    en: (p) => `The databank '${p.databank}' has no released versions; release one before the export.`,
  }),
  'exchange-value-not-csv': message<{ variable: string }>({
    severity: 'error',
    nb: (p) => `«${p.variable}» har en verdi som CSV-formatet ikke kan bære; bruk --data parquet.`,
    en: (p) => `'${p.variable}' has a value that the CSV format cannot carry; use --data parquet.`,
  }),
} as const;

/** Messages about datastores of the platform that are read. */
const datastoreMessages = {
  'exchange-datastore-missing': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» er ikke et datalager: det mangler datastore/datastore_versions.json.`,
    en: (p) => `'${p.folder}' is no datastore: it lacks datastore/datastore_versions.json.`,
  }),
  'exchange-datastore-file': message<{ file: string; field: string }>({
    severity: 'error',
    nb: (p) => `${p.file}: ${p.field === '' ? 'filen' : p.field} mangler eller har feil form.`,
    en: (p) => `${p.file}: ${p.field === '' ? 'the file' : p.field} is missing or of the wrong form.`,
  }),
  'exchange-datastore-data-missing': message<{ file: string; variable: string }>({
    severity: 'error',
    nb: (p) => `${p.file}: det finnes ingen datafil for «${p.variable}».`,
    en: (p) => `${p.file}: there is no data file for '${p.variable}'.`,
  }),
  'exchange-datastore-versions': message<{ version: string }>({
    severity: 'error',
    nb: (p) =>
      `datastore_versions.json: versjonen ${p.version} er ikke nyere enn den før, eller er ikke et versjonsnummer.`,
    en: (p) =>
      `datastore_versions.json: the version ${p.version} is not newer than the one before, or is no version number.`,
  }),
  'exchange-datastore-empty': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `Datalageret «${p.folder}» har ingen utgitte versjoner.`,
    en: (p) => `The datastore '${p.folder}' has no released versions.`,
  }),
} as const;

/** Messages about databanks carried to and from other formats. */
export const exchangeMessages = {
  ...parquetMessages,
  ...exportMessages,
  ...datastoreMessages,
} as const;
