import type { ValueType } from '../function-spec.ts';
import type { CodeListId } from '../types/schema.ts';

/**
 * A typed data expression: bindings are gone, conversions are explicit, names are checked.
 * Missing values: numeric nodes yield missing, boolean nodes never do (two-valued logic).
 */
export type ExpressionIr =
  | { readonly type: 'number'; readonly value: number; readonly isInteger: boolean }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** The missing value, as the whole right-hand side of an assignment. */
  | { readonly type: 'missing'; readonly valueType: 'number' | 'text' }
  | {
      readonly type: 'variable';
      readonly name: string;
      readonly valueType: 'number' | 'text';
      readonly isInteger: boolean;
      readonly openStop?: true;
    }
  | {
      readonly type: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/' | '^';
      readonly left: ExpressionIr;
      readonly right: ExpressionIr;
    }
  | { readonly type: 'negate'; readonly operand: ExpressionIr }
  | {
      readonly type: 'compare';
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
      /** Both sides numbers, or both texts (then only `==` and `!=`). */
      readonly operands: 'number' | 'text';
      readonly left: ExpressionIr;
      readonly right: ExpressionIr;
    }
  | { readonly type: 'and' | 'or'; readonly left: ExpressionIr; readonly right: ExpressionIr }
  | { readonly type: 'not'; readonly operand: ExpressionIr }
  /** true → 1, false → 0. */
  | { readonly type: 'to-number'; readonly operand: ExpressionIr }
  /** missing and 0 → false, anything else → true. */
  | { readonly type: 'to-boolean'; readonly operand: ExpressionIr }
  /** A function of the vocabulary; `inlist` carries the type of its values in that of its arguments. */
  | {
      readonly type: 'call';
      readonly function: string;
      readonly arguments: readonly ExpressionIr[];
      readonly valueType: ValueType;
      readonly isInteger: boolean;
    }
  /** `inlabels`, `labelcontains`: the codes have been looked up during analysis. */
  | {
      readonly type: 'code-in';
      readonly variable: ExpressionIr;
      readonly codes: readonly (number | string)[];
      readonly codeList: CodeListId;
    };

/** The type of an expression's value. */
export function valueTypeOf(expression: ExpressionIr): ValueType {
  switch (expression.type) {
    case 'number':
    case 'arithmetic':
    case 'negate':
    case 'to-number':
      return 'number';
    case 'text':
      return 'text';
    case 'missing':
    case 'variable':
    case 'call':
      return expression.valueType;
    case 'boolean':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'to-boolean':
    case 'code-in':
      return 'boolean';
  }
}
