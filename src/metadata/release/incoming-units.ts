import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import { type CheckedPseudonyms, pseudonymise } from '../ingest/numbering.ts';
import type { IdentifierList, ValidatedDataset } from '../ingest/validated-dataset.ts';
import { placesIn, unionOf } from '../store/ascending.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import type { IdentifierKind } from '../store/manifest.ts';
import { unitTypes } from '../unit-types.ts';
import { type Universe, type UniverseIdentifiers, writeUniverse } from './universes.ts';

/** How a databank identifies units that come in. */
export interface IdentifierRules {
  readonly identifiers: IdentifierKind;
  /** The databank's secret, which raw identifiers become pseudonyms with. */
  readonly key: () => Uint8Array;
}

/** Universes with the units of some datasets, and the identifiers of each dataset in the order of its own lists. */
export interface IncomingUnits {
  readonly universes: ReadonlyMap<string, Universe>;
  readonly identifiersOf: (dataset: ValidatedDataset, idKind: string) => UniverseIdentifiers;
}

const publicSpaces = new Set(
  [...unitTypes.values()].filter(({ pseudonymised }) => !pseudonymised).map(({ idKind }) => idKind),
);

/** What is wrong with the identifiers of datasets for a databank that takes pseudonyms. */
export function identifierProblems(
  datasets: readonly ValidatedDataset[],
  { identifiers }: IdentifierRules,
): readonly DatabankProblem[] {
  if (identifiers === 'raw') return [];
  return datasets.flatMap(({ name, identifiers: lists }) =>
    [...lists].flatMap(([idKind, list]) =>
      publicSpaces.has(idKind) || arePseudonyms(list)
        ? []
        : [databankProblem('release-identifiers-not-pseudonyms', { name, idKind })],
    ),
  );
}

function arePseudonyms(list: IdentifierList): boolean {
  if (list.type === 'texts') return false;
  const { values } = list;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= 0 && value < 2 ** 48 && Number.isInteger(value))) return false;
  }
  return true;
}

/**
 * Gives every unit of some datasets its place in the universes, which grow where there are new ones; grown universes are
 * written. Datasets are taken in the order given.
 */
export function takeInUnits(
  columns: ColumnFolder,
  datasets: readonly ValidatedDataset[],
  current: ReadonlyMap<string, Universe>,
  rules: IdentifierRules,
): IncomingUnits {
  const grown = new Map<string, UniverseIdentifiers>();
  const own = new Map<ValidatedDataset, Map<string, UniverseIdentifiers>>();
  const givers = new Map<string, PseudonymGiver>();
  for (const dataset of datasets) {
    const lists = new Map<string, UniverseIdentifiers>();
    own.set(dataset, lists);
    for (const [idKind, list] of dataset.identifiers) {
      const known = grown.get(idKind) ?? current.get(idKind)?.identifiers;
      const giver = givers.get(idKind) ?? new PseudonymGiver(idKind, rules);
      givers.set(idKind, giver);
      const incoming = giver.identifiersOf(list, known);
      lists.set(idKind, incoming);
      grown.set(idKind, withMore(known, incoming));
    }
  }
  const universes = new Map(current);
  for (const [idKind, identifiers] of grown) {
    if (current.get(idKind)?.identifiers !== identifiers) {
      universes.set(idKind, writeUniverse(columns, idKind, identifiers));
    }
  }
  return {
    universes,
    identifiersOf: (dataset, idKind) => {
      const found = own.get(dataset)?.get(idKind);
      if (found === undefined) throw new RangeError('a dataset writes units of a space that it has not listed');
      return found;
    },
  };
}

/** Turns lists of identifiers of a space into those of the universe. */
class PseudonymGiver {
  readonly #idKind: string;
  readonly #rules: IdentifierRules;
  #last: { readonly texts: readonly string[]; readonly given: CheckedPseudonyms } | undefined;

  constructor(idKind: string, rules: IdentifierRules) {
    this.#idKind = idKind;
    this.#rules = rules;
  }

