import { threshold } from '../../base/messages/message.ts';

import type { CommandSpec, OptionSpec, OptionsOf } from '../command-spec.ts';
import { numberText } from '../expand/binding-text.ts';
import type { ModelTerm, Option, OptionArgument } from '../syntax/ast.ts';
import { type AnalysisContext } from './context.ts';
import { withoutOption, withoutPiece } from './fixes.ts';
import { optionsMeant } from './foreign-options.ts';
import type { DatasetState } from './state.ts';
import { checkAccepts, checkNameForm, findColumnNamed, lookUpVariable } from './variables.ts';

type OptionValue = boolean | number | string | readonly string[] | readonly (number | string)[];

/** The options of a statement. */
export interface AnalysedOptions<S extends CommandSpec> {
  /** Their values by name; flags that are not given are false, other options that are not given are absent. */
  readonly values: OptionsOf<S>;
  /** Names of the options given, in the order typed. */
  readonly order: readonly string[];
  /** The unanalysed terms of a `terms` option; see `analyseTerms`. */
  readonly terms: ReadonlyMap<string, readonly ModelTerm[]>;
  /** Whether there was no mistake in them. */
  readonly isValid: boolean;
}

/**
 * Checks a statement's options against the declaration: names, arguments, variables, conflicts.
 * Without a dataset, variables are not looked up.
 */
export function analyseOptions<S extends CommandSpec>(
  spec: S,
  context: AnalysisContext,
  dataset: DatasetState | undefined,
): AnalysedOptions<S> {
  const values: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(spec.options)) if (option.type === 'flag') values[name] = false;
  const terms = new Map<string, readonly ModelTerm[]>();
  const order: string[] = [];
  let isValid = true;
  for (const option of context.statement.options) {
    const declared = declarationOf(spec, option, context, dataset);
    if (declared === undefined) isValid = false;
    else if (order.includes(option.name)) {
      context.report('repeated-option', option.nameSpan, { option: option.name }, [withoutOption(context, option)]);
      isValid = false;
    } else {
      order.push(option.name);
      if (declared.type === 'terms') terms.set(option.name, termsOf(option));
      else {
        const value = valueOf(option, declared, context, dataset);
        if (value === undefined) isValid = false;
        else values[option.name] = value;
      }
    }
  }
  isValid = checkConflicts(spec, context, order) && isValid;
  return { values: values as OptionsOf<S>, order, terms, isValid };
}

function declarationOf(
  spec: CommandSpec,
  option: Option,
  context: AnalysisContext,
  dataset: DatasetState | undefined,
): OptionSpec | undefined {
  const known = Object.keys(spec.options);
  const found = Object.hasOwn(spec.options, option.name) ? spec.options[option.name] : undefined;
  if (found !== undefined) {
    context.trace?.usesOption(spec.name, option.name, option.nameSpan);
    return found;
  }
  const isVariable = dataset !== undefined && lookUpVariable(dataset, option.name) !== undefined;
  const suggestions = isVariable ? [] : optionsMeant(option.name, known);
  const advice = isVariable ? 'variable' : groupAdvice(spec, option.name);
  context.report(
    'unknown-option',
    option.nameSpan,
    { option: option.name, command: spec.name, suggestions, known, advice },
    suggestions.map((newText) => ({ at: option.nameSpan, newText })),
  );
  return undefined;
}

/** Tables and numbers have no option for groups: another way of asking gives them. */
function groupAdvice(spec: CommandSpec, option: string): 'list' | 'volume' | undefined {
  if (!['by', 'over', 'group'].includes(option.toLowerCase())) return undefined;
  if ('summarize' in spec.options) return 'list';
  return spec.group === 'describe' || 'gini' in spec.options ? 'volume' : undefined;
}

function checkConflicts(spec: CommandSpec, context: AnalysisContext, order: readonly string[]): boolean {
  let isValid = true;
  for (const [a, b] of spec.conflicts ?? []) {
    if (!order.includes(a) || !order.includes(b)) continue;
    const [first, second] = order.indexOf(a) < order.indexOf(b) ? [a, b] : [b, a];
    const { options, commandSpan } = context.statement;
    const given = [second, first].flatMap((name) => options.find((option) => option.name === name) ?? []);
    const fixes = given.map((option) => withoutOption(context, option));
    context.report('option-conflict', given[0]?.nameSpan ?? commandSpan, { first, second }, fixes);
    isValid = false;
  }
  return isValid;
}

