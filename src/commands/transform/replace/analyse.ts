import type { Span } from '../../../base/span.ts';
import { analyseIf } from '../../../lang/analyse/arguments.ts';
import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  putDataset,
  written,
} from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { findColumn, isIdentifierColumn, isPanelTime, withVariable } from '../../../lang/analyse/variables.ts';
import type { ExpressionIr } from '../../../lang/ir/expression.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Expression } from '../../../lang/syntax/ast.ts';
import {
  type NumericSubtype,
  type VariableSchema,
  type VariableType,
  withoutTraits,
} from '../../../lang/types/schema.ts';
import { type AssignedValue, analyseAssigned } from '../../shared/assignment.ts';
import { replaceSpec } from './spec.ts';

/** Gives a variable new values: in all rows, or in those that meet the condition. */
export interface ReplaceOperation extends OperationBase {
  readonly type: 'replace';
  readonly dataset: string;
  readonly target: string;
  /** The type afterwards; without a condition it may be another one than before. */
  readonly targetType: VariableType;
  readonly value: ExpressionIr;
}

/** `replace variable = value [if condition]`. Both expressions see the old values. */
export const replaceCommand = defineCommand(replaceSpec, (body, context): ReplaceOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { isValid } = analyseOptions(replaceSpec, context, dataset);
  const variable = findColumn(context, dataset, body.target, 'replace-unknown-variable');
  const mayChange = variable !== undefined && checkReplaceable(variable, body.target.span, context, dataset);
  const missingType = variable?.type.type === 'alphanumeric' ? 'text' : 'number';
  const assigned = analyseAssigned(body.value, context, dataset, missingType);
  const { condition, failed } = analyseIf(context, dataset);
  if (!mayChange) return undefined;
  const isPartial = context.statement.condition !== undefined;
  const fits = !isPartial || checkType(variable, assigned, body.value, context);
  const changed = fits ? afterwards(variable, assigned, isPartial) : variable;
  putDataset(context, withVariable(dataset, changed));
  if (!fits || !isValid || failed || assigned.value === undefined) return undefined;
  return {
    type: 'replace',
    dataset: dataset.schema.name,
    target: variable.name,
    targetType: changed.type,
    value: assigned.value,
    ...(condition === undefined ? {} : { condition }),
  };
});

function checkReplaceable(
  variable: VariableSchema,
  at: Span,
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  const { name } = variable;
  if (isIdentifierColumn(dataset, name) || isPanelTime(dataset, name)) {
    context.report('system-column', at, { name, command: 'replace' });
    return false;
  }
  if (variable.type.type !== 'key') return true;
  context.report('key-variable-used', at, { name });
  return false;
}

/** With a condition, some values stay: the new ones must be of the same type. */
function checkType(
  variable: VariableSchema,
  assigned: AssignedValue,
  value: Expression,
  context: AnalysisContext,
): boolean {
  const before = variable.type;
  const after = assigned.schema.type;
  if (before.type === 'unknown' || after.type === 'unknown' || before.type === after.type) return true;
  if (before.type === 'numeric' && before.subtype === 'undetermined') return true;
  const type = before.type === 'alphanumeric' ? 'text' : 'number';
  const text = written(context, value.span);
  const isDigits = value.type === 'string' && /^-?\d+(\.\d+)?$/u.test(value.value);
  const corrected =
    type === 'text' ? (value.type === 'number' ? `'${text}'` : undefined) : isDigits ? value.value : undefined;
  const fixes = corrected === undefined ? [] : [{ at: value.span, newText: corrected }];
  context.report('replacement-type', value.span, { name: variable.name, type, corrected }, fixes);
  return false;
}

/** The variable afterwards: its type may change only when all values do, and then its code list goes. */
function afterwards(variable: VariableSchema, assigned: AssignedValue, isPartial: boolean): VariableSchema {
  const before = variable.type;
  const after = assigned.schema.type;
  if (after.type === 'unknown' || before.type === 'unknown')
    return { ...variable, type: after.type === 'unknown' ? before : after };
  const rest = withoutTraits(variable, 'openStop');
  const open = assigned.schema.openStop === true ? { openStop: true as const } : {};
  if (before.type !== after.type) return { ...withoutTraits(rest, 'codeList'), ...open, type: after };
  if (before.type !== 'numeric' || after.type !== 'numeric') return variable;
  const subtype = isPartial
    ? commonSubtype(before.subtype, after.subtype)
    : wholeSubtype(before.subtype, after.subtype);
  // A copy of a stop keeps its open ends, and values that stay keep theirs; decimals have none.
  const keepsOpen = subtype !== 'decimal' && ((isPartial && variable.openStop) || assigned.schema.openStop);
  return { ...rest, ...(keepsOpen ? { openStop: true as const } : {}), type: { type: 'numeric', subtype } };
}

function commonSubtype(before: NumericSubtype, after: NumericSubtype): NumericSubtype {
  if (before === 'undetermined') return after;
  if (after === 'undetermined' || before === after) return before;
  return before === 'date' && after === 'integer'
    ? 'date'
    : before === 'integer' && after === 'date'
      ? 'integer'
      : 'decimal';
}

/** A date that is replaced altogether by whole numbers stays a date: that is how spells are clipped. */
function wholeSubtype(before: NumericSubtype, after: NumericSubtype): NumericSubtype {
  if (after === 'undetermined') return before;
  return before === 'date' && after === 'integer' ? 'date' : after;
}
