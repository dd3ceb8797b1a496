import type { LocalText } from '../base/language.ts';

/** Type of a value in an expression; a `boolean` is never missing. */
export type ValueType = 'number' | 'text' | 'boolean';

/** What a parameter takes. `numeric` accepts numbers and booleans; `variable` a bare variable name with a code list. */
export type ParameterType = 'numeric' | 'text' | 'any' | 'variable';

/** One parameter of a function. */
export interface ParameterSpec {
  readonly name: string;
  readonly type: ParameterType;
  readonly optional?: true;
  /** Takes one or more arguments; only the last parameter may. */
  readonly repeated?: true;
  /** Must be the same for all rows: a literal or a binding. */
  readonly constant?: true;
}

/** Which family a function belongs to, for help and completion. */
export type FunctionGroup = 'date' | 'math' | 'row' | 'text' | 'logic' | 'label' | 'probability' | 'procedure';

/**
 * How a function is computed. `scalar` functions are called per row on numbers (NaN = missing) — the engine inlines or calls them;
 * `dictionary` functions on text are evaluated once per dictionary entry; `rows` need the whole population (`quantile`);
 * `labels` are resolved against the code list during analysis; `binding` functions exist in binding expressions only.
 */
export type FunctionKind = 'scalar' | 'dictionary' | 'rows' | 'labels' | 'binding';

/**
 * What missing arguments do. `propagates`: any missing argument makes the result missing (false for logical functions);
 * `skips`: missing arguments are left out; `sees`: the function asks about missing values, its result never is missing.
 */
export type MissingRule = 'propagates' | 'skips' | 'sees';

/** A function's declaration. */
export interface FunctionSpec {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly kind: FunctionKind;
  readonly parameters: readonly ParameterSpec[];
  /** `argument`: the type of the first argument, as of `label_to_code`. */
  readonly returns: ValueType | 'argument';
  readonly missing: MissingRule;
  /** Whether a numeric result is an integer. */
  readonly integer?: true;
  /** Whether it may stand in a binding expression. */
  readonly inBindings?: true;
  /** A slip that constants in a call give away: a unit that was meant as a number of decimals, bounds in the wrong order. */
  readonly advice?: 'rounding-unit' | 'ordered-bounds';
  /** All arguments have the type of the first. */
  readonly sameTypes?: true;
  /** Called with this number of arguments, it is the other function: `F` with four is `nF`. */
  readonly synonym?: { readonly arguments: number; readonly function: string };
  readonly help: LocalText;
  readonly examples: readonly string[];
}

/** A constant that a script computes before anything runs. A symbol is a name; a date is `YYYY-MM-DD` as days since 1970-01-01. */
export type BindingValue =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'symbol'; readonly value: string }
  | { readonly type: 'date'; readonly value: number };

/** What came of evaluating a function of constants: a value, missing, or a mistake that the caller words. */
export type ConstantResult =
  | { readonly type: 'value'; readonly value: BindingValue }
  | { readonly type: 'missing' }
  /** An argument (counted from 0) has the wrong type; `expected` says which it should have. */
  | { readonly type: 'wrong-argument'; readonly argument: number; readonly expected: 'number' | 'text' | 'symbol' }
  | { readonly type: 'no-such-date'; readonly text: string }
  /** `bind(x)`: the value of the binding with this name is wanted. */
  | { readonly type: 'binding'; readonly name: string };

/** Computes a function of constants; the number of arguments has been checked. */
export type ConstantEvaluation = (values: readonly BindingValue[]) => ConstantResult;

/** A function with its evaluation on constants, if it has one. */
export interface FunctionDefinition extends FunctionSpec {
  readonly evaluate?: ConstantEvaluation;
}
