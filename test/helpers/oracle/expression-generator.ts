import type { Choices } from './choices.ts';
import type { Expr, Operator } from './expression.ts';

/** The variables that an expression may use. */
export interface Usable {
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
}

/** Numbers that data and scripts are made of. */
export const numberPool = [0, 1, 2, 3, 0.5, 1.25, 7, 10, 100, 2.75, 4, 5] as const;
/** Texts that data and scripts are made of. */
export const textPool = ['', 'a', 'b', 'A b', '01', '1', '2,5', ' 7 ', '-3.5', 'ø', 'kr 5', '.5', '1e3', '+2'] as const;

const number = (value: number): Expr => ({ k: 'number', t: 'number', value });
const call = (t: 'number' | 'text' | 'truth', f: string, ...args: readonly Expr[]): Expr => ({ k: 'call', t, f, args });

/** An expression that stands where a number may stand: numeric or logical. */
export function numericExpr(choices: Choices, usable: Usable, depth: number): Expr {
  if (depth <= 0 || choices.below(3) === 0) return numericAtom(choices, usable);
  const inner = (): Expr => numericExpr(choices, usable, depth - 1);
  switch (choices.below(9)) {
    case 0:
    case 1: {
      const op = choices.of<Operator>(['+', '-', '*', '/']);
      return { k: 'binary', t: 'number', op, a: inner(), b: inner() };
    }
    case 2:
      return { k: 'minus', t: 'number', a: inner() };
    case 3:
      return { k: 'binary', t: 'number', op: '^', a: inner(), b: number(choices.of([0, 1, 2])) };
    case 4:
      return oneArgument(choices, inner());
    case 5:
      return call(
        'number',
        choices.of(['rowmax', 'rowmin', 'rowtotal', 'rowmean', 'rowmedian']),
        inner(),
        inner(),
        inner(),
      );
    case 6:
      return call('number', choices.of(['rowvalid', 'rowmissing']), inner(), textExpr(choices, usable, depth - 1));
    case 7:
      return choices.oneIn(2)
        ? call('number', 'length', textExpr(choices, usable, depth - 1))
        : call('number', 'date', number(choices.of([1999, 2000, 2020])), inner(), inner());
    default:
      return truthExpr(choices, usable, depth - 1);
  }
}

function oneArgument(choices: Choices, x: Expr): Expr {
  const plain = [
    'abs',
    'floor',
    'ceil',
    'int',
    'sqrt',
    'round',
    'year',
    'halfyear',
    'quarter',
    'month',
    'day',
  ] as const;
  const f = choices.of([...plain, 'dow', 'doy', 'week', 'round-to'] as const);
  return f === 'round-to' ? call('number', 'round', x, number(choices.of([0.5, 10, 25, 0.25]))) : call('number', f, x);
}

function numericAtom(choices: Choices, { numbers }: Usable): Expr {
  if (numbers.length === 0 || choices.below(3) === 0) return number(choices.of(numberPool));
  return { k: 'variable', t: 'number', name: choices.of(numbers) };
}

/** A text expression. */
export function textExpr(choices: Choices, usable: Usable, depth: number): Expr {
  if (depth <= 0 || choices.below(3) === 0) {
    if (usable.texts.length === 0 || choices.below(3) === 0)
      return { k: 'text', t: 'text', value: choices.of(textPool) };
    return { k: 'variable', t: 'text', name: choices.of(usable.texts) };
  }
  const inner = (): Expr => textExpr(choices, usable, depth - 1);
  const numeric = (): Expr => numericExpr(choices, usable, depth - 1);
  switch (choices.below(4)) {
    case 0:
      return call('text', choices.of(['upper', 'lower', 'trim', 'ltrim', 'rtrim', 'string']), inner());
    case 1:
      return call('text', 'substr', inner(), { k: 'minus', t: 'number', a: numeric() }, numeric());
    case 2:
      return call('text', 'rowconcat', inner(), inner());
    default:
      return call('text', choices.of(['string', 'isoformatdate']), numeric());
  }
}

/** A logical expression, or a number where one may stand as a condition. */
export function truthExpr(choices: Choices, usable: Usable, depth: number): Expr {
  const inner = (): Expr => condition(choices, usable, depth - 1);
  const numeric = (): Expr => numericExpr(choices, usable, depth - 1);
  const text = (): Expr => textExpr(choices, usable, depth - 1);
  switch (choices.below(depth <= 0 ? 2 : 8)) {
    case 0: {
      const op = choices.of<Operator>(['==', '!=', '<', '<=', '>', '>=']);
      return { k: 'binary', t: 'truth', op, a: numericAtom(choices, usable), b: numericAtom(choices, usable) };
    }
    case 1:
      return call('truth', 'sysmiss', choices.oneIn(2) ? text() : numeric());
    case 2:
      return { k: 'binary', t: 'truth', op: choices.of<Operator>(['&', '|']), a: inner(), b: inner() };
    case 3:
      return { k: 'not', t: 'truth', a: inner() };
    case 4:
      return { k: 'binary', t: 'truth', op: choices.of<Operator>(['==', '!=']), a: text(), b: text() };
    case 5:
      return choices.oneIn(2)
        ? call('truth', 'inlist', numeric(), numeric(), numeric())
        : call('truth', 'inlist', text(), text(), text());
    case 6:
      return call('truth', 'inrange', numeric(), numeric(), numeric());
    default:
      return call('truth', choices.of(['startswith', 'endswith']), text(), text());
  }
}

/** What may stand after `if`. */
export function condition(choices: Choices, usable: Usable, depth: number): Expr {
  return choices.below(5) === 0 ? numericExpr(choices, usable, depth) : truthExpr(choices, usable, depth);
}
