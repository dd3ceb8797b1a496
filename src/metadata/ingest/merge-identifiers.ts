import { IdentifierTable, type IdentifierTableParts, type NumberTable, textOfDigitKey } from './identifier-table.ts';
import type { IdentifierForm } from './row-rules.ts';
import { setAside } from './set-aside.ts';
import { type SortedKeys, sortKeys } from './sort-keys.ts';
import type { IdentifierList } from './validated-dataset.ts';

/** Where each identifier of one table stands in the list of all. */
export class Ranks {
  readonly #numbers: Int32Array;
  readonly #texts: Int32Array;

  constructor(numbers: Int32Array, texts: Int32Array) {
    this.#numbers = numbers;
    this.#texts = texts;
  }

  /** The rank of an index of the table (negative for texts). */
  of(index: number): number {
    return index >= 0 ? this.#numbers[index]! : this.#texts[~index]!;
  }

  /** Keeps the ranks in a temporary file; gives a way to have them back. */
  setAside(file: string): () => Ranks {
    const numbers = setAside(this.#numbers, file, (length) => new Int32Array(length));
    const texts = this.#texts;
    return () => new Ranks(numbers(), texts);
  }

  /** The ranks seen through a further numbering: that of a rank `r` is `numbers[r]`. */
  through(numbers: Int32Array): Ranks {
    return new Ranks(
      this.#numbers.map((rank) => numbers[rank]!),
      this.#texts.map((rank) => numbers[rank]!),
    );
  }
}

/** The identifiers of several tables as one ascending list, and where those of each table stand in it. */
export interface MergedIdentifiers {
  readonly list: IdentifierList;
  readonly size: number;
  readonly ranks: readonly Ranks[];
}

/** Brings the tables of several threads together. */
export function mergeIdentifiers(parts: readonly IdentifierTableParts[], form: IdentifierForm): MergedIdentifiers {
  const tables = parts.map((part) => new IdentifierTable(part));
  const numbers = mergeNumbers(tables.map((table) => table.numbers));
  if (form === 'pseudonym') {
    const ranks = numbers.ranks.map((each) => new Ranks(each, new Int32Array(0)));
    return { list: { type: 'numbers', values: numbers.keys }, size: numbers.keys.length, ranks };
  }
  const digits = Array.from(numbers.keys, textOfDigitKey);
  const textsOf = tables.map((table) => table.texts.texts());
  const others = textsOf.every((texts) => texts.length === 0) ? [] : [...new Set(textsOf.flat())].sort(byCodeUnits);
  const { list, fromDigits, fromOthers } = mergeTexts(digits, others);
  const rankOf = new Map(others.map((text, i) => [text, fromOthers[i]!]));
  const ranks = tables.map(
    (_, i) =>
      new Ranks(
        numbers.ranks[i]!.map((rank) => fromDigits[rank]!),
        Int32Array.from(textsOf[i]!, (text) => rankOf.get(text)!),
      ),
  );
  return { list: { type: 'texts', values: list }, size: list.length, ranks };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two ascending lists without common texts as one, and where each entry went. */
function mergeTexts(
  digits: readonly string[],
  others: readonly string[],
): { readonly list: readonly string[]; readonly fromDigits: Int32Array; readonly fromOthers: Int32Array } {
  const list: string[] = [];
  const fromDigits = new Int32Array(digits.length);
  const fromOthers = new Int32Array(others.length);
  for (let i = 0, k = 0; i < digits.length || k < others.length; ) {
    const isDigits = k === others.length || (i < digits.length && digits[i]! < others[k]!);
    if (isDigits) fromDigits[i] = list.length;
    else fromOthers[k] = list.length;
    list.push(isDigits ? digits[i++]! : others[k++]!);
  }
  return { list, fromDigits, fromOthers };
}

function mergeNumbers(tables: readonly NumberTable[]): {
  readonly keys: Float64Array;
  readonly ranks: readonly Int32Array[];
} {
  const sorted = tables.map((table) => sortKeys(table.keys));
  const keys = sorted.reduce<Float64Array>((all, own) => union(all, own.keys), new Float64Array(0));
  return { keys, ranks: sorted.map((own) => ranksOf(own, keys)) };
}

/** Two ascending lists as one without repetitions. */
function union(a: Float64Array, b: Float64Array): Float64Array {
  if (a.length === 0) return b;
  const both = new Float64Array(a.length + b.length);
  let size = 0;
  for (let i = 0, k = 0; i < a.length || k < b.length; size++) {
    const x = i < a.length ? a[i]! : Number.POSITIVE_INFINITY;
    const y = k < b.length ? b[k]! : Number.POSITIVE_INFINITY;
    both[size] = x < y ? x : y;
    if (x <= y) i++;
    if (y <= x) k++;
  }
  return size === both.length ? both : both.slice(0, size);
}

/** The rank of each key of a table, by its index there. */
function ranksOf({ keys: own, order }: SortedKeys, all: Float64Array): Int32Array {
  const ranks = new Int32Array(own.length);
  for (let i = 0, rank = 0; i < own.length; i++, rank++) {
    while (all[rank]! < own[i]!) rank++;
    ranks[order === undefined ? i : order[i]!] = rank;
  }
  return ranks;
}
