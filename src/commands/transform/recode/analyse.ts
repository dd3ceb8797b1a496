import { threshold } from '../../../base/messages/message.ts';
import type { Span } from '../../../base/span.ts';
import { analyseIf } from '../../../lang/analyse/arguments.ts';
import { entriesOf } from '../../../lang/analyse/code-lists.ts';
import {
  type AnalysisContext,
  activeDataset,
  addCodeList,
  defineCommand,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { analyseOptions, optionSpan } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import {
  checkNewName,
  checkNotKey,
  findColumn,
  isIdentifierColumn,
  isPanelTime,
  withVariable,
} from '../../../lang/analyse/variables.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { CodeListEntry, OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import { type VariableSchema, type VariableType, withoutTraits } from '../../../lang/types/schema.ts';
import { analyseRules, type RecodeRuleIr } from './shared-rules.ts';
import { recodeSpec } from './spec.ts';

/** Replaces codes by rules: of each row the first rule that matches its original value decides. */
export interface RecodeOperation extends OperationBase {
  readonly type: 'recode';
  readonly dataset: string;
  readonly items: readonly {
    readonly source: string;
    /** Equal to the source when it is overwritten. */
    readonly target: string;
    readonly targetType: VariableType;
  }[];
  readonly valueType: 'number' | 'text';
  readonly rules: readonly RecodeRuleIr[];
}

/** `recode variables (rule) … [if condition] [, prefix() generate()]`. */
export const recodeCommand = defineCommand(recodeSpec, (body, context): RecodeOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const options = analyseOptions(recodeSpec, context, dataset);
  const variables = body.variables.map((name) => {
    const variable = findColumn(context, dataset, name);
    if (variable === undefined || !checkNotKey(context, dataset, variable, name.span)) return undefined;
    if (!isIdentifierColumn(dataset, variable.name) && !isPanelTime(dataset, variable.name)) return variable;
    context.report('system-column', name.span, { name: variable.name, command: 'recode' });
    return undefined;
  });
  const known = variables.filter((variable) => variable !== undefined);
  const first = known.find((variable) => variable.type.type !== 'unknown');
  const valueType = first?.type.type === 'alphanumeric' ? 'text' : 'number';
  const rules = first === undefined ? undefined : analyseRules(body.rules, known, context);
  const { condition, failed } = analyseIf(context, dataset);
  const targets = targetNames(body, variables, context, options.values);
  const result = addTargets(body, variables, targets, rules ?? [], context, dataset);
  putDataset(context, result.dataset);
  const isComplete = known.length === variables.length && rules !== undefined && result.isValid && options.isValid;
  if (!isComplete || failed) return undefined;
  return {
    type: 'recode',
    dataset: dataset.schema.name,
    items: result.items,
    valueType,
    rules,
    ...(condition === undefined ? {} : { condition }),
  };
});

/** Where the results go: over the originals, or to new names by `prefix()` or `generate()`. */
function targetNames(
  body: BodyOf<'recode'>,
  variables: readonly (VariableSchema | undefined)[],
  context: AnalysisContext,
  { prefix, generate }: { readonly prefix: string | undefined; readonly generate: readonly string[] | undefined },
): readonly (string | undefined)[] {
  const written = body.variables.map(
    (name, i) => variables[i]?.name ?? (name.type === 'plain-name' ? name.name : undefined),
  );
  const prefixed = (text: string): readonly (string | undefined)[] =>
    written.map((name) => (name === undefined ? undefined : text + name));
  if (generate !== undefined) {
    if (generate.length === variables.length) return generate;
    const [only, another] = generate;
    if (only !== undefined && another === undefined) return prefixed(only);
    context.report('recode-names', optionSpan(context, 'generate'), {
      names: threshold(generate.length),
      variables: threshold(variables.length),
    });
    return written.map(() => undefined);
  }
  return prefix === undefined ? written : prefixed(prefix);
}

