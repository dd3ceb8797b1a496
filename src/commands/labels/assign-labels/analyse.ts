import { codesAreNumbers, entriesOf } from '../../../lang/analyse/code-lists.ts';
import { activeDataset, defineCommand, nameText, putDataset } from '../../../lang/analyse/context.ts';
import { checkNotKey, findColumn, withVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { CodeListId } from '../../../lang/types/schema.ts';
import { findNamedList } from '../../shared/lists.ts';
import { assignLabelsSpec } from './spec.ts';

/** Attaches a code list to a variable. */
export interface AssignLabelsOperation extends OperationBase {
  readonly type: 'assign-labels';
  readonly dataset: string;
  readonly variable: string;
  readonly list: string;
  readonly codeList: CodeListId;
}

/** `assign-labels variable list`. */
export const assignLabelsCommand = defineCommand(
  assignLabelsSpec,
  (body, context): AssignLabelsOperation | undefined => {
    const dataset = activeDataset(context);
    const list = nameText(body.list);
    const codeList = list === undefined ? undefined : findNamedList(context, list, body.list.span);
    const variable = dataset === undefined ? undefined : findColumn(context, dataset, body.variable);
    if (dataset === undefined || variable === undefined || !checkNotKey(context, dataset, variable, body.variable.span))
      return undefined;
    if (list === undefined || codeList === undefined) return undefined;
    const areNumbers = codesAreNumbers(entriesOf(context, codeList));
    const isText = variable.type.type === 'alphanumeric';
    if (areNumbers !== undefined && variable.type.type !== 'unknown' && areNumbers === isText) {
      context.report('code-list-type', body.list.span, {
        list,
        variable: variable.name,
        type: isText ? 'text' : 'number',
      });
    }
    putDataset(context, withVariable(dataset, { ...variable, codeList }));
    return { type: 'assign-labels', dataset: dataset.schema.name, variable: variable.name, list, codeList };
  },
);
