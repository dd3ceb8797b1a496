import type { Language, LocalText } from '../base/language.ts';
import type { VariableType } from '../lang/types/schema.ts';
import type { RegisterVariable, Temporality } from '../metadata/catalogue.ts';

/** A register variable's title in a language, Norwegian where there is no other. */
export function titleOf({ title, englishTitle }: RegisterVariable, language: Language): string {
  return language === 'en' ? (englishTitle ?? title) : title;
}

/** How values lie in time, in words. */
export const temporalityText: Readonly<Record<Temporality, LocalText>> = {
  FIXED: { nb: 'fast', en: 'fixed' },
  STATUS: { nb: 'måletidspunkter', en: 'measured at dates' },
  ACCUMULATED: { nb: 'periodesum', en: 'sum of a period' },
  EVENT: { nb: 'forløp', en: 'spells' },
};

const typeWords = {
  integer: { nb: 'heltall', en: 'integer' },
  decimal: { nb: 'desimaltall', en: 'decimal' },
  date: { nb: 'dato', en: 'date' },
  undetermined: { nb: 'tom', en: 'empty' },
  alphanumeric: { nb: 'tekst', en: 'text' },
  key: { nb: 'nøkkel', en: 'key' },
  unknown: { nb: 'ukjent', en: 'unknown' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A variable's type in a word. */
export function typeText(type: VariableType, language: Language): string {
  return typeWords[type.type === 'numeric' ? type.subtype : type.type][language];
}
