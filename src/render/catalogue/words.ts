import type { LocalText } from '../../base/language.ts';

/** Words around what a catalogue says. */
export const catalogueWords = {
  codes: { nb: 'Koder', en: 'Codes' },
  codesOf: { nb: 'koder', en: 'codes' },
  at: { nb: 'per', en: 'at' },
  validFrom: { nb: 'gjelder fra', en: 'valid from' },
  validUntil: { nb: 'til', en: 'until' },
  validTo: { nb: 'gjelder til', en: 'valid until' },
  periods: { nb: 'perioder', en: 'periods' },
  sentinel: { nb: 'ukjent eller uaktuelt', en: 'unknown or irrelevant' },
  inScripts: { nb: 'I skript', en: 'In scripts' },
  variable: { nb: 'Variabel', en: 'Variable' },
  title: { nb: 'Tittel', en: 'Title' },
  unitType: { nb: 'Enhet', en: 'Unit' },
  temporality: { nb: 'Temporalitet', en: 'Temporality' },
  years: { nb: 'År', en: 'Years' },
  databank: { nb: 'Databank', en: 'Databank' },
} as const satisfies Readonly<Record<string, LocalText>>;
