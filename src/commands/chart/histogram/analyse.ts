import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions, optionSpan } from '../../../lang/analyse/options.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { histogramSpec } from './spec.ts';

/** Shows the distribution of a variable. */
export interface HistogramOperation extends OperationBase {
  readonly type: 'histogram';
  readonly dataset: string;
  readonly variable: string;
  readonly scale: 'density' | 'freq' | 'fraction' | 'percent';
  /** How the axis is cut; text is always discrete. */
  readonly bins:
    | { readonly type: 'automatic' }
    | { readonly type: 'count'; readonly count: number }
    | { readonly type: 'width'; readonly width: number }
    | { readonly type: 'discrete' };
  readonly normal: boolean;
  /** One panel per category. */
  readonly by?: string;
}

const scales = ['density', 'freq', 'fraction', 'percent'] as const;

/** `histogram variable [if condition] [, options]`. */
export const histogramCommand = defineCommand(histogramSpec, (body, context): HistogramOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { values, order, isValid: optionsValid } = analyseOptions(histogramSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  const [variable] = variables;
  if (variable === undefined || !isValid || !optionsValid || failed) return undefined;
  const isDiscrete = values.discrete || variable.type.type === 'alphanumeric';
  if (isDiscrete && values.normal) {
    context.report('normal-not-drawn', optionSpan(context, 'normal'), { variable: variable.name });
  }
  const bins = (): HistogramOperation['bins'] => {
    if (isDiscrete) return { type: 'discrete' };
    if (values.bin !== undefined) return { type: 'count', count: values.bin };
    return values.width === undefined ? { type: 'automatic' } : { type: 'width', width: values.width };
  };
  return {
    type: 'histogram',
    dataset: dataset.schema.name,
    variable: variable.name,
    scale: scales.find((scale) => order.includes(scale)) ?? 'density',
    bins: bins(),
    normal: values.normal,
    ...(values.by?.[0] === undefined ? {} : { by: values.by[0] }),
    ...(condition === undefined ? {} : { condition }),
  };
});
