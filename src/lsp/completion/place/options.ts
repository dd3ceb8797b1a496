import type { IToken } from 'chevrotain';
import type { CommandSpec, OptionSpec } from '../../../lang/command-spec.ts';
import {
  Comma,
  Identifier,
  identifierText,
  LeftParenthesis,
  RightParenthesis,
  StringToken,
  stringText,
} from '../../../lang/syntax/tokens.ts';
import { type Bindings, itemsOf, namesOf } from './names.ts';
import { symbols } from './parts.ts';
import type { Position, Wanted } from './wanted.ts';

/** The options part of a statement, around the cursor. */
export interface OptionsPart {
  /** What stands after the comma that begins the options, as far as the cursor. */
  readonly before: readonly IToken[];
  /** What follows the cursor. */
  readonly after: readonly IToken[];
  /** Names of the variables of the main part: codes in options are theirs. */
  readonly variables: readonly string[];
}

/** What may be put in among the options of a command. */
export function optionPosition(spec: CommandSpec, part: OptionsPart, bindings: Bindings): Position {
  const open = openOption(part.before);
  if (open === undefined) {
    const given = [...namesAtDepth(part.before), ...namesAtDepth(part.after)];
    return { wanted: [{ what: 'option', spec, given }], part: 'options' };
  }
  const declared = Object.hasOwn(spec.options, open.name) ? spec.options[open.name] : undefined;
  if (declared === undefined) return { wanted: [], part: 'options' };
  const inside = open.tokens.filter((token) => token.tokenType !== Comma);
  return {
    wanted: argumentWanted(declared, inside, part.variables, bindings),
    part: 'options',
    option: { name: open.name, spec: declared },
  };
}

/** The option whose parentheses are open, with what stands in them. */
function openOption(
  tokens: readonly IToken[],
): { readonly name: string; readonly tokens: readonly IToken[] } | undefined {
  let depth = 0;
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.tokenType === LeftParenthesis) {
      if (depth === 0) start = index;
      depth++;
    } else if (token.tokenType === RightParenthesis) depth = Math.max(0, depth - 1);
  }
  const name = tokens[start - 1];
  if (depth === 0) return undefined;
  return { name: name?.tokenType === Identifier ? identifierText(name) : '', tokens: tokens.slice(start + 1) };
}

function namesAtDepth(tokens: readonly IToken[]): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth--;
    else if (depth === 0 && token.tokenType === Identifier) names.push(identifierText(token));
  }
  return names;
}

function argumentWanted(
  declared: OptionSpec,
  inside: readonly IToken[],
  variables: readonly string[],
  bindings: Bindings,
): readonly Wanted[] {
  const { items } = itemsOf(inside);
  const isEmpty = items.length === 0;
  switch (declared.type) {
    case 'flag':
    case 'name':
    case 'names':
      return [];
    case 'number':
      return isEmpty ? [{ what: 'binding', types: ['number'] }] : [];
    case 'text':
      return isEmpty ? [{ what: 'binding', types: ['string', 'symbol'] }] : [];
    case 'word':
      return isEmpty ? [{ what: 'word', words: declared.values, kind: 'value' }] : [];
    case 'variables': {
      const isFull = declared.atMost !== undefined && items.length >= declared.atMost;
      const { accepts } = declared;
      return isFull ? [] : [{ what: 'variable', accepts, except: namesOf(items, bindings) }, symbols];
    }
    case 'terms':
      return [{ what: 'variable', accepts: 'terms' }, symbols];
    case 'codes': {
      const isFull = declared.atMost !== undefined && items.length >= declared.atMost;
      const given = inside.map((token) => (token.tokenType === StringToken ? stringText(token) : token.image));
      return isFull ? [] : [{ what: 'code', of: variables, except: given }];
    }
  }
}
