import type { IToken } from 'chevrotain';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import { As, BindingToken, DateToken, Identifier, identifierText, Slash, To } from '../../../lang/syntax/tokens.ts';
import { type Bindings, itemsOf, nameOf } from './names.ts';
import { insideName, keyword } from './parts.ts';
import type { NamedRegister, Position, Wanted } from './wanted.ts';

/** Register variables and times at the head of a token list, and the alias whose variable is due. */
interface Registers {
  readonly named: readonly NamedRegister[];
  readonly open: { readonly alias: string | undefined } | undefined;
  readonly rest: readonly IToken[];
}

/** What may be put in after `import` and its kin. */
export function importPosition(tokens: readonly IToken[], spec: CommandSpec, bindings: Bindings): Position {
  const times = spec.times ?? 'day';
  const { named, open, rest } = registersOf(tokens, bindings);
  const register = (alias: string | undefined): Wanted => ({ what: 'register', alias, times, except: named });
  if (open !== undefined) return { wanted: open.alias === undefined ? [] : [register(open.alias)], part: 'alias/NAME' };
  if (tokens.length === 0) return { wanted: [register(undefined)], part: 'alias/NAME' };
  const as = rest.findIndex((token) => token.tokenType === As);
  if (as !== -1) {
    const { items, isOpen } = itemsOf(rest.slice(as + 1));
    return {
      ...(isOpen && items.length > 0 ? insideName(items.at(-1) ?? [], bindings) : { wanted: [] }),
      part: 'name',
    };
  }
  const to = rest.findIndex((token) => token.tokenType === To);
  const timeTokens = rest.filter((token) => token.tokenType !== To);
  const { items, isOpen } = itemsOf(timeTokens);
  if (isOpen && rest.at(-1)?.tokenType !== To) return { ...insideName(items.at(-1) ?? [], bindings), part: 'date' };
  const given = items.map((item) => dateOf(item, bindings));
  const dates: readonly Wanted[] = [
    { what: 'date', registers: named, times, given },
    { what: 'binding', types: ['date', 'string'] },
    { what: 'function', place: 'constant', type: 'text' },
  ];
  switch (times) {
    case 'day':
      return items.length === 0
        ? { wanted: [...dates, keyword('as')], part: 'date' }
        : { wanted: [keyword('as')], part: 'name' };
    case 'period':
      if (items.length === 0 || (to !== -1 && items.length === 1))
        return { wanted: dates, part: 'date', turn: items.length };
      return { wanted: [keyword(to === -1 ? 'to' : 'as')], part: to === -1 ? 'date' : 'name' };
    case 'days':
      return {
        wanted: items.length === 0 ? [...dates, register(undefined)] : dates,
        part: items.length === 0 ? 'alias/NAME' : 'date',
      };
  }
}

/** What may be put in after `variables`. */
export function registerListPosition(tokens: readonly IToken[]): Position {
  const { open, named } = registersOf(tokens, new Map());
  const alias = open?.alias;
  const wanted: readonly Wanted[] =
    open !== undefined && alias === undefined ? [] : [{ what: 'register', alias, times: undefined, except: named }];
  return { wanted, part: 'alias/NAME' };
}

/** What may be put in after `list-labels`: a list, a variable, or a register variable and a date. */
export function listLabelsPosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const register = (alias: string | undefined): Wanted => ({ what: 'register', alias, times: undefined, except: [] });
  if (tokens.length === 0) {
    return {
      wanted: [{ what: 'code-list', except: [] }, { what: 'variable', accepts: 'labelled' }, register(undefined)],
      part: 'list',
    };
  }
  const isRegister = tokens.some((token) => token.tokenType === Slash);
  const { named, open, rest } = registersOf(tokens, bindings);
  if (!isRegister) return { wanted: [] };
  if (open !== undefined) return { wanted: open.alias === undefined ? [] : [register(open.alias)], part: 'list' };
  if (rest.length > 0) return { wanted: [] };
  const dates: Wanted = { what: 'date', registers: named, times: 'day', given: [] };
  return { wanted: [dates, { what: 'binding', types: ['date', 'string'] }], part: 'date' };
}

/** Reads `alias/NAME …` from the head of a list; a bare name there is a register variable of very old scripts. */
function registersOf(tokens: readonly IToken[], bindings: Bindings): Registers {
  const named: NamedRegister[] = [];
  let i = 0;
  for (;;) {
    const [first, slash, second] = tokens.slice(i, i + 3);
    if (slash?.tokenType === Slash && first !== undefined) {
      const alias = nameOf([first], bindings);
      if (second === undefined) return { named, open: { alias }, rest: [] };
      const name = nameOf([second], bindings);
      if (alias !== undefined && name !== undefined) named.push({ alias, name });
      i += 3;
    } else if (first?.tokenType === Identifier && slash?.image !== '++') {
      i += 1;
    } else {
      return { named, open: undefined, rest: tokens.slice(i) };
    }
  }
}

/** A time as it is written out; as it stands when it cannot be known. */
function dateOf(item: readonly IToken[], bindings: Bindings): string {
  const [token] = item;
  if (item.length === 1 && token?.tokenType === DateToken) return token.image;
  if (item.length === 1 && token?.tokenType === BindingToken) return nameOf(item, bindings) ?? identifierText(token);
  return item.map((each) => each.image).join('');
}
