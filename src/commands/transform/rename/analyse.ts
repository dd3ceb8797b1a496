import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName, findColumn, isIdentifierColumn, isPanelTime } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { type KeyColumn, keyColumn, plainKey } from '../../shared/columns.ts';
import { renameSpec } from './spec.ts';

/** Gives a variable, or the identifier of groups, a new name. */
export interface RenameOperation extends OperationBase {
  readonly type: 'rename';
  readonly dataset: string;
  readonly source: KeyColumn;
  readonly target: string;
}

/** `rename old new`. */
export const renameCommand = defineCommand(renameSpec, (body, context): RenameOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const variable = findColumn(context, dataset, body.source);
  const target = nameText(body.target);
  const isNew = target !== undefined && checkNewName(context, dataset, target, body.target.span);
  if (target === undefined) return undefined;
  if (variable === undefined || !isNew) {
    context.state.silenced.add(target);
    return undefined;
  }
  const isIdentifier = isIdentifierColumn(dataset, variable.name);
  if (isPanelTime(dataset, variable.name) || (isIdentifier && isBuiltIn(variable.name, context))) {
    context.report('system-column', body.source.span, { name: variable.name, command: 'rename' });
    return undefined;
  }
  putDataset(context, renamed(dataset, variable.name, target));
  context.trace?.makesVariable(dataset.schema.name, target, body.target.span);
  return { type: 'rename', dataset: dataset.schema.name, source: plainKey(keyColumn(dataset, variable)), target };
});

/** The identifiers that register units come with keep their names; those that `collapse` has made may be renamed. */
function isBuiltIn(name: string, context: AnalysisContext): boolean {
  return [...context.state.databanks.values()].some(({ catalogue }) =>
    [...catalogue.unitTypes.values()].some((unitType) => unitType.identifier === name),
  );
}

function renamed(dataset: DatasetState, from: string, to: string): DatasetState {
  const { schema } = dataset;
  if (schema.identifier?.name === from)
    return { ...dataset, schema: { ...schema, identifier: { ...schema.identifier, name: to } } };
  const variables = schema.variables.map((v) => (v.name === from ? { ...v, name: to } : v));
  return { ...dataset, schema: { ...schema, variables } };
}
