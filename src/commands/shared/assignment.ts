import { codeListOf } from '../../lang/analyse/code-lists.ts';
import type { AnalysisContext } from '../../lang/analyse/context.ts';
import { analyseExpression } from '../../lang/analyse/expressions.ts';
import type { DatasetState } from '../../lang/analyse/state.ts';
import { toNumber } from '../../lang/analyse/typed.ts';
import { findColumn } from '../../lang/analyse/variables.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { Expression } from '../../lang/syntax/ast.ts';
import type { VariableSchema } from '../../lang/types/schema.ts';

/** The right-hand side of `generate` and `replace`. */
export interface AssignedValue {
  /** `undefined` after a mistake. A logical value has been made a number. */
  readonly value: ExpressionIr | undefined;
  /** What a variable made of it would be, apart from its name. */
  readonly schema: Omit<VariableSchema, 'name'>;
}

/** Types the right-hand side of an assignment; `.` alone is the missing value, a bare variable hands its properties on. */
export function analyseAssigned(
  expression: Expression,
  context: AnalysisContext,
  dataset: DatasetState,
  missingType: 'number' | 'text' = 'number',
): AssignedValue {
  if (expression.type === 'missing') {
    return {
      value: { type: 'missing', valueType: missingType },
      schema: {
        type: missingType === 'text' ? { type: 'alphanumeric' } : { type: 'numeric', subtype: 'undetermined' },
      },
    };
  }
  if (expression.type === 'group') return analyseAssigned(expression.inner, context, dataset, missingType);
  const typed = analyseExpression(expression, { context, dataset });
  if (typed.type === 'unknown') return { value: undefined, schema: { type: { type: 'unknown' } } };
  if (typed.type === 'text')
    return { value: typed.ir, schema: { type: { type: 'alphanumeric' }, ...copied(expression, context, dataset) } };
  const value = toNumber(typed);
  const isInteger = typed.isInteger || typed.type === 'boolean';
  return {
    value,
    schema: {
      type: { type: 'numeric', subtype: isInteger ? 'integer' : 'decimal' },
      ...copied(expression, context, dataset),
    },
  };
}

/** What `generate b = a` hands on from `a`: its labels, date format and open stop. Other expressions hand on nothing. */
function copied(
  expression: Expression,
  context: AnalysisContext,
  dataset: DatasetState,
): Partial<Omit<VariableSchema, 'name'>> {
  if (expression.type !== 'name') return {};
  const variable = findColumn(context, dataset, { type: 'plain-name', name: expression.name, span: expression.span });
  if (variable === undefined) return {};
  return { type: variable.type, ...codeListOf(variable), ...(variable.openStop ? { openStop: true as const } : {}) };
}