/** The value of an option, or `undefined` after a mistake. */
function valueOf(
  option: Option,
  declared: Exclude<OptionSpec, { type: 'terms' }>,
  context: AnalysisContext,
  dataset: DatasetState | undefined,
): OptionValue | undefined {
  if (declared.type === 'flag') {
    if (option.arguments === undefined) return true;
    context.report('option-takes-no-argument', option.span, { option: option.name }, [
      { at: option.span, newText: option.name },
    ]);
    return undefined;
  }
  const given = option.arguments ?? [];
  if (given.some((argument) => argument.type === 'invalid')) return undefined;
  if (given.length === 0) return emptyValue(option, declared, context);
  switch (declared.type) {
    case 'number':
      return numberValue(option, declared, given, context);
    case 'text':
      return single(option, declared, given, context, textOf);
    case 'word':
      return wordValue(option, declared, given, context);
    case 'name':
      return single(option, declared, given, context, (argument) => newNameOf(argument, context));
    case 'names':
      return several(option, declared, given, context, (argument) => newNameOf(argument, context));
    case 'variables':
      return variablesValue(option, declared, given, context, dataset);
    case 'codes':
      return codesValue(option, declared, given, context);
  }
}

/** How an option is written, for messages: `level(number)`. */
function form(name: string, declared: OptionSpec): string {
  const inside = {
    flag: '',
    number: 'maximum' in declared && declared.maximum === 100 ? '95' : '12',
    text: 'text',
    word: '…',
    variables: 'variable',
    name: 'name',
    names: 'name …',
    terms: 'i.a b',
    codes: 'code',
  }[declared.type];
  return declared.type === 'flag' ? name : `${name}(${declared.type === 'word' ? declared.values.join('|') : inside})`;
}

function emptyValue(
  option: Option,
  declared: Exclude<OptionSpec, { type: 'terms' | 'flag' }>,
  context: AnalysisContext,
): OptionValue | undefined {
  const mayBeEmpty = 'optionalArgument' in declared && declared.optionalArgument;
  if (mayBeEmpty && option.arguments !== undefined) {
    if (declared.type === 'name') return declared.defaultName ?? option.name;
    return declared.type === 'number' ? 'given' : [];
  }
  context.report('option-argument-missing', option.span, { option: option.name, written: form(option.name, declared) });
}

function reportWrong(option: Option, declared: OptionSpec, argument: OptionArgument, context: AnalysisContext): void {
  context.report('option-argument-wrong', argument.span, { option: option.name, written: form(option.name, declared) });
}

function single<T extends OptionValue>(
  option: Option,
  declared: OptionSpec,
  given: readonly OptionArgument[],
  context: AnalysisContext,
  read: (argument: OptionArgument) => T | undefined,
): T | undefined {
  const [argument, extra] = given;
  if (argument === undefined) return undefined;
  const value = extra === undefined ? read(argument) : undefined;
  if (value === undefined) reportWrong(option, declared, extra ?? argument, context);
  return value;
}

function several<T>(
  option: Option,
  declared: OptionSpec,
  given: readonly OptionArgument[],
  context: AnalysisContext,
  read: (argument: OptionArgument) => T | undefined,
): T[] | undefined {
  const values: T[] = [];
  for (const argument of given) {
    const value = read(argument);
    if (value === undefined) {
      reportWrong(option, declared, argument, context);
      return undefined;
    }
    values.push(value);
  }
  return values;
}

/** A number with an optional sign. */
function signedNumber(argument: OptionArgument): number | undefined {
  if (argument.type === 'number') return argument.value;
  if (argument.type === 'unary' && argument.operator !== '!' && argument.operand.type === 'number') {
    return argument.operator === '-' ? 0 - argument.operand.value : argument.operand.value;
  }
  return undefined;
}

function numberValue(
  option: Option,
  declared: Extract<OptionSpec, { type: 'number' }>,
  given: readonly OptionArgument[],
  context: AnalysisContext,
): number | undefined {
  const value = single(option, declared, given, context, signedNumber);
  if (value === undefined) return undefined;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, integer, exclusive } = declared;
  const inside = exclusive ? value > minimum && value < maximum : value >= minimum && value <= maximum;
  if (inside && Number.isFinite(value) && (!integer || Number.isInteger(value))) return value;
  const kind = integer ? { nb: 'et helt tall', en: 'a whole number' } : { nb: 'et tall', en: 'a number' };
  const bounds = boundsText(declared);
  context.report('option-number-range', option.span, {
    option: option.name,
    range: `${kind.en}${bounds.en}`,
    rangeNb: `${kind.nb}${bounds.nb}`,
  });
  return undefined;
}

