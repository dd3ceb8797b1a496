import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  putDataset,
  written,
} from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Expression } from '../../../lang/syntax/ast.ts';
import { sampleSpec } from './spec.ts';

/** How much a sample keeps: a share of the rows, 0 < share < 1, or a number of them. */
export type SampleSize =
  | { readonly type: 'share'; readonly share: number }
  | { readonly type: 'count'; readonly count: number };

/** Keeps a random subset of the rows, the same for the same content, size and seed. */
export interface SampleOperation extends OperationBase {
  readonly type: 'sample';
  readonly dataset: string;
  readonly size: SampleSize;
  readonly seed: number;
}

/** `sample size seed`. */
export const sampleCommand = defineCommand(sampleSpec, (body, context): SampleOperation | undefined => {
  const dataset = activeDataset(context);
  const size = sizeOf(body.size, context);
  const seed = seedOf(body.seed, context);
  if (dataset === undefined || size === undefined || seed === undefined) return undefined;
  putDataset(context, dataset);
  return { type: 'sample', dataset: dataset.schema.name, size, seed };
});

function sizeOf(expression: Expression, context: AnalysisContext): SampleSize | undefined {
  if (expression.type === 'invalid') return undefined;
  if (expression.type === 'number') {
    const { value, isInteger } = expression;
    if (isInteger && value >= 1 && Number.isSafeInteger(value)) return { type: 'count', count: value };
    if (!isInteger && value > 0 && value < 1) return { type: 'share', share: value };
  }
  context.report('sample-size', expression.span, { written: written(context, expression.span) });
  return undefined;
}

function seedOf(expression: Expression, context: AnalysisContext): number | undefined {
  if (expression.type === 'invalid') return undefined;
  if (
    expression.type === 'number' &&
    expression.isInteger &&
    expression.value >= 1 &&
    Number.isSafeInteger(expression.value)
  ) {
    return expression.value;
  }
  context.report('sample-seed', expression.span, { written: written(context, expression.span) });
  return undefined;
}
