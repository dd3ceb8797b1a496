import { isoDate } from '../../base/epoch-day.ts';
import { analyseIf } from '../../lang/analyse/arguments.ts';
import { type AnalysisContext, activeDataset, putDataset } from '../../lang/analyse/context.ts';
import { analyseOptions } from '../../lang/analyse/options.ts';
import { timesLeft } from '../../lang/analyse/panel-times.ts';
import { type DatasetState, variableNamed } from '../../lang/analyse/state.ts';
import { findColumn, isIdentifierColumn, isPanelTime } from '../../lang/analyse/variables.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { BodyOf } from '../../lang/syntax/ast.ts';

/** What `keep` and `drop` do: remove variables, or remove rows for good. */
export type Selection =
  | { readonly dataset: string; readonly mode: 'variables'; readonly removed: readonly string[] }
  | { readonly dataset: string; readonly mode: 'rows'; readonly condition: ExpressionIr };

/** Analyses `keep` and `drop`, which differ in what the list or the condition says: what stays or what goes. */
export function analyseSelection(
  body: BodyOf<'selection'>,
  context: AnalysisContext,
  keeps: boolean,
): Selection | undefined {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { isValid } = analyseOptions(context.spec, context, dataset);
  if (context.statement.condition !== undefined) {
    const { condition } = analyseIf(context, dataset);
    for (const name of body.variables) findColumn(context, dataset, name);
    if (condition === undefined || body.variables.length > 0 || !isValid) return undefined;
    const left = rowsLeft(dataset, condition, keeps, context);
    putDataset(context, left ?? dataset);
    return left === undefined ? undefined : { dataset: dataset.schema.name, mode: 'rows', condition };
  }
  const listed = listedVariables(body, context, dataset, keeps);
  if (body.variables.length === 0) return undefined;
  const stays = (name: string): boolean => isPanelTime(dataset, name) || listed.names.has(name) === keeps;
  const removed = dataset.schema.variables.filter((v) => !stays(v.name)).map((v) => v.name);
  putDataset(context, without(dataset, new Set(removed)));
  return listed.isValid && isValid ? { dataset: dataset.schema.name, mode: 'variables', removed } : undefined;
}

/** The dataset afterwards. In a panel a condition on the time leaves some times only; reports when it leaves none. */
function rowsLeft(
  dataset: DatasetState,
  condition: ExpressionIr,
  keeps: boolean,
  context: AnalysisContext,
): DatasetState | undefined {
  const { panelTimes, schema } = dataset;
  if (panelTimes === undefined || schema.kind !== 'panel') return dataset;
  const left = timesLeft(panelTimes, condition, keeps, context.vocabulary.functions);
  if (left.length > 0) return { ...dataset, panelTimes: left };
  const isOfDays = variableNamed(schema, 'date@panel')?.type;
  const written = panelTimes.map(({ value, text }) =>
    typeof value === 'number' && isOfDays?.type === 'numeric' && isOfDays.subtype === 'date' ? isoDate(value) : text,
  );
  const at = context.statement.condition?.condition.span ?? context.statement.span;
  context.report('no-panel-times-left', at, { dataset: schema.name, times: written.slice(0, 8) });
  return undefined;
}

function listedVariables(
  body: BodyOf<'selection'>,
  context: AnalysisContext,
  dataset: DatasetState,
  keeps: boolean,
): { readonly names: ReadonlySet<string>; readonly isValid: boolean } {
  const names = new Set<string>();
  let isValid = true;
  for (const name of body.variables) {
    const variable = findColumn(context, dataset, name);
    const isSystem =
      variable !== undefined && (isIdentifierColumn(dataset, variable.name) || isPanelTime(dataset, variable.name));
    if (isSystem && !keeps) {
      context.report('system-column', name.span, { name: variable.name, command: context.statement.command });
    }
    if (variable === undefined || (isSystem && !keeps)) isValid = false;
    else if (!isSystem) names.add(variable.name);
  }
  return { names, isValid };
}

function without(dataset: DatasetState, removed: ReadonlySet<string>): DatasetState {
  const { schema } = dataset;
  const variables = schema.variables.filter((v) => !removed.has(v.name));
  const kind = variables.length === 0 && schema.kind === 'cross-section' ? 'units' : schema.kind;
  return { ...dataset, schema: { ...schema, kind, variables } };
}
