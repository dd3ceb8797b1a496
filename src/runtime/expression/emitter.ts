import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { Column } from '../column.ts';
import type { Codes } from './dictionary.ts';
import type { CellValue } from './text-functions.ts';

/** An array that generated code may read. */
export type InputArray = Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** A number in generated code: a name or an atom, and the largest magnitude it can have (infinite when unknown). */
export interface NumberCode {
  readonly code: string;
  readonly bound: number;
}

/** A text in generated code: an expression for the row's code, and what the codes mean. */
export interface TextCode {
  readonly code: string;
  readonly dictionary: readonly string[];
  /** Present when the text is the same in all rows. */
  readonly constant?: string | null;
}

/** How the open end of a spell reads: missing in arithmetic, later than every date in comparisons. */
export type OpenStop = 'missing' | 'later';

/** How nodes of each value type become code. The rules call one another through the emitter, each lives in a file of its own. */
export interface EmissionRules {
  number(emitter: Emitter, node: ExpressionIr, open: OpenStop): NumberCode;
  condition(emitter: Emitter, node: ExpressionIr): string;
  text(emitter: Emitter, node: ExpressionIr): TextCode;
  constant(node: ExpressionIr): CellValue;
}

/**
 * Collects the statements of one loop over rows. Generated text consists of names that this class makes, of closed tables of
 * operators and functions, and of nothing else: values of the script travel as data in `arrays` and `constants`.
 */
export class Emitter {
  readonly columns: ReadonlyMap<string, Column>;
  /** Results of sub-expressions that were computed beforehand, by node. */
  readonly known: ReadonlyMap<ExpressionIr, Column>;
  readonly arrays: InputArray[] = [];
  readonly constants: number[] = [];
  readonly #arrayNames = new Map<InputArray, string>();
  readonly #constantNames = new Map<number, string>();
  readonly #functions = new Set<string>();
  readonly #sets = new Map<InputArray, string>();
  readonly #temporaries = new Map<string, string>();
  #lines: string[] = [];

  readonly #rules: EmissionRules;

  constructor(
    rules: EmissionRules,
    columns: ReadonlyMap<string, Column>,
    known: ReadonlyMap<ExpressionIr, Column> = new Map<ExpressionIr, Column>(),
  ) {
    this.#rules = rules;
    this.columns = columns;
    this.known = known;
  }

  /** Code of a numeric expression; NaN is missing. A condition counts as 0 or 1. */
  number(node: ExpressionIr, open: OpenStop = 'missing'): NumberCode {
    return this.#rules.number(this, node, open);
  }

  /** Code of a condition: a JavaScript boolean, never missing. A number counts as true unless it is missing or 0. */
  condition(node: ExpressionIr): string {
    return this.#rules.condition(this, node);
  }

  /** Code of a text: the row's code into a dictionary; 0 is missing. */
  text(node: ExpressionIr): TextCode {
    return this.#rules.text(this, node);
  }

  /** The value of an expression that is the same in every row. */
  valueOf(node: ExpressionIr): CellValue {
    return this.#rules.constant(node);
  }

  /** The column of a variable; the analyser has checked that there is one. */
  column(name: string): Column {
    const column = this.columns.get(name);
    if (column === undefined) throw new RangeError('a variable of the expression has no column');
    return column;
  }

  /** The name of an array; the array's type is part of it, so that equal code means equal types to the compiler underneath. */
  array(array: InputArray): string {
    let name = this.#arrayNames.get(array);
    if (name === undefined) {
      name = `a${this.arrays.length}_${array.constructor.name}`;
      this.arrays.push(array);
      this.#arrayNames.set(array, name);
    }
    return name;
  }

  /** The name of a number of the script; missing and the infinities are written out. */
  constant(value: number): string {
    if (Number.isNaN(value)) return 'NaN';
    let name = this.#constantNames.get(value);
    if (name === undefined) {
      name = `k${this.constants.length}`;
      this.constants.push(value);
      this.#constantNames.set(value, name);
    }
    return name;
  }

  /** The local name of a function of the closed table. */
  function(name: string): string {
    this.#functions.add(name);
    return `f_${name}`;
  }

  /** The name of a set of numbers. */
  set(values: Float64Array): string {
    const array = this.array(values);
    let name = this.#sets.get(values);
    if (name === undefined) {
      name = `s_${array}`;
      this.#sets.set(values, name);
    }
    return name;
  }

  /** A constant that holds the value of an expression in this row; equal expressions share it. */
  temporary(code: string): string {
    let name = this.#temporaries.get(code);
    if (name === undefined) {
      name = `t${this.#temporaries.size}`;
      this.#temporaries.set(code, name);
      this.#lines.push(`const ${name} = ${code};`);
    }
    return name;
  }

  /** Takes the statements collected so far. */
  takeLines(): string {
    const lines = this.#lines.join('\n');
    this.#lines = [];
    return lines;
  }

  /** Declarations before the loop. */
  prologue(): string {
    return [
      ...[...this.#arrayNames.values()].map((name, i) => `const ${name} = arrays[${i}];`),
      ...[...this.#sets.values()].map((name) => `const ${name} = new Set(${name.slice(2)});`),
      ...[...this.#constantNames.values()].map((name, i) => `const ${name} = constants[${i}];`),
      ...[...this.#functions].map((name) => `const f_${name} = functions.${name};`),
    ].join('\n');
  }
}

/** The codes of a dictionary column and their texts. */
export function dictionaryOf(column: Column): { readonly codes: Codes; readonly dictionary: readonly string[] } {
  if (column.kind !== 'dictionary') throw new TypeError('a text was expected');
  return column;
}
