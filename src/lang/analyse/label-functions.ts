import { suggestionsFor } from '../../base/suggest.ts';
import { valueAsWritten } from '../expand/evaluate.ts';
import type { FunctionDefinition } from '../function-spec.ts';
import type { CodeListEntry } from '../ir/script.ts';
import type { Call, Expression } from '../syntax/ast.ts';
import type { VariableSchema } from '../types/schema.ts';
import { entriesOf } from './code-lists.ts';
import { written } from './context.ts';
import {
  type AnalyseExpression,
  type ExpressionScope,
  numberConstant,
  type Typed,
  unknownExpression,
} from './typed.ts';
import { checkNotKey, findColumn } from './variables.ts';

/** Types a function of labels: the codes are looked up now, so that nothing is left of labels when the script runs. */
export function analyseLabelFunction(
  definition: FunctionDefinition,
  call: Call,
  scope: ExpressionScope,
  analyse: AnalyseExpression,
): Typed {
  const [target, ...others] = call.arguments;
  const variable = target === undefined ? undefined : listedVariable(definition, target, scope);
  const labels = others.map((argument) => labelText(definition, argument, scope, analyse));
  if (variable === undefined || target === undefined || labels.some((label) => label === undefined)) {
    return unknownExpression;
  }
  const texts = labels.filter((label) => label !== undefined);
  const entries = entriesOf(scope.context, variable.codeList);
  if (definition.returns === 'argument') return codeOf(texts[0] ?? '', entries, variable, call, scope);
  const isPart = definition.parameters.at(-1)?.repeated !== true;
  const codes = isPart
    ? codesContaining(texts[0] ?? '', entries, variable, call, scope)
    : codesLabelled(texts, entries, variable, call, scope);
  if (codes === undefined) return unknownExpression;
  const value = analyse(target, scope);
  if (value.type === 'unknown') return unknownExpression;
  // A list of the other type, which gets a warning where it is attached, has no label for any value.
  const isText = value.type === 'text';
  const fitting = codes.filter((code) => (typeof code === 'string') === isText);
  const ir = { type: 'code-in', variable: value.ir, codes: fitting, codeList: variable.codeList } as const;
  return { type: 'boolean', ir, isInteger: false };
}

type Listed = VariableSchema & { readonly codeList: string };

function listedVariable(
  definition: FunctionDefinition,
  target: Expression,
  { context, dataset }: ExpressionScope,
): Listed | undefined {
  if (target.type !== 'name') {
    context.report('argument-type', target.span, {
      function: definition.name,
      argument: 'variable',
      expected: 'variable',
      corrected: undefined,
    });
    return undefined;
  }
  const variable = findColumn(context, dataset, { type: 'plain-name', name: target.name, span: target.span });
  if (variable === undefined || variable.type.type === 'unknown') return undefined;
  if (!checkNotKey(context, dataset, variable, target.span)) return undefined;
  if (variable.codeList !== undefined) return { ...variable, codeList: variable.codeList };
  context.report('variable-has-no-code-list', target.span, { name: variable.name });
  return undefined;
}

function labelText(
  definition: FunctionDefinition,
  argument: Expression,
  scope: ExpressionScope,
  analyse: AnalyseExpression,
): string | undefined {
  const value = analyse(argument, scope);
  if (value.type === 'unknown') return undefined;
  if (value.ir.type === 'text') return value.ir.value;
  scope.context.report(value.type === 'text' ? 'argument-not-constant' : 'argument-type', argument.span, {
    function: definition.name,
    argument: definition.parameters.at(-1)?.name ?? '',
    expected: 'text',
    corrected: undefined,
  });
  return undefined;
}

function codeOf(
  label: string,
  entries: readonly CodeListEntry[],
  variable: Listed,
  call: Call,
  scope: ExpressionScope,
): Typed {
  const at = (call.arguments[1] ?? call).span;
  const matching = entries.filter((entry) => entry.label === label);
  const [only, another] = matching;
  if (only === undefined) {
    reportLabel(label, entries, variable, at, scope);
    return unknownExpression;
  }
  if (another !== undefined) {
    const codes = matching.map((entry) => String(entry.code));
    scope.context.report('label-ambiguous', at, { label, variable: variable.name, codes });
    return unknownExpression;
  }
  if (typeof only.code === 'number') return numberConstant(only.code, Number.isInteger(only.code));
  return { type: 'text', ir: { type: 'text', value: only.code }, isInteger: false };
}

function codesLabelled(
  labels: readonly string[],
  entries: readonly CodeListEntry[],
  variable: Listed,
  call: Call,
  scope: ExpressionScope,
): readonly (number | string)[] | undefined {
  const codes: (number | string)[] = [];
  let complete = true;
  for (const [position, label] of labels.entries()) {
    const matching = entries.filter((entry) => entry.label === label);
    codes.push(...matching.map((entry) => entry.code));
    if (matching.length > 0) continue;
    reportLabel(label, entries, variable, (call.arguments[position + 1] ?? call).span, scope);
    complete = false;
  }
  return complete ? codes : undefined;
}

function codesContaining(
  part: string,
  entries: readonly CodeListEntry[],
  variable: Listed,
  call: Call,
  scope: ExpressionScope,
): readonly (number | string)[] {
  const codes = entries.filter((entry) => entry.label.includes(part)).map((entry) => entry.code);
  if (codes.length === 0) {
    scope.context.report('label-part-not-found', (call.arguments[1] ?? call).span, { part, variable: variable.name });
  }
  return codes;
}

function reportLabel(
  label: string,
  entries: readonly CodeListEntry[],
  variable: Listed,
  at: { readonly start: number; readonly end: number },
  scope: ExpressionScope,
): void {
  const labels = entries.map((entry) => entry.label);
  const near = suggestionsFor(label, labels);
  const folded = label.toLowerCase();
  const suggestions = near.length > 0 ? near : labels.filter((l) => l.toLowerCase().includes(folded)).slice(0, 3);
  const { context } = scope;
  const isLiteral = /^['"]/u.test(written(context, at));
  const fixes = isLiteral
    ? suggestions.map((text) => ({ at, newText: valueAsWritten({ type: 'string', value: text }) }))
    : [];
  context.report('label-not-in-list', at, { label, variable: variable.name, suggestions }, fixes);
}
