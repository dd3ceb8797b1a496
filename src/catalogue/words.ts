import type { LocalText } from '../base/language.ts';
import type { DataNature, DataType, SensitivityLevel, Temporality } from '../metadata/catalogue.ts';

/** How a variable's values lie in time. */
export const temporalityWords: Readonly<Record<Temporality, LocalText>> = {
  FIXED: { nb: 'fast', en: 'fixed' },
  STATUS: { nb: 'tverrsnitt', en: 'status' },
  ACCUMULATED: { nb: 'akkumulert', en: 'accumulated' },
  EVENT: { nb: 'forløp', en: 'event' },
};

/** What a temporality means for whoever imports. */
export const temporalityExplanations: Readonly<Record<Temporality, LocalText>> = {
  FIXED: { nb: 'endrer seg ikke', en: 'does not change' },
  STATUS: { nb: 'målt på bestemte dager', en: 'measured on certain days' },
  ACCUMULATED: { nb: 'summert over perioder', en: 'summed over periods' },
  EVENT: { nb: 'tilstander med start og slutt', en: 'states with a start and an end' },
};

/** What values are. */
export const dataTypeWords: Readonly<Record<DataType, LocalText>> = {
  STRING: { nb: 'tekst', en: 'text' },
  LONG: { nb: 'heltall', en: 'whole number' },
  DOUBLE: { nb: 'desimaltall', en: 'decimal number' },
  DATE: { nb: 'dato', en: 'date' },
};

/** How sensitive values are. */
export const sensitivityWords: Readonly<Record<SensitivityLevel, LocalText>> = {
  PERSON_GENERAL: { nb: 'alminnelige personopplysninger', en: 'ordinary personal data' },
  PERSON_SPECIAL: { nb: 'særlige kategorier av personopplysninger', en: 'special categories of personal data' },
  PUBLIC: { nb: 'offentlig tilgjengelig', en: 'publicly available' },
  NONPUBLIC: { nb: 'ikke offentlig tilgjengelig', en: 'not publicly available' },
};

/** What kind of data a databank holds. */
export const natureWords: Readonly<Record<DataNature, LocalText>> = {
  synthetic: { nb: 'syntetiske data', en: 'synthetic data' },
  public: { nb: 'offentlige data', en: 'public data' },
  confidential: { nb: 'fortrolige data', en: 'confidential data' },
};
