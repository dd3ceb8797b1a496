/** The languages that the product speaks: Norwegian Bokmål and English. */
export type Language = 'nb' | 'en';

/** A text in both languages. */
export interface LocalText {
  readonly nb: string;
  readonly en: string;
}
