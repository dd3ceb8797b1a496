import { analyseIf, analyseVariables } from '../../lang/analyse/arguments.ts';
import { codeListOf, entriesOf } from '../../lang/analyse/code-lists.ts';
import {
  type AnalysisContext,
  activeDataset,
  type CommandDefinition,
  defineCommand,
  putDataset,
} from '../../lang/analyse/context.ts';
import { type AnalysedOptions, analyseOptions, optionSpan } from '../../lang/analyse/options.ts';
import { type DatasetState, variableNamed } from '../../lang/analyse/state.ts';
import { checkNewName, numericVariables, withVariable } from '../../lang/analyse/variables.ts';
import type { CommandSpec } from '../../lang/command-spec.ts';
import type { ModelTermIr } from '../../lang/ir/model.ts';
import type { OperationBase } from '../../lang/ir/script.ts';
import type { VariableSchema } from '../../lang/types/schema.ts';
import { type AnalysedModel, analyseModel } from './model.ts';

/** The value of an option in a generic operation. */
export type GenericOptionValue = boolean | number | string | readonly (number | string)[];

/** The operation of a command that needs no analysis of its own beyond its declaration: an analysis of variables. */
export interface VariablesOperation<N extends string> extends OperationBase {
  readonly type: N;
  readonly dataset: string;
  readonly variables: readonly string[];
  readonly options: Readonly<Record<string, GenericOptionValue>>;
}

/** The same for a model; predicting commands add variables. */
export interface ModelOperation<N extends string> extends OperationBase {
  readonly type: N;
  readonly dataset: string;
  readonly leading: readonly string[];
  readonly terms: readonly ModelTermIr[];
  readonly instruments?: { readonly endogenous: readonly ModelTermIr[]; readonly instruments: readonly ModelTermIr[] };
  readonly by: readonly string[];
  readonly options: Readonly<Record<string, GenericOptionValue>>;
  /** What predicting commands add: which output, under which name (or start of names). */
  readonly outputs: readonly { readonly output: string; readonly target: string }[];
}

type Named<S extends CommandSpec> = S & { readonly name: string };

/** A command over variables, checked by its declaration alone. */
export function variablesCommand<const S extends CommandSpec & { readonly form: 'variables' }>(
  spec: Named<S>,
): CommandDefinition<VariablesOperation<S['name']>> {
  return defineCommand<S, VariablesOperation<S['name']>>(spec, (_body, context) => {
    const { body } = context.statement;
    const dataset = activeDataset(context);
    if (dataset === undefined || body.form !== 'variables') return undefined;
    const isPanel = checkPanel(spec, dataset, context);
    const options = analyseOptions(spec, context, dataset);
    const { variables, isValid } = analyseVariables(body.variables, context, dataset);
    const { condition, failed } = analyseIf(context, dataset);
    if (!isPanel || !isValid || !options.isValid || failed) return undefined;
    const named = body.variables.length === 0 ? numericVariables(dataset) : variables;
    return {
      type: spec.name,
      dataset: dataset.schema.name,
      variables: named.map((variable) => variable.name),
      options: plainOptions(options),
      ...(condition === undefined ? {} : { condition }),
    };
  });
}

/** A model command, checked by its declaration alone. */
export function modelCommand<const S extends CommandSpec & { readonly form: 'model' }>(
  spec: Named<S>,
  bareIsFactor = false,
): CommandDefinition<ModelOperation<S['name']>> {
  return defineCommand<S, ModelOperation<S['name']>>(spec, (_body, context) => {
    const { body } = context.statement;
    const model = body.form === 'model' ? analyseModel<CommandSpec>(spec, body, context, bareIsFactor) : undefined;
    if (model === undefined) return undefined;
    const isPanel = checkPanel(spec, model.dataset, context);
    const predicted = spec.effect === 'changes' ? addOutputs(spec, model, context) : { outputs: [], isValid: true };
    if (!isPanel || !model.isValid || !predicted.isValid) return undefined;
    return {
      type: spec.name,
      dataset: model.dataset.schema.name,
      leading: model.leading.map((variable) => variable.name),
      terms: model.terms,
      ...(model.instruments === undefined ? {} : { instruments: model.instruments }),
      by: model.by.map((variable) => variable.name),
      options: plainOptions(model.options),
      outputs: predicted.outputs,
      ...(model.condition === undefined ? {} : { condition: model.condition }),
    };
  });
}