function addTargets(
  body: BodyOf<'recode'>,
  variables: readonly (VariableSchema | undefined)[],
  targets: readonly (string | undefined)[],
  rules: readonly RecodeRuleIr[],
  context: AnalysisContext,
  before: DatasetState,
): { readonly dataset: DatasetState; readonly items: RecodeOperation['items']; readonly isValid: boolean } {
  const items: RecodeOperation['items'][number][] = [];
  let dataset = before;
  let isValid = true;
  for (const [i, variable] of variables.entries()) {
    const target = targets[i];
    if (variable === undefined || target === undefined) {
      if (target !== undefined) context.state.silenced.add(target);
      isValid = false;
      continue;
    }
    const at = body.variables[i]?.span ?? context.statement.span;
    if (target !== variable.name && !checkNewName(context, dataset, target, at)) {
      isValid = false;
      continue;
    }
    noteTarget(variable, target, at, context, before);
    const recoded = recodedSchema(variable, target, rules, context, before);
    dataset = withVariable(dataset, recoded);
    items.push({ source: variable.name, target, targetType: recoded.type });
  }
  return { dataset, items, isValid };
}

/** Tells a tracer where the name of a result is written: in `generate()`, or as a part of one made with a prefix. */
function noteTarget(
  variable: VariableSchema,
  target: string,
  at: Span,
  { trace, statement }: AnalysisContext,
  dataset: DatasetState,
): void {
  if (trace === undefined) return;
  const { name } = dataset.schema;
  const named = statement.options.find((option) => option.name === 'generate')?.arguments ?? [];
  const own = named.find((argument) => 'name' in argument && argument.name === target);
  if (target === variable.name) trace.usesVariable('write', dataset, target, variable, at);
  else if (own !== undefined) trace.makesVariable(name, target, own.span);
  else trace.derivesVariable(name, target, variable.name, target.length - variable.name.length);
}

/** The variable after recoding: with a private copy of its code list where labels or flags come in or a list was there. */
function recodedSchema(
  variable: VariableSchema,
  name: string,
  rules: readonly RecodeRuleIr[],
  context: AnalysisContext,
  dataset: DatasetState,
): VariableSchema {
  const { codeList } = variable;
  const rest = withoutTraits(variable, 'codeList', 'openStop', 'system');
  const entries = entriesOfRules(rules, codeList === undefined ? [] : entriesOf(context, codeList));
  const recoded = { ...rest, name, type: recodedType(rest.type, rules) };
  if (codeList === undefined && entries.length === 0) return recoded;
  const id = addCodeList(context, `${dataset.schema.name}.${name}`, { type: 'derived', from: codeList, entries });
  return { ...recoded, codeList: id };
}

/** Codes with decimals make decimals of a number, and any code decides what a variable without values is. */
function recodedType(before: VariableType, rules: readonly RecodeRuleIr[]): VariableType {
  const codes = rules.flatMap(({ target }) => (typeof target === 'number' ? [target] : []));
  if (before.type !== 'numeric' || codes.length === 0) return before;
  if (!codes.every(Number.isInteger)) return { type: 'numeric', subtype: 'decimal' };
  return before.subtype === 'undetermined' ? { type: 'numeric', subtype: 'integer' } : before;
}

/** What rules say about codes: a rule that flags a code leaves its label as it was, one that labels it leaves its flag. */
function entriesOfRules(rules: readonly RecodeRuleIr[], known: readonly CodeListEntry[]): readonly CodeListEntry[] {
  const entries = new Map(known.map((entry) => [entry.code, entry]));
  const changed = new Set<number | string>();
  for (const { target, label, flagsMissing } of rules) {
    if (target === undefined || (label === undefined && !flagsMissing)) continue;
    const before = entries.get(target);
    const own = typeof target === 'number' ? numberText(target) : target;
    const isFlagged = flagsMissing || before?.flaggedMissing === true;
    entries.set(target, {
      code: target,
      label: label ?? before?.label ?? own,
      ...(isFlagged ? { flaggedMissing: true as const } : {}),
    });
    changed.add(target);
  }
  return [...entries.values()].filter(({ code }) => changed.has(code));
}