  identifiersOf(list: IdentifierList, known: UniverseIdentifiers | undefined): UniverseIdentifiers {
    if (publicSpaces.has(this.#idKind)) return { type: 'texts', texts: textsOf(list) };
    if (this.#rules.identifiers === 'pseudonyms' && list.type === 'numbers') {
      return { type: 'pseudonyms', pseudonyms: list.values };
    }
    const texts = textsOf(list);
    const given = this.#pseudonymise(texts, known);
    this.#last = { texts, given };
    return { type: 'pseudonyms', ...given };
  }

  /* Most datasets of a folder are about the same units: those of the dataset before have their pseudonyms already. */
  #pseudonymise(texts: readonly string[], known: UniverseIdentifiers | undefined): CheckedPseudonyms {
    const pseudonyms = new Float64Array(texts.length);
    const checks = new Float64Array(texts.length);
    const last = this.#last ?? { texts: [], given: { pseudonyms, checks } };
    const fresh: number[] = [];
    let at = 0;
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i]!;
      while (at < last.texts.length && last.texts[at]! < text) at++;
      if (last.texts[at] === text) {
        pseudonyms[i] = last.given.pseudonyms[at]!;
        checks[i] = last.given.checks[at]!;
      } else fresh.push(i);
    }
    const { key } = this.#rules;
    const freshTexts = fresh.map((i) => texts[i]!);
    const more = pseudonymise(this.#idKind, freshTexts, checkedOf(known), key());
    fresh.forEach((place, i) => {
      pseudonyms[place] = more.pseudonyms[i]!;
      checks[place] = more.checks[i]!;
    });
    return { pseudonyms, checks };
  }
}

function checkedOf(known: UniverseIdentifiers | undefined): CheckedPseudonyms {
  const none = new Float64Array(0);
  if (known?.type !== 'pseudonyms') return { pseudonyms: none, checks: none };
  return { pseudonyms: known.pseudonyms, checks: known.checks ?? none };
}

function textsOf(list: IdentifierList): readonly string[] {
  return list.type === 'texts' ? list.values : Array.from(list.values, String);
}

/** Known identifiers and more of them; the known ones themselves where nothing is new. */
function withMore(known: UniverseIdentifiers | undefined, more: UniverseIdentifiers): UniverseIdentifiers {
  if (more.type === 'texts') return textsWithMore(known, more.texts);
  if (known?.type !== 'pseudonyms') return sorted(more);
  const arriving = sorted(more);
  const pseudonyms = unionOf(known.pseudonyms, arriving.pseudonyms);
  if (pseudonyms === known.pseudonyms) return known;
  if (known.checks === undefined || arriving.checks === undefined) return { type: 'pseudonyms', pseudonyms };
  const checks = new Float64Array(pseudonyms.length);
  put(known.checks, placesIn(pseudonyms, known.pseudonyms), checks);
  put(arriving.checks, placesIn(pseudonyms, arriving.pseudonyms), checks);
  return { type: 'pseudonyms', pseudonyms, checks };
}

function textsWithMore(known: UniverseIdentifiers | undefined, more: readonly string[]): UniverseIdentifiers {
  const before = known?.type === 'texts' ? known.texts : [];
  const texts = [...new Set([...before, ...more])].sort((a, b) => (a < b ? -1 : 1));
  return known !== undefined && texts.length === before.length ? known : { type: 'texts', texts };
}

type Pseudonyms = UniverseIdentifiers & { readonly type: 'pseudonyms' };

/** Pseudonyms ascending, with their checks; those that come in as numbers are ascending already. */
function sorted({ pseudonyms, checks }: Pseudonyms): Pseudonyms {
  if (checks === undefined) return { type: 'pseudonyms', pseudonyms };
  const ascending = pseudonyms.slice().sort();
  const moved = new Float64Array(checks.length);
  put(checks, placesIn(ascending, pseudonyms), moved);
  return { type: 'pseudonyms', pseudonyms: ascending, checks: moved };
}

function put(values: Float64Array, places: Int32Array, target: Float64Array): void {
  for (let i = 0; i < values.length; i++) target[places[i]!] = values[i]!;
}
