import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { hexbinSpec } from './spec.ts';

/** Shows how densely two variables lie, in hexagons. */
export interface HexbinOperation extends OperationBase {
  readonly type: 'hexbin';
  readonly dataset: string;
  readonly vertical: string;
  readonly horizontal: string;
  /** Hexagons along the horizontal axis. */
  readonly size: number;
  /** Classes of colours at most. */
  readonly groups: number;
}

/** `hexbin vertical horizontal [if condition] [, gridsize(n) groups(n)]`. */
export const hexbinCommand = defineCommand(hexbinSpec, (body, context): HexbinOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { values, isValid: optionsValid } = analyseOptions(hexbinSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  const [vertical, horizontal] = variables;
  if (vertical === undefined || horizontal === undefined || !isValid || !optionsValid || failed) return undefined;
  return {
    type: 'hexbin',
    dataset: dataset.schema.name,
    vertical: vertical.name,
    horizontal: horizontal.name,
    size: values.gridsize ?? hexbinSpec.options.gridsize.default,
    groups: values.groups ?? hexbinSpec.options.groups.default,
    ...(condition === undefined ? {} : { condition }),
  };
});
