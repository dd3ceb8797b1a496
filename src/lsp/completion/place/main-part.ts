import type { IToken } from 'chevrotain';
import { assertNever } from '../../../base/assert-never.ts';
import type { Accepts, CommandSpec } from '../../../lang/command-spec.ts';
import {
  Arrow,
  As,
  By,
  Equal,
  Identifier,
  Interaction,
  Into,
  identifierText,
  LeftParenthesis,
  On,
  RightParenthesis,
} from '../../../lang/syntax/tokens.ts';
import { expressionPlace } from './expressions.ts';
import { importPosition, listLabelsPosition, registerListPosition } from './import-part.ts';
import { labelPairPosition, recodePosition } from './label-part.ts';
import { type Bindings, endsOperand, itemsOf, nameOf, namesOf } from './names.ts';
import { insideName, isCallAt, keyword, symbols } from './parts.ts';
import { topicWords } from './topics.ts';
import type { Position, Wanted } from './wanted.ts';

const nothing: Position = { wanted: [] };

/** What may be put in after the tokens of a statement's main part, by the form that the command's declaration names. */
export function mainPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  switch (spec.form) {
    case 'variables':
      return variablesPosition(tokens, spec, bindings);
    case 'assignment':
      return assignmentPosition(tokens, spec, bindings);
    case 'selection':
      return selectionPosition(tokens, bindings);
    case 'import':
      return importPosition(tokens, spec, bindings);
    case 'require':
      return requirePosition(tokens);
    case 'dataset':
    case 'pair':
      return pairPosition(tokens, spec, bindings);
    case 'clone':
    case 'aggregation':
    case 'statistic-chart':
      return statisticPosition(tokens, spec, bindings);
    case 'merge':
      return mergePosition(tokens, bindings);
    case 'recode':
      return recodePosition(tokens, spec, bindings);
    case 'define-labels':
      return labelPairPosition(tokens, bindings);
    case 'assign-labels':
      return assignLabelsPosition(tokens, bindings);
    case 'list-labels':
      return listLabelsPosition(tokens, bindings);
    case 'sample':
      return samplePosition(tokens);
    case 'model':
      return modelPosition(tokens, spec, bindings);
    case 'register-list':
      return registerListPosition(tokens);
    case 'words':
      return wordsPosition(tokens, spec);
    case 'nested':
      return nothing;
    default:
      return assertNever(spec.form);
  }
}

/** `if` where the command takes one. */
function conditionOf(spec: CommandSpec): readonly Wanted[] {
  return spec.condition === 'no' ? [] : [keyword('if')];
}

function variablesPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const { items, isOpen } = itemsOf(tokens);
  if (isOpen) return insideName(items.at(-1) ?? [], bindings);
  const declared = spec.arguments;
  const argument = declared[Math.min(items.length, declared.length - 1)];
  if (argument === undefined) return nothing;
  const least = declared.reduce((sum, { atLeast }) => sum + atLeast, 0);
  const most = declared.reduce((sum, { atMost }) => sum + (atMost ?? Number.POSITIVE_INFINITY), 0);
  const except = namesOf(items, bindings);
  const wanted: Wanted[] = [];
  if (items.length < most) {
    if (spec.names === 'code-lists') wanted.push({ what: 'code-list', except });
    else if (spec.names === 'prefixes') wanted.push({ what: 'prefix', except });
    else wanted.push({ what: 'variable', accepts: argument.accepts, except });
    wanted.push(symbols);
  }
  if (items.length >= least) wanted.push(...conditionOf(spec));
  return { wanted, part: argument.role.replaceAll(' ', '-') };
}

function assignmentPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const equal = tokens.findIndex((token) => token.tokenType === Equal);
  if (equal === -1) {
    const { items, isOpen } = itemsOf(tokens);
    if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part: 'name' };
    if (items.length > 0 || spec.introduces) return { wanted: [], part: 'name' };
    return { wanted: [{ what: 'variable', accepts: 'values' }, symbols], part: 'name' };
  }
  const place = expressionPlace(tokens.slice(equal + 1), 'data', bindings);
  const isWhole = place.expects === 'operator' && !place.isNested;
  const wanted = isWhole ? conditionOf(spec) : place.wanted;
  return { wanted, part: 'expression', ...(place.call === undefined ? {} : { call: place.call }) };
}

function selectionPosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const { items, isOpen } = itemsOf(tokens);
  if (isOpen) return insideName(items.at(-1) ?? [], bindings);
  const list: Wanted = { what: 'variable', accepts: 'columns', except: namesOf(items, bindings) };
  return { wanted: items.length === 0 ? [keyword('if'), list, symbols] : [list, symbols], part: 'variable' };
}

