import { type AnalysisContext, activeDataset, defineCommand, putDataset } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { type VariableSchema, withoutTraits } from '../../../lang/types/schema.ts';
import { reportExtraWords } from '../../shared/words.ts';
import { reshapeFromPanelSpec } from './spec.ts';

/** Makes a panel wide: one row per unit, one variable per variable and time, named variable + time text. */
export interface ReshapeFromPanelOperation extends OperationBase {
  readonly type: 'reshape-from-panel';
  readonly dataset: string;
  readonly variables: readonly string[];
  /** The texts that name the times, ascending; absent for a panel of dates, whose day numbers do (`m` for minus). */
  readonly timeTexts?: readonly string[];
}

/** `reshape-from-panel`. */
export const reshapeFromPanelCommand = defineCommand(
  reshapeFromPanelSpec,
  (body, context): ReshapeFromPanelOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined) return undefined;
    const { isValid } = analyseOptions(reshapeFromPanelSpec, context, dataset);
    const isBare = reportExtraWords(body.words, context);
    const { schema, timeTexts } = dataset;
    if (schema.kind !== 'panel') {
      if (!dataset.uncertain) {
        context.report('not-a-panel', context.statement.commandSpan, {
          command: 'reshape-from-panel',
          dataset: schema.name,
        });
      }
      return undefined;
    }
    const variables = schema.variables.filter((v) => v.name !== 'date@panel');
    if (timeTexts === undefined) context.report('day-numbers-as-suffix', context.statement.span, {});
    const isFree = timeTexts === undefined || checkNames(variables, timeTexts, context, dataset);
    putDataset(context, wide(dataset, variables, timeTexts));
    if (!isValid || !isBare || !isFree) return undefined;
    return {
      type: 'reshape-from-panel',
      dataset: schema.name,
      variables: variables.map((v) => v.name),
      ...(timeTexts === undefined ? {} : { timeTexts }),
    };
  },
);

function checkNames(
  variables: readonly VariableSchema[],
  timeTexts: readonly string[],
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  const seen = new Set<string>();
  for (const name of variables.flatMap((v) => timeTexts.map((time) => v.name + time))) {
    if (seen.has(name)) {
      context.report('variable-exists', context.statement.span, { name, dataset: dataset.schema.name });
      return false;
    }
    seen.add(name);
  }
  return true;
}

/** For a panel of dates only the data know which days are left: any name that starts like a variable may exist. */
function wide(
  dataset: DatasetState,
  variables: readonly VariableSchema[],
  timeTexts: readonly string[] | undefined,
): DatasetState {
  const { name, unitType, identifier } = dataset.schema;
  const made = variables.flatMap((variable) => {
    const rest = withoutTraits(variable, 'system');
    return (timeTexts ?? []).map((time): VariableSchema => ({ ...rest, name: variable.name + time }));
  });
  return {
    schema: { name, kind: 'cross-section', unitType, identifier, variables: made },
    ...(dataset.uncertain ? { uncertain: true as const } : {}),
    ...(timeTexts === undefined ? { openPrefixes: variables.map((v) => v.name) } : {}),
  };
}
