import type { EpochDay } from '../../../base/epoch-day.ts';
import { type AnalysisContext, defineCommand, nameText } from '../../../lang/analyse/context.ts';
import { withoutPiece } from '../../../lang/analyse/fixes.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { lookUpVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf, Expression, RegisterReference } from '../../../lang/syntax/ast.ts';
import type { CodeListId } from '../../../lang/types/schema.ts';
import { identifierKey, type ResolvedKey } from '../../shared/columns.ts';
import { checkDay, dayOf, reportDateRequired } from '../../shared/dates.ts';
import { findNamedList } from '../../shared/lists.ts';
import { findRegister, type RegisterUse, registerCodeList } from '../../shared/registers.ts';
import { listLabelsSpec } from './spec.ts';

/** Shows the codes and labels of a list: one of the script, a variable's, or the register's at a day. */
export interface ListLabelsOperation extends OperationBase {
  readonly type: 'list-labels';
  readonly codeList: CodeListId;
  readonly of:
    | { readonly type: 'list'; readonly name: string }
    | { readonly type: 'variable'; readonly dataset: string; readonly variable: string }
    | { readonly type: 'register'; readonly register: RegisterUse; readonly day?: EpochDay };
}

/** `list-labels name` and `list-labels alias/NAME [date]`. */
export const listLabelsCommand = defineCommand(listLabelsSpec, (body, context): ListLabelsOperation | undefined =>
  body.target.type === 'register-reference'
    ? ofRegister(body.target, body.time, context)
    : ofName(body.target, context),
);

function ofName(
  name: Exclude<BodyOf<'list-labels'>['target'], RegisterReference>,
  context: AnalysisContext,
): ListLabelsOperation | undefined {
  const text = nameText(name);
  if (text === undefined) return undefined;
  const { state } = context;
  const dataset = state.active === undefined ? undefined : state.datasets.get(state.active);
  const variable =
    state.listNames.has(text) || dataset === undefined
      ? undefined
      : (lookUpVariable(dataset, text) ?? identifierNamed(dataset, text));
  if (dataset === undefined || variable === undefined) {
    const codeList = findNamedList(context, text, name.span);
    return codeList === undefined ? undefined : { type: 'list-labels', codeList, of: { type: 'list', name: text } };
  }
  const { codeList } = variable;
  context.trace?.usesVariable('read', dataset, variable.name, variable, name.span);
  if (codeList === undefined) {
    if (variable.type.type !== 'unknown')
      context.report('variable-has-no-code-list', name.span, { name: variable.name });
    return undefined;
  }
  return {
    type: 'list-labels',
    codeList,
    of: { type: 'variable', dataset: dataset.schema.name, variable: variable.name },
  };
}

/** The identifier of groups that `collapse` has made keeps the list of the variable that it was. */
function identifierNamed({ schema }: DatasetState, name: string): ResolvedKey['variable'] | undefined {
  return schema.identifier?.name === name ? identifierKey(schema)?.variable : undefined;
}

function ofRegister(
  reference: RegisterReference,
  time: Expression | undefined,
  context: AnalysisContext,
): ListLabelsOperation | undefined {
  const found = findRegister(context, reference);
  if (found === undefined) return undefined;
  const { variable, use } = found;
  if (variable.valueDomain.type !== 'enumerated') {
    context.report('register-has-no-code-list', reference.span, { name: variable.name });
    return undefined;
  }
  if (variable.temporality === 'FIXED') {
    if (time !== undefined) {
      context.report('date-not-allowed', time.span, { name: variable.name }, [withoutPiece(context, time.span)]);
    }
    const codeList = registerCodeList(context, found, undefined);
    if (codeList === undefined || time !== undefined) return undefined;
    return { type: 'list-labels', codeList, of: { type: 'register', register: use } };
  }
  if (time === undefined) reportDateRequired(context, variable, reference.span);
  const day = time === undefined ? undefined : dayOf(time);
  if (time === undefined || day === undefined || !checkDay(context, variable, day, time.span)) return undefined;
  const codeList = registerCodeList(context, found, { startDay: day, stopDay: day });
  return codeList === undefined
    ? undefined
    : { type: 'list-labels', codeList, of: { type: 'register', register: use, day } };
}