function requirePosition(tokens: readonly IToken[]): Position {
  const last = tokens.at(-1);
  if (last === undefined) return { wanted: [{ what: 'databank' }], part: 'databank:version' };
  if (last.tokenType === As) return { wanted: [], part: 'alias' };
  const hasAlias = tokens.some((token) => token.tokenType === As);
  if (hasAlias) return { wanted: [], part: 'alias' };
  if (last.image.endsWith(':')) {
    return { wanted: [{ what: 'version', databank: last.image.slice(0, -1) }], part: 'databank:version' };
  }
  return { wanted: [keyword('as')], part: 'alias' };
}

function pairPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const { items, isOpen } = itemsOf(tokens);
  const part = spec.form === 'dataset' ? 'dataset' : items.length === 0 ? 'old' : 'new';
  if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part };
  if (items.length > 0 || spec.introduces) return { wanted: [], part };
  const existing: Wanted =
    spec.names === 'datasets' ? { what: 'dataset', isOther: false } : { what: 'variable', accepts: 'columns' };
  return { wanted: [existing, symbols], part };
}

/** Lists of variables with new names after arrows, and statistics in parentheses before them. */
function statisticPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const words = spec.statistics;
  const last = tokens.at(-1);
  if (last?.tokenType === LeftParenthesis && words !== undefined) {
    return { wanted: [{ what: 'word', words, kind: 'statistic' }], part: 'statistic' };
  }
  if (last === undefined && words !== undefined) {
    return { wanted: [{ what: 'word', words, kind: 'statistic', inParentheses: true }], part: 'statistic' };
  }
  if (last?.tokenType === Arrow) return { wanted: [], part: 'name' };
  if (last?.tokenType === Identifier && tokens.at(-2)?.tokenType === LeftParenthesis) return nothing;
  const { items, isOpen } = itemsOf(withoutStatistics(tokens));
  if (isOpen) return insideName(items.at(-1) ?? [], bindings);
  const isAfterName = last !== undefined && last.tokenType !== RightParenthesis;
  const hasArrow = items.at(-1)?.some((token) => token.tokenType === Arrow) === true;
  const accepts = acceptedBy(statisticIn(tokens), spec);
  // The same variable may have several statistics.
  const except = spec.form === 'aggregation' ? [] : namesOf(items, bindings);
  const wanted: Wanted[] = [{ what: 'variable', accepts, except }, symbols];
  if (isAfterName && !hasArrow && spec.form !== 'statistic-chart') wanted.unshift(keyword('->'));
  if (isAfterName && spec.form === 'aggregation' && words !== undefined) {
    wanted.push({ what: 'word', words, kind: 'statistic', inParentheses: true });
  }
  if (isAfterName && spec.form === 'statistic-chart') wanted.push(...conditionOf(spec));
  return { wanted, part: 'variable' };
}

/** The statistic that holds for what follows. */
function statisticIn(tokens: readonly IToken[]): string | undefined {
  const open = tokens.findLastIndex((token, i) => token.tokenType === LeftParenthesis && !isCallAt(tokens, i));
  const word = open === -1 ? undefined : tokens[open + 1];
  return word === undefined ? undefined : identifierText(word);
}

function acceptedBy(statistic: string | undefined, spec: CommandSpec): Accepts | 'values' {
  const counting = spec.countingStatistics;
  const wantsNumbers = statistic !== undefined && counting !== undefined && !counting.includes(statistic);
  return wantsNumbers ? 'numeric' : (spec.arguments[0]?.accepts ?? 'values');
}

function withoutStatistics(tokens: readonly IToken[]): readonly IToken[] {
  let depth = 0;
  return tokens.filter((token, i) => {
    const opens = token.tokenType === LeftParenthesis && !isCallAt(tokens, i);
    if (depth === 0 && !opens) return true;
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth--;
    return false;
  });
}

function mergePosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const into = tokens.findIndex((token) => token.tokenType === Into);
  if (into === -1) {
    const { items, isOpen } = itemsOf(tokens);
    if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part: 'variable' };
    const list: Wanted = { what: 'variable', accepts: 'key-or-any', except: namesOf(items, bindings) };
    return { wanted: items.length === 0 ? [list, symbols] : [keyword('into'), list, symbols], part: 'variable' };
  }
  const on = tokens.findIndex((token) => token.tokenType === On);
  if (on === -1) {
    const target = itemsOf(tokens.slice(into + 1));
    if (target.isOpen) return { ...insideName(target.items.at(-1) ?? [], bindings), part: 'dataset' };
    if (target.items.length > 0) return { wanted: [keyword('on')], part: 'variable', turn: 1 };
    return { wanted: [{ what: 'dataset', isOther: true }, symbols], part: 'dataset' };
  }
  const key = itemsOf(tokens.slice(on + 1));
  if (key.isOpen) return { ...insideName(key.items.at(-1) ?? [], bindings), part: 'variable', turn: 1 };
  const dataset = nameOf(tokens.slice(into + 1, on), bindings);
  if (key.items.length > 0 || dataset === undefined) return { wanted: [], part: 'variable', turn: 1 };
  return { wanted: [{ what: 'variable', accepts: 'key-or-any', dataset }, symbols], part: 'variable', turn: 1 };
}

function assignLabelsPosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const { items, isOpen } = itemsOf(tokens);
  const part = items.length === 0 ? 'variable' : 'list';
  if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part };
  if (items.length === 0) return { wanted: [{ what: 'variable', accepts: 'values' }, symbols], part };
  return { wanted: items.length === 1 ? [{ what: 'code-list', except: [] }, symbols] : [], part };
}

function samplePosition(tokens: readonly IToken[]): Position {
  const { items } = itemsOf(tokens);
  const wanted: readonly Wanted[] = items.length < 2 ? [{ what: 'binding', types: ['number'] }] : [];
  return { wanted, part: items.length === 0 ? 'size' : 'seed' };
}

function modelPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const by = tokens.findIndex((token) => token.tokenType === By);
  if (by !== -1) {
    const { items, isOpen } = itemsOf(tokens.slice(by + 1));
    if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part: 'group' };
    const isFull = items.length >= (spec.byVariables?.atMost ?? 0);
    const group: Wanted = { what: 'variable', accepts: 'any', except: namesOf(items, bindings) };
    const wanted = [...(isFull ? [] : [group, symbols]), ...(items.length > 0 ? conditionOf(spec) : [])];
    return { wanted, part: 'group' };
  }
  const last = tokens.at(-1);
  const open = tokens.findLastIndex((token) => token.tokenType === LeftParenthesis);
  const isInGroup = open !== -1 && !tokens.slice(open).some((token) => token.tokenType === RightParenthesis);
  const isPast = tokens.slice(open + 1).some((token) => token.tokenType === Equal);
  const term: Wanted = { what: 'variable', accepts: 'terms' };
  if (isInGroup && !isCallAt(tokens, open))
    return { wanted: [term, symbols], part: isPast ? 'instrument' : 'endogenous' };
  if (last !== undefined && isInteraction(last)) return { wanted: [term, symbols], part: 'term' };
  const { items, isOpen } = itemsOf(tokens);
  if (isOpen) return insideName(items.at(-1) ?? [], bindings);
  const leading = spec.leadingVariables ?? 0;
  const argument = spec.arguments[Math.min(items.length, spec.arguments.length - 1)];
  const part = argument?.role.replaceAll(' ', '-') ?? 'term';
  const except = namesOf(items, bindings);
  if (items.length < leading && argument !== undefined) {
    return { wanted: [{ what: 'variable', accepts: argument.accepts, except }, symbols], part };
  }
  const least = spec.arguments.reduce((sum, { atLeast }) => sum + atLeast, 0);
  const isEnough = items.length >= least;
  const words = !isEnough ? [] : spec.byVariables === undefined ? conditionOf(spec) : [keyword('by')];
  return { wanted: [{ what: 'variable', accepts: 'terms', except }, symbols, ...words], part };
}

/** `#` and `##` are two kinds of tokens of one category. */
function isInteraction(token: IToken): boolean {
  return token.tokenType.CATEGORIES?.includes(Interaction) === true;
}

function wordsPosition(tokens: readonly IToken[], spec: CommandSpec): Position {
  const [argument] = spec.arguments;
  if (argument === undefined) return nothing;
  const given = tokens.flatMap((token) =>
    endsOperand(token) || token.tokenType.name === 'Word' ? [identifierText(token)] : [],
  );
  if (given.length >= (argument.atMost ?? Number.POSITIVE_INFINITY)) return nothing;
  const words = (spec.words ?? topicWords(spec.name)).filter((word) => !given.includes(word));
  return { wanted: words.length === 0 ? [] : [{ what: 'word', words, kind: 'topic' }], part: argument.role };
}
