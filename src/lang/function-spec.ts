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

/** A function's declaration. */
export interface FunctionSpec {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly kind: FunctionKind;
  readonly parameters: readonly ParameterSpec[];
  readonly returns: ValueType;
  /** Whether a numeric result is an integer. */
  readonly integer?: true;
  /** Whether it may stand in a binding expression. */
  readonly inBindings?: true;
  readonly help: LocalText;
  readonly examples: readonly string[];
}
