import type { SymbolId } from './trace.ts';

/** Symbols that turn out to be one, since one piece of text stands for both, are united. */
export class SymbolTable {
  readonly #parents: SymbolId[] = [];

  /** Makes a symbol of its own. */
  make(): SymbolId {
    return this.#parents.push(this.#parents.length) - 1;
  }

  /** The one symbol that stands for all that a symbol is united with. */
  find(symbol: SymbolId): SymbolId {
    let root = symbol;
    for (let up = this.#parents[root]; up !== undefined && up !== root; up = this.#parents[root]) root = up;
    for (let at = symbol; at !== root; ) {
      const up = this.#parents[at] ?? root;
      this.#parents[at] = root;
      at = up;
    }
    return root;
  }

  /** From now on both are one; the older one stands for them. */
  unite(a: SymbolId, b: SymbolId): void {
    const [first, second] = [this.find(a), this.find(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }
}

/** The symbols of names in one place: the variables of a dataset, or the datasets of a script. */
export class NameSymbols {
  readonly #table: SymbolTable;
  readonly #names: Map<string, SymbolId>;

  constructor(table: SymbolTable, names: ReadonlyMap<string, SymbolId> = new Map()) {
    this.#table = table;
    this.#names = new Map(names);
  }

  /** The symbol of a name, made when it is first asked for. */
  of(name: string): SymbolId {
    return this.#names.get(name) ?? this.renew(name);
  }

  /** A name stands for something new. */
  renew(name: string): SymbolId {
    const symbol = this.#table.make();
    this.#names.set(name, symbol);
    return symbol;
  }

  /** The same names with the same symbols, in another place. */
  copy(): NameSymbols {
    return new NameSymbols(this.#table, this.#names);
  }
}
