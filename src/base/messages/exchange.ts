import { message, type Threshold } from './message.ts';

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

/** Messages about databanks carried to and from other formats. */
export const exchangeMessages = {
  ...parquetMessages,
} as const;
