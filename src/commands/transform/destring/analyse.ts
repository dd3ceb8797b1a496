import { analyseVariables } from '../../../lang/analyse/arguments.ts';
import { entriesOf, numericCode, numericEntries } from '../../../lang/analyse/code-lists.ts';
import {
  type AnalysisContext,
  activeDataset,
  addCodeList,
  defineCommand,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName, withVariable } from '../../../lang/analyse/variables.ts';
import type { NumeralRules, OperationBase } from '../../../lang/ir/script.ts';
import type { VariableSchema } from '../../../lang/types/schema.ts';
import { destringSpec } from './spec.ts';

/** Turns text into numbers. Without `force`, a value that is no number fails the whole statement. */
export interface DestringOperation extends OperationBase {
  readonly type: 'destring';
  readonly dataset: string;
  readonly items: readonly { readonly source: string; readonly target: string }[];
  /** Characters that are deleted before a value is read. */
  readonly ignore: string;
  readonly force: boolean;
  readonly decimalComma: boolean;
}

/** `destring variables [, prefix() ignore() force dpcomma]`. */
export const destringCommand = defineCommand(destringSpec, (body, context): DestringOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { values, isValid: optionsValid } = analyseOptions(destringSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { ignore = '', force, dpcomma } = values;
  const rules: NumeralRules = { ignore, decimalComma: dpcomma };
  let current = dataset;
  let areNew = true;
  const items: { source: string; target: string }[] = [];
  for (const variable of variables) {
    const target = `${values.prefix ?? ''}${variable.name}`;
    const at =
      body.variables.find((n) => n.type === 'plain-name' && n.name === variable.name)?.span ?? context.statement.span;
    if (target !== variable.name && !checkNewName(context, current, target, at)) {
      areNew = false;
      continue;
    }
    if (target !== variable.name) {
      context.trace?.derivesVariable(dataset.schema.name, target, variable.name, values.prefix?.length ?? 0);
    } else context.trace?.usesVariable('write', dataset, variable.name, variable, at);
    current = withVariable(current, numericSchema(variable, target, rules, context, dataset));
    items.push({ source: variable.name, target });
  }
  putDataset(context, current);
  if (!isValid || !areNew || !optionsValid) return undefined;
  return { type: 'destring', dataset: dataset.schema.name, items, ...rules, force };
});

/** The variable as a number, with the codes of its list as numbers. Only codes tell beforehand that all values are whole. */
function numericSchema(
  variable: VariableSchema,
  name: string,
  rules: NumeralRules,
  context: AnalysisContext,
  dataset: DatasetState,
): VariableSchema {
  const { codeList, ...rest } = variable;
  if (variable.type.type === 'unknown') return { ...rest, name };
  if (codeList === undefined) return { ...rest, name, type: { type: 'numeric', subtype: 'decimal' } };
  const before = entriesOf(context, codeList);
  const after = numericEntries(before, rules);
  const isWhole = after.length > 0 && after.every((entry) => Number.isInteger(entry.code));
  const convertible = before.filter((entry) => numericCode(entry.code, rules) !== undefined);
  if (convertible.length > after.length) {
    const seen = new Set<number>();
    const twice = convertible
      .map((entry) => numericCode(entry.code, rules))
      .find((code) => code !== undefined && (seen.has(code) || !seen.add(code)));
    context.report('codes-coincide', context.statement.span, { variable: variable.name, code: String(twice) });
  }
  const id = addCodeList(context, `${dataset.schema.name}.${name}`, {
    type: 'derived',
    from: codeList,
    entries: [],
    toNumbers: rules,
  });
  return { ...rest, name, type: { type: 'numeric', subtype: isWhole ? 'integer' : 'decimal' }, codeList: id };
}
