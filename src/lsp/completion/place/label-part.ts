import type { IToken } from 'chevrotain';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import {
  Equal,
  Identifier,
  identifierText,
  LeftParenthesis,
  Missing,
  NumberToken,
  RightParenthesis,
  Slash,
  StringToken,
  stringText,
} from '../../../lang/syntax/tokens.ts';
import { type Bindings, endsOperand, itemsOf, namesOf } from './names.ts';
import { insideName, isCallAt, keyword, symbols } from './parts.ts';
import type { Position, Wanted } from './wanted.ts';

/** What may be put in after `recode`: variables, then rules, in these the codes of the variables and words with a meaning. */
export function recodePosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const next: Wanted = { what: 'rule', spec };
  const head = tokens.findIndex((token, i) => token.tokenType === LeftParenthesis && !isCallAt(tokens, i));
  const variables = head === -1 ? tokens : tokens.slice(0, head);
  const names = namesOf(itemsOf(variables).items, bindings);
  if (head === -1) {
    const { items, isOpen } = itemsOf(tokens);
    if (isOpen) return { ...insideName(items.at(-1) ?? [], bindings), part: 'variable' };
    const list: Wanted = { what: 'variable', accepts: 'values', except: names };
    return { wanted: [...(items.length === 0 ? [] : [next]), list, symbols], part: 'variable' };
  }
  const open = tokens.findLastIndex((token) => token.tokenType === LeftParenthesis);
  const rule = tokens.slice(open + 1);
  if (rule.some((token) => token.tokenType === RightParenthesis))
    return { wanted: [next, keyword('if')], part: 'condition' };
  return rulePosition(rule, names, tokens.slice(head, open));
}

const limits = ['min', 'max'] as const;

function rulePosition(rule: readonly IToken[], of: readonly string[], earlier: readonly IToken[]): Position {
  const equal = rule.findIndex((token) => token.tokenType === Equal);
  if (equal === -1) {
    const last = rule.at(-1);
    const except = last?.tokenType === Slash ? [] : [...usedCodes(earlier), ...rule.flatMap(codeText)];
    const words =
      last?.tokenType === Slash
        ? limits
        : rule.length === 0
          ? [...limits, 'missing', 'nonmissing']
          : [...limits, 'missing'];
    return {
      wanted: [{ what: 'code', of, except }, keyword(...words), { what: 'binding', types: ['number', 'string'] }],
      part: 'value',
    };
  }
  const target = rule.slice(equal + 1);
  const isSigned = target.length === 1 && !endsOperand(target[0]) && target[0]?.image !== '.';
  if (target.length === 0) return { wanted: [{ what: 'binding', types: ['number', 'string'] }], part: 'code' };
  const isFlagged = target.some((token) => token.tokenType === Missing);
  return { wanted: isSigned || isFlagged ? [] : [keyword('missing')], part: 'label' };
}

/** Codes that stand left of `=` in rules. */
function usedCodes(tokens: readonly IToken[]): readonly string[] {
  const codes: string[] = [];
  let isLeft = false;
  for (const token of tokens) {
    if (token.tokenType === LeftParenthesis) isLeft = true;
    else if (token.tokenType === Equal) isLeft = false;
    else if (isLeft) codes.push(...codeText(token));
  }
  return codes;
}

function codeText(token: IToken): readonly string[] {
  if (token.tokenType === StringToken) return [stringText(token)];
  return token.tokenType === NumberToken ? [token.image] : [];
}

/** What may be put in after `define-labels`: codes that still have no label, and labels. */
export function labelPairPosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const { items, isOpen } = itemsOf(tokens);
  if (isOpen) return items.length === 1 ? insideName(items[0] ?? [], bindings) : { wanted: [] };
  const [list, ...pairs] = items;
  if (list === undefined) return { wanted: [], part: 'list' };
  const name = namesOf([list], bindings)[0] ?? '';
  const written = pairs.map(([token]) => (token === undefined ? '' : textOf(token)));
  const constants: Wanted = { what: 'binding', types: undefined };
  if (pairs.length % 2 === 1) {
    return { wanted: [{ what: 'list-label', list: name, code: written.at(-1) ?? '' }, constants], part: 'label' };
  }
  const except = written.filter((_, i) => i % 2 === 0);
  return { wanted: [{ what: 'list-code', list: name, except }, constants], part: 'code' };
}

function textOf(token: IToken): string {
  if (token.tokenType === StringToken) return stringText(token);
  return token.tokenType === Identifier ? identifierText(token) : token.image;
}
