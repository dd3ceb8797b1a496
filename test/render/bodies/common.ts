import { type Released, seal } from '../../../src/disclosure/gate.ts';
import type { ReleasedBody, ReleasedDimension, Shown, Stamp } from '../../../src/disclosure/released.ts';

/** A number that is shown. */
export const shown = (v: number): Shown => ({ v });
/** A number that is withheld because it counts few units. */
export const few: Shown = { v: null, why: 'suppressed' };
/** A statistic of too few units. */
export const tooFew: Shown = { v: null, why: 'few' };
/** A number that does not exist. */
export const none: Shown = { v: null, why: 'missing' };

const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** The stamp of results about synthetic data on the author's machine. */
export const stamp: Stamp = {
  policy: 'strict',
  policyVersion: 1,
  policyHash: hash('a'),
  databanks: [{ databank: 'no.ssb.fdb', version: '53', nature: 'synthetic' }],
  trust: 'client',
};

/** Passes a body off as released, as only the gate can. */
export function released(body: ReleasedBody): Released<ReleasedBody> {
  return seal({ body, rules: [] }, stamp, 'a-000001');
}

/** A dimension of texts, with a code and a label per category. */
export const dimension = (variable: string, labels: readonly string[]): ReleasedDimension => ({
  variable,
  display: 'text',
  categories: labels.map((label, i) => ({ code: String(i + 1), label })),
});

/** Four categories. */
export const civil = dimension('sivstand', ['Ugift', 'Gift', 'Enke/enkemann', 'Skilt']);
/** Two categories. */
export const sex = dimension('kjonn', ['Mann', 'Kvinne']);
/** Three categories, one with a long name. */
export const region = dimension('fylke', ['Oslo', 'Vestland', 'Troms og Finnmark fylkeskommune']);
/** Twelve categories with long names. */
export const industry = dimension('naering', [
  'Jordbruk, skogbruk og fiske',
  'Bergverksdrift og utvinning',
  'Industri',
  'Elektrisitet, vann og renovasjon',
  'Bygge- og anleggsvirksomhet',
  'Varehandel, reparasjon av motorvogner',
  'Transport og lagring',
  'Overnattings- og serveringsvirksomhet',
  'Informasjon og kommunikasjon',
  'Finansiering og forsikring',
  'Eiendomsdrift',
  'Undervisning',
]);

/** The keys of a dimension's categories and of its margin. */
export const categoriesOf = (d: ReleasedDimension): (number | 'total')[] => [...d.categories.keys(), 'total'];

/** What a result is after a trip through JSON: it looks the same, and no renderer may take it. */
export function lookAlike(body: ReleasedBody): Released<ReleasedBody> {
  return JSON.parse(JSON.stringify(released(body))) as Released<ReleasedBody>;
}