function boundsText({ minimum, maximum, exclusive }: Extract<OptionSpec, { type: 'number' }>): {
  nb: string;
  en: string;
} {
  if (minimum !== undefined && maximum !== undefined) {
    const [low, high] = [numberText(minimum), numberText(maximum)];
    return exclusive
      ? { nb: ` mellom ${low} og ${high}`, en: ` between ${low} and ${high}` }
      : { nb: ` fra ${low} til ${high}`, en: ` from ${low} to ${high}` };
  }
  if (minimum === undefined) return { nb: '', en: '' };
  const low = numberText(minimum);
  return exclusive
    ? { nb: ` større enn ${low}`, en: ` above ${low}` }
    : { nb: ` fra ${low} og oppover`, en: ` from ${low} upwards` };
}

function textOf(argument: OptionArgument): string | undefined {
  if (argument.type === 'string') return argument.value;
  if (argument.type === 'name') return argument.name;
  return argument.type === 'number' ? argument.text : undefined;
}

function wordValue(
  option: Option,
  declared: Extract<OptionSpec, { type: 'word' }>,
  given: readonly OptionArgument[],
  context: AnalysisContext,
): string | undefined {
  const word = single(option, declared, given, context, textOf);
  if (word === undefined || declared.values.includes(word)) return word;
  const at = given[0]?.span ?? option.span;
  context.report('option-word-unknown', at, { option: option.name, found: word, allowed: declared.values });
  return undefined;
}

function newNameOf(argument: OptionArgument, context: AnalysisContext): string | undefined {
  const name = argument.type === 'name' ? argument.name : argument.type === 'string' ? argument.value : undefined;
  if (name === undefined) return undefined;
  checkNameForm(context, name, argument.span);
  return name;
}

/** The name of a variable: a bare name, or a model term of a single bare operand. */
function variableName(argument: OptionArgument): string | undefined {
  if (argument.type === 'name') return argument.name;
  if (argument.type !== 'term') return undefined;
  const [operand, another] = argument.operands;
  if (operand === undefined || another !== undefined || operand.prefix !== undefined) return undefined;
  return operand.variable.type === 'plain-name' ? operand.variable.name : undefined;
}

function variablesValue(
  option: Option,
  declared: Extract<OptionSpec, { type: 'variables' }>,
  given: readonly OptionArgument[],
  context: AnalysisContext,
  dataset: DatasetState | undefined,
): readonly string[] | undefined {
  const names = several(option, declared, given, context, variableName);
  if (names === undefined) return undefined;
  if (names.length < declared.atLeast || names.length > (declared.atMost ?? Number.POSITIVE_INFINITY)) {
    context.report('option-variable-count', option.span, {
      option: option.name,
      least: threshold(declared.atLeast),
      most: declared.atMost === undefined ? undefined : threshold(declared.atMost),
    });
    return undefined;
  }
  if (dataset === undefined) return undefined;
  const found = names.map((name, i) => {
    const at = given[i]?.span ?? option.span;
    const variable = findColumnNamed(context, dataset, name, at);
    if (variable === undefined) return undefined;
    return checkAccepts(context, dataset, variable, declared.accepts, at, { command: option.name })
      ? variable.name
      : undefined;
  });
  const repeated = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (repeated !== -1) {
    const at = given[repeated]?.span ?? option.span;
    context.report('repeated-variable', at, { name: names[repeated] ?? '' }, [withoutPiece(context, at)]);
  }
  return found.every((name) => name !== undefined) ? found : undefined;
}

function codesValue(
  option: Option,
  declared: Extract<OptionSpec, { type: 'codes' }>,
  given: readonly OptionArgument[],
  context: AnalysisContext,
): readonly (number | string)[] | undefined {
  const extra = declared.atMost === undefined ? undefined : given[declared.atMost];
  if (extra !== undefined) {
    reportWrong(option, declared, extra, context);
    return undefined;
  }
  return several(option, declared, given, context, (argument) => {
    const number = signedNumber(argument);
    if (number !== undefined) return number;
    if (argument.type === 'date') return argument.text;
    return argument.type === 'missing' ? undefined : textOf(argument);
  });
}

/** The arguments of a `terms` option as model terms. */
function termsOf(option: Option): readonly ModelTerm[] {
  return (option.arguments ?? []).flatMap((argument): readonly ModelTerm[] => {
    if (argument.type === 'term') return [argument];
    if (argument.type !== 'name') return [];
    const { span } = argument;
    const variable = { type: 'plain-name', name: argument.name, span } as const;
    return [{ type: 'term', operator: undefined, operands: [{ prefix: undefined, variable, span }], span }];
  });
}

/** The place of an option in the statement. */
export function optionSpan(context: AnalysisContext, name: string): { readonly start: number; readonly end: number } {
  return context.statement.options.find((option) => option.name === name)?.span ?? context.statement.commandSpan;
}
