import { type AnalysisContext, defineCommand, nameText, putDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { type CodeListId, type VariableSchema, withoutTraits } from '../../../lang/types/schema.ts';
import { findNamedList } from '../../shared/lists.ts';
import { dropLabelsSpec } from './spec.ts';

/** Deletes code lists; the variables that used them lose their labels. */
export interface DropLabelsOperation extends OperationBase {
  readonly type: 'drop-labels';
  readonly names: readonly string[];
  readonly variables: readonly { readonly dataset: string; readonly variable: string }[];
}

/** `drop-labels list …`. */
export const dropLabelsCommand = defineCommand(dropLabelsSpec, (body, context): DropLabelsOperation | undefined => {
  if (body.variables.length === 0)
    context.report('unexpected-end', context.statement.commandSpan, { expected: ['name'] });
  const names: string[] = [];
  const ids: CodeListId[] = [];
  for (const name of body.variables) {
    const text = nameText(name);
    const id = text === undefined ? undefined : findNamedList(context, text, name.span);
    if (text === undefined || id === undefined) continue;
    names.push(text);
    ids.push(id);
  }
  if (ids.length < body.variables.length || ids.length === 0) return undefined;
  for (const name of names) context.state.listNames.delete(name);
  return { type: 'drop-labels', names, variables: dropFrom(context, new Set(ids)) };
});

function dropFrom(context: AnalysisContext, ids: ReadonlySet<CodeListId>): DropLabelsOperation['variables'] {
  const affected: { dataset: string; variable: string }[] = [];
  const uses = (v: VariableSchema): boolean => v.codeList !== undefined && ids.has(v.codeList);
  for (const dataset of [...context.state.datasets.values()]) {
    const { schema } = dataset;
    if (!schema.variables.some(uses)) continue;
    affected.push(...schema.variables.filter(uses).map((v) => ({ dataset: schema.name, variable: v.name })));
    const variables = schema.variables.map((v) => (uses(v) ? withoutTraits(v, 'codeList') : v));
    putDataset(context, { ...dataset, schema: { ...schema, variables } });
  }
  return affected;
}
