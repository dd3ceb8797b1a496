import type { ValueType } from '../function-spec.ts';
import type { ExpressionIr } from '../ir/expression.ts';
import type { Expression } from '../syntax/ast.ts';
import type { AnalysisContext } from './context.ts';
import type { DatasetState } from './state.ts';

/** A data expression after analysis. `ir` is absent, and the type unknown, after a mistake that has been reported. */
export type Typed =
  | { readonly type: ValueType; readonly ir: ExpressionIr; readonly isInteger: boolean }
  | { readonly type: 'unknown'; readonly ir: undefined; readonly isInteger: false };

/** What an expression is read against. */
export interface ExpressionScope {
  readonly context: AnalysisContext;
  readonly dataset: DatasetState;
}

/** An expression that says nothing more: a mistake in it has been reported. */
export const unknownExpression: Typed = { type: 'unknown', ir: undefined, isInteger: false };

/** A numeric constant. */
export function numberConstant(value: number, isInteger: boolean): Typed {
  return { type: 'number', ir: { type: 'number', value, isInteger }, isInteger };
}

/** A value as a number: a logical one becomes 0 or 1. `undefined` for text and for unknown values. */
export function toNumber(value: Typed): ExpressionIr | undefined {
  if (value.type === 'number') return value.ir;
  return value.type === 'boolean' ? { type: 'to-number', operand: value.ir } : undefined;
}

/** How the parts of an expression that analyse their arguments get back to the whole. */
export type AnalyseExpression = (expression: Expression, scope: ExpressionScope) => Typed;
