import type { DocumentBody, MessageBody, MetadataBody, RefusalBody } from '../../../src/disclosure/released.ts';
import { few, shown } from './common.ts';

/** A status line with one count that is shown and one that is not. */
export const status: MessageBody = {
  type: 'message',
  code: 'status-generated',
  names: { variable: 'alder', noun: 'units' },
  counts: { n: shown(123_456), missing: few },
  fewerThan: 5,
};

/** A withheld table. */
export const refusal: RefusalBody = { type: 'refusal', command: 'tabulate', rule: 'DC-05', notes: [] };

/** Facts of the catalogue, with a long sentence. */
export const metadata: MetadataBody = {
  type: 'metadata',
  command: 'variables',
  title: 'no.ssb.fdb:53',
  columns: [
    { nb: 'Variabel', en: 'Variable' },
    { nb: 'Tittel', en: 'Title' },
    { nb: 'Enhet', en: 'Unit' },
  ],
  rows: [
    ['INNTEKT_WLONN', 'Lønnsinntekter, naturalytelser, sykepenger og foreldrepenger i løpet av kalenderåret', 'PERSON'],
    ['BEFOLKNING_KJOENN', 'Kjønn', 'PERSON'],
  ],
};

/** A text about a command, with every kind of piece and signs that HTML has to write otherwise. */
export const help: DocumentBody = {
  type: 'document',
  command: 'help',
  parts: [
    { type: 'signature', code: 'keep (variable … | if condition) [, options]' },
    { type: 'paragraph', text: { nb: 'Beholder rader der a < b & c > d.', en: 'Keeps rows where a < b & c > d.' } },
    { type: 'heading', text: { nb: 'Valg', en: 'Options' } },
    {
      type: 'terms',
      items: [
        { term: { nb: 'level(n)', en: 'level(n)' }, text: { nb: 'Nivå. Standard: 95.', en: 'Level. Default: 95.' } },
        {
          term: { nb: 'et_valg_med_et_langt_navn(a b …)', en: 'an_option_with_a_long_name(a b …)' },
          text: {
            nb: 'Et valg med et navn som ikke får plass ved siden av en forklaring på flere linjer, som denne er.',
            en: 'An option whose name has no room beside an explanation of several lines, which this one is.',
          },
        },
      ],
    },
    { type: 'paragraph', text: { nb: 'Kan ikke brukes sammen: a + b.', en: 'Cannot be used together: a + b.' } },
    { type: 'heading', text: { nb: 'Eksempler', en: 'Examples' } },
    { type: 'code', statements: ['keep if a < b & c > d', 'for y in 1 2\n  drop v ++ $y\nend'], numbered: false },
  ],
};

/** The statements of a run. */
export const history: DocumentBody = {
  type: 'document',
  command: 'history',
  parts: [
    { type: 'heading', text: { nb: 'Kommandoer så langt', en: 'Commands so far' } },
    {
      type: 'code',
      statements: [
        'let a = "<b>"',
        ...Array.from({ length: 8 }, (_, i) => `generate v${i} = 1`),
        'recode a \\\n  (1 = 2)',
      ],
      numbered: true,
    },
  ],
};
