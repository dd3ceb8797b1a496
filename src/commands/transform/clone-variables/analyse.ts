import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { freeName } from '../../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName, findColumn, lookUpVariable, withVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { CloneItem } from '../../../lang/syntax/ast.ts';
import { withoutTraits } from '../../../lang/types/schema.ts';
import { type KeyColumn, keyColumn, plainKey } from '../../shared/columns.ts';
import { cloneVariablesSpec } from './spec.ts';

/** Copies variables with everything that belongs to them. */
export interface CloneVariablesOperation extends OperationBase {
  readonly type: 'clone-variables';
  readonly dataset: string;
  readonly copies: readonly { readonly source: KeyColumn; readonly target: string }[];
}

/** `clone-variables v [-> new] … [, prefix() suffix()]`. */
export const cloneVariablesCommand = defineCommand(
  cloneVariablesSpec,
  (body, context): CloneVariablesOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined) return undefined;
    const options = analyseOptions(cloneVariablesSpec, context, dataset);
    const { prefix, suffix } = options.values;
    let { isValid } = options;
    let current = dataset;
    const copies: { source: KeyColumn; target: string }[] = [];
    for (const item of body.items) {
      const variable = findColumn(context, dataset, item.source);
      const own = item.target === undefined ? undefined : nameText(item.target);
      const made =
        prefix === undefined && suffix === undefined
          ? undefined
          : `${prefix ?? ''}${variable?.name ?? ''}${suffix ?? ''}`;
      const target = item.target === undefined ? made : own;
      if (variable === undefined || target === undefined) {
        if (variable !== undefined && item.target === undefined)
          reportNameMissing(item, variable.name, dataset, context);
        if (target !== undefined) context.state.silenced.add(target);
        isValid = false;
        continue;
      }
      if (!checkNewName(context, current, target, (item.target ?? item.source).span)) {
        isValid = false;
        continue;
      }
      const { name } = dataset.schema;
      if (item.target !== undefined) context.trace?.makesVariable(name, target, item.target.span);
      else context.trace?.derivesVariable(name, target, variable.name, prefix?.length ?? 0);
      current = withVariable(current, { ...withoutTraits(variable, 'system'), name: target });
      copies.push({ source: plainKey(keyColumn(dataset, variable)), target });
    }
    putDataset(context, current);
    return isValid ? { type: 'clone-variables', dataset: dataset.schema.name, copies } : undefined;
  },
);

/** A copy without a name of its own could have one with a number. */
function reportNameMissing(item: CloneItem, name: string, dataset: DatasetState, context: AnalysisContext): void {
  const free = freeName(name, (taken) => lookUpVariable(dataset, taken) !== undefined);
  const { end } = item.source.span;
  context.report('copy-name-missing', item.span, { name }, [{ at: { start: end, end }, newText: ` -> ${free}` }]);
}