function plainOptions<S extends CommandSpec>({
  values,
  order,
}: AnalysedOptions<S>): Record<string, GenericOptionValue> {
  const all = new Map<string, GenericOptionValue | undefined>(Object.entries(values));
  return Object.fromEntries(
    order.flatMap((name) => {
      const value = all.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Whether the active dataset suits a command: those of panels need a panel. */
export function checkPanel(spec: CommandSpec, dataset: DatasetState, context: AnalysisContext): boolean {
  const { kind, name } = dataset.schema;
  if (spec.group !== 'panel' || kind === 'panel' || dataset.uncertain) return true;
  context.report('not-a-panel', context.statement.commandSpan, { command: spec.name, dataset: name });
  return false;
}

/** The variables that a predicting command adds: those asked for, or its first output under its usual name. */
function addOutputs(
  spec: CommandSpec,
  model: AnalysedModel<CommandSpec>,
  context: AnalysisContext,
): { readonly outputs: ModelOperation<string>['outputs']; readonly isValid: boolean } {
  const declared = Object.entries(spec.options).flatMap(([output, option]) =>
    option.type === 'name' ? [{ output, usual: option.defaultName ?? output }] : [],
  );
  const values = new Map<string, unknown>(Object.entries(model.options.values));
  const asked = declared.flatMap(({ output }) => {
    const target = values.get(output);
    return typeof target === 'string' ? [{ output, target }] : [];
  });
  const [first] = declared;
  const outputs = asked.length > 0 || first === undefined ? asked : [{ output: first.output, target: first.usual }];
  let { dataset } = model;
  let isValid = true;
  for (const { output, target } of outputs) {
    const at = optionSpan(context, output);
    const [response] = model.leading;
    const isPrefix = isPerCategory(spec) && response !== undefined;
    const made = isPrefix ? categoryNames(target, response, context) : [target];
    if (isPrefix || !isTaken(dataset, target))
      noteOutput(output, target, isPrefix ? (made ?? []) : [], dataset, context);
    if (made === undefined) dataset = { ...dataset, families: [...(dataset.families ?? []), `${target}_`] };
    for (const name of made ?? []) {
      if (checkNewName(context, dataset, name, at))
        dataset = withVariable(dataset, { name, type: { type: 'numeric', subtype: 'decimal' } });
      else isValid = false;
    }
  }
  putDataset(context, dataset);
  return { outputs, isValid };
}

function isTaken({ schema }: DatasetState, name: string): boolean {
  return schema.identifier?.name === name || variableNamed(schema, name) !== undefined;
}

/** Tells a tracer where the name of an output is written, and which names begin with it. */
function noteOutput(
  output: string,
  target: string,
  families: readonly string[],
  { schema }: DatasetState,
  { trace, statement }: AnalysisContext,
): void {
  const option = statement.options.find(({ name }) => name === output);
  trace?.makesVariable(schema.name, target, (option?.arguments?.[0] ?? option ?? { span: statement.commandSpan }).span);
  for (const name of families) trace?.derivesVariable(schema.name, name, target, 0);
}

/** Whether a predicting command makes one variable per category of its response: one whose response is categorical. */
function isPerCategory(spec: CommandSpec): boolean {
  return spec.arguments[0]?.accepts === 'categorical';
}

/** `prefix_<code>` for each code of the response's list; `undefined` when only the data know the codes. */
function categoryNames(
  prefix: string,
  response: VariableSchema,
  context: AnalysisContext,
): readonly string[] | undefined {
  const { codeList } = codeListOf(response);
  if (codeList === undefined) return undefined;
  return entriesOf(context, codeList).map(
    ({ code }) => `${prefix}_${String(code).replaceAll(/[^\p{L}\p{Nd}_]/gu, '_')}`,
  );
}
