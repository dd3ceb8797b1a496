import { isoDate } from '../../../base/epoch-day.ts';
import { type AnalysisContext, activeDataset, defineCommand, putDataset } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { isSystemName } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { type PanelTime, type VariableSchema, withoutTraits } from '../../../lang/types/schema.ts';
import { reportExtraWords } from '../../shared/words.ts';
import { reshapeFromPanelSpec } from './spec.ts';

/** Makes a panel wide: one row per unit, one variable per variable and time, named variable + time text. */
export interface ReshapeFromPanelOperation extends OperationBase {
  readonly type: 'reshape-from-panel';
  readonly dataset: string;
  readonly variables: readonly string[];
  /** The times of the panel, ascending. */
  readonly times: readonly PanelTime[];
}

/** `reshape-from-panel`. */
export const reshapeFromPanelCommand = defineCommand(
  reshapeFromPanelSpec,
  (body, context): ReshapeFromPanelOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined) return undefined;
    const { isValid } = analyseOptions(reshapeFromPanelSpec, context, dataset);
    const isBare = reportExtraWords(body.words, context);
    const { schema, panelTimes } = dataset;
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
    reportDayNumbers(schema.variables, panelTimes ?? [], context);
    const isFree = checkNames(variables, panelTimes ?? [], context, dataset);
    putDataset(context, wide(dataset, variables));
    for (const { name } of context.trace === undefined ? [] : variables) {
      for (const { text } of panelTimes ?? []) context.trace?.derivesVariable(schema.name, name + text, name, 0);
    }
    if (!isValid || !isBare || !isFree || panelTimes === undefined) return undefined;
    return {
      type: 'reshape-from-panel',
      dataset: schema.name,
      variables: variables.map((v) => v.name),
      times: panelTimes,
    };
  },
);

/** Days in names say nothing to readers: warns of them, with the first new name as an example. */
function reportDayNumbers(
  variables: readonly VariableSchema[],
  times: readonly PanelTime[],
  context: AnalysisContext,
): void {
  const isOfDays = variables.some(
    ({ name, type }) => name === 'date@panel' && type.type === 'numeric' && type.subtype === 'date',
  );
  const first = variables.find(({ name }) => name !== 'date@panel');
  const [time] = times;
  if (!isOfDays || first === undefined || typeof time?.value !== 'number') return;
  const date = isoDate(time.value);
  const better = `${first.name}_${date.replaceAll('-', '_')}`;
  context.report('day-numbers-as-suffix', context.statement.span, { name: first.name + time.text, date, better });
}

/** The new names must differ from each other and from the identifier. */
function checkNames(
  variables: readonly VariableSchema[],
  times: readonly PanelTime[],
  context: AnalysisContext,
  { schema }: DatasetState,
): boolean {
  const makers = new Map<string, string>();
  for (const variable of variables) {
    for (const { text } of times) {
      const name = variable.name + text;
      const first = makers.get(name) ?? (schema.identifier?.name === name ? name : undefined);
      if (first !== undefined) {
        context.report('reshaped-names-coincide', context.statement.span, { name, first, second: variable.name });
        return false;
      }
      if (isSystemName(context, name)) {
        context.report('system-name', context.statement.span, { name });
        return false;
      }
      makers.set(name, variable.name);
    }
  }
  return true;
}

/** After a mistake in the times any name that starts like a variable may exist. */
function wide(dataset: DatasetState, variables: readonly VariableSchema[]): DatasetState {
  const { panelTimes, uncertain } = dataset;
  const { name, unitType, identifier } = dataset.schema;
  const made = variables.flatMap((variable) => {
    const rest = withoutTraits(variable, 'system');
    return (panelTimes ?? []).map(({ text }): VariableSchema => ({ ...rest, name: variable.name + text }));
  });
  const isOpen = panelTimes === undefined;
  // A dataset without variables holds units only, however it lost them.
  const kind = made.length === 0 && !isOpen ? 'units' : 'cross-section';
  return {
    schema: { name, kind, unitType, identifier, variables: made },
    ...(uncertain ? { uncertain } : {}),
    ...(isOpen ? { openPrefixes: variables.map((v) => v.name) } : {}),
  };
}
