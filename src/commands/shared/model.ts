import { threshold } from '../../base/messages/message.ts';
import { analyseIf, hasUnreadText } from '../../lang/analyse/arguments.ts';
import { type AnalysisContext, activeDataset } from '../../lang/analyse/context.ts';
import { type AnalysedOptions, analyseOptions, optionSpan } from '../../lang/analyse/options.ts';
import type { DatasetState } from '../../lang/analyse/state.ts';
import { analyseTerms } from '../../lang/analyse/terms.ts';
import { checkAccepts, findColumn } from '../../lang/analyse/variables.ts';
import type { CommandSpec } from '../../lang/command-spec.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { ModelTermIr } from '../../lang/ir/model.ts';
import type { BodyOf, Name } from '../../lang/syntax/ast.ts';
import type { VariableSchema } from '../../lang/types/schema.ts';

/** What every model statement has. */
export interface AnalysedModel<S extends CommandSpec> {
  readonly dataset: DatasetState;
  /** The variables before the terms: the response, for survival the event and the duration, and so on. */
  readonly leading: readonly VariableSchema[];
  /** Visible terms in written order, then the hidden ones of `control()`. */
  readonly terms: readonly ModelTermIr[];
  readonly instruments?: { readonly endogenous: readonly ModelTermIr[]; readonly instruments: readonly ModelTermIr[] };
  readonly by: readonly VariableSchema[];
  readonly options: AnalysedOptions<S>;
  readonly condition?: ExpressionIr;
  /** Whether there was no mistake. */
  readonly isValid: boolean;
}

/** Analyses a statement of form `model` as far as models are alike. Without an active dataset there is nothing to say. */
export function analyseModel<S extends CommandSpec>(
  spec: S,
  body: BodyOf<'model'>,
  context: AnalysisContext,
  bareIsFactor = false,
): AnalysedModel<S> | undefined {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const leading = leadingVariables(spec, body, context, dataset);
  const options = analyseOptions(spec, context, dataset);
  const hidden = [...options.terms.values()].flat();
  const terms = analyseTerms({ visible: body.terms, hidden, bareIsFactor }, context, dataset);
  const group = instrumentsOf(body, context, dataset);
  const instruments = group === 'invalid' ? undefined : group;
  const by = variablesOf(body.by, 'categorical', context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  const all = [...(terms ?? []), ...(instruments?.endogenous ?? []), ...(instruments?.instruments ?? [])];
  const used = new Set([
    ...all.flatMap((t) => t.factors.map((f) => f.variable)),
    ...[...leading, ...by].map((v) => v.name),
  ]);
  const clusterFits = checkCluster(used, context);
  const enough = checkTermCount(spec, body, context);
  const isComplete = leading.length === body.variables.length && by.length === body.by.length && terms !== undefined;
  const isValid = isComplete && enough && clusterFits && options.isValid && !failed && group !== 'invalid';
  return {
    dataset,
    leading,
    terms: terms ?? [],
    ...(instruments === undefined ? {} : { instruments }),
    by,
    options,
    ...(condition === undefined ? {} : { condition }),
    isValid,
  };
}

function leadingVariables(
  spec: CommandSpec,
  body: BodyOf<'model'>,
  context: AnalysisContext,
  dataset: DatasetState,
): readonly VariableSchema[] {
  const needed = spec.leadingVariables ?? 0;
  if (body.variables.length < needed) {
    context.report('too-few-variables', context.statement.commandSpan, {
      command: spec.name,
      needed: threshold(needed),
    });
  }
  return body.variables.flatMap((name, i) => {
    const variable = findColumn(context, dataset, name);
    if (variable === undefined) return [];
    const accepts = spec.arguments[i]?.accepts ?? 'any';
    return checkAccepts(context, dataset, variable, accepts, name.span) ? [variable] : [];
  });
}

function checkTermCount(spec: CommandSpec, body: BodyOf<'model'>, context: AnalysisContext): boolean {
  const needed = spec.leadingVariables ?? 0;
  const least = spec.arguments[needed]?.atLeast ?? 0;
  if (body.variables.length < needed) return false;
  if (body.terms.length >= least) return true;
  if (body.terms.length === 0 && hasUnreadText(context, body.variables)) return false;
  context.report('too-few-variables', context.statement.commandSpan, {
    command: spec.name,
    needed: threshold(needed + least),
  });
  return false;
}

function variablesOf(
  names: readonly Name[],
  accepts: 'categorical' | 'numeric',
  context: AnalysisContext,
  dataset: DatasetState,
): readonly VariableSchema[] {
  return names.flatMap((name) => {
    const variable = findColumn(context, dataset, name);
    return variable !== undefined && checkAccepts(context, dataset, variable, accepts, name.span) ? [variable] : [];
  });
}

function instrumentsOf(
  body: BodyOf<'model'>,
  context: AnalysisContext,
  dataset: DatasetState,
): AnalysedModel<CommandSpec>['instruments'] | 'invalid' {
  if (body.instruments === undefined) return undefined;
  const endogenous = analyseTerms({ visible: body.instruments.endogenous }, context, dataset);
  const instruments = analyseTerms({ visible: body.instruments.instruments }, context, dataset);
  if (endogenous === undefined || instruments === undefined) return 'invalid';
  const count = (terms: readonly ModelTermIr[]): number =>
    terms.some((term) => term.factors.some((f) => f.role === 'factor')) ? Number.POSITIVE_INFINITY : terms.length;
  // A factor stands for as many columns as the data have levels, which only the run can count.
  if (
    endogenous.every((t) => t.factors.every((f) => f.role === 'continuous')) &&
    count(instruments) < endogenous.length
  ) {
    context.report('too-few-instruments', body.instruments.span, {});
    return 'invalid';
  }
  return { endogenous, instruments };
}

/** A cluster variable must not be part of the model. */
function checkCluster(used: ReadonlySet<string>, context: AnalysisContext): boolean {
  const option = context.statement.options.find((o) => o.name === 'cluster');
  const argument = option?.arguments?.[0];
  if (argument?.type !== 'name' || !used.has(argument.name)) return true;
  context.report('cluster-in-model', optionSpan(context, 'cluster'), { name: argument.name });
  return false;
}

/** How standard errors are computed. */
export type Covariance =
  | { readonly type: 'classic' }
  | { readonly type: 'robust' }
  | { readonly type: 'cluster'; readonly variable: string };

/** The covariance that `robust` and `cluster()` ask for. */
export function covarianceOf(values: {
  readonly robust: boolean;
  readonly cluster: readonly string[] | undefined;
}): Covariance {
  const cluster = values.cluster?.[0];
  if (cluster !== undefined) return { type: 'cluster', variable: cluster };
  return { type: values.robust ? 'robust' : 'classic' };
}

/** The confidence level in percent when none is asked for. */
export const defaultLevel = 95;
