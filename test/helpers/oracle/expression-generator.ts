import type { Choices } from './choices.ts';
import type { Expr, Operator } from './expression.ts';
import type { OracleDataset, OracleVariable } from './model.ts';
import { numberPool, textPool } from './world.ts';

/** What an expression is made of: the variables of each kind, and how often it goes wrong. */
export interface Usable {
  readonly choices: Choices;
  readonly numbers: readonly string[];
  readonly texts: readonly string[];
  /** Numbers whose last digits are not certain. */
  readonly rough: readonly string[];
  readonly listed: readonly OracleVariable[];
}

/** What can be used of a dataset. */
export function usableOf(choices: Choices, { variables }: OracleDataset): Usable {
  const certain = variables.filter(({ rough, unsure }) => !rough && !unsure);
  const named = (type: OracleVariable['type'], from = certain): readonly string[] =>
    from.filter((v) => v.type === type).map(({ name }) => name);
  return {
    choices,
    numbers: named('number'),
    texts: named('text'),
    rough: named(
      'number',
      variables.filter(({ unsure }) => !unsure),
    ),
    listed: certain.filter(({ list }) => list !== undefined && list.entries.length > 0),
  };
}

const number = (value: number): Expr => ({ k: 'number', value });
const text = (value: string): Expr => ({ k: 'text', value });
const variable = (name: string): Expr => ({ k: 'variable', name });
const call = (f: string, ...args: readonly Expr[]): Expr => ({ k: 'call', f, args });

/** An expression that stands where a number may stand: numeric or logical. */
export function numericExpr(u: Usable, depth: number): Expr {
  const { choices } = u;
  if (depth <= 0 || choices.below(3) === 0) return numericAtom(u);
  const inner = (): Expr => numericExpr(u, depth - 1);
  switch (choices.below(11)) {
    case 0:
    case 1:
      return { k: 'binary', op: choices.of<Operator>(['+', '-', '*', '/']), a: inner(), b: inner() };
    case 2:
      return { k: choices.of(['minus', 'minus', 'plus'] as const), a: inner() };
    case 3:
      return { k: 'binary', op: '^', a: inner(), b: number(choices.of([0, 1, 2])) };
    case 4:
    case 5:
      return oneArgument(choices, inner());
    case 6:
      return call(choices.of(['rowmax', 'rowmin', 'rowtotal', 'rowmean', 'rowmedian']), inner(), inner(), inner());
    case 7:
      return call(choices.of(['rowvalid', 'rowmissing']), inner(), textExpr(u, depth - 1));
    case 8:
      return choices.oneIn(2)
        ? call('length', textExpr(u, depth - 1))
        : call('date', number(choices.of([1999, 2000, 2020])), inner(), inner());
    case 9:
      return labelCode(u, 'number') ?? call('comb', call('month', numericAtom(u)), number(choices.below(4)));
    default:
      return truthExpr(u, depth - 1);
  }
}

function oneArgument(choices: Choices, x: Expr): Expr {
  const functions = ['abs', 'floor', 'ceil', 'int', 'sqrt', 'round', 'round-to'] as const;
  const parts = ['year', 'halfyear', 'quarter', 'month', 'day', 'dow', 'doy', 'week'] as const;
  const f = choices.of([...functions, ...parts] as const);
  return f === 'round-to' ? call('round', x, number(choices.of([0.5, 10, 25, 0.25, 0.1, 0]))) : call(f, x);
}

/** A number whose last digits depend on how it is computed: nothing jumps in it. */
export function roughExpr(u: Usable, depth: number): Expr {
  const { choices } = u;
  const inner = (): Expr => (depth <= 0 || choices.oneIn(3) ? roughAtom(u) : roughExpr(u, depth - 1));
  switch (choices.below(5)) {
    case 0:
      return { k: 'binary', op: choices.of<Operator>(['+', '-', '*']), a: inner(), b: inner() };
    case 1:
      return call(choices.of(['rowstd', 'rowmean', 'rowmax', 'rowtotal']), inner(), inner(), inner());
    case 2:
      return { k: 'minus', a: inner() };
    default: {
      const f = choices.of(['exp', 'ln', 'log10', 'logit', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan'] as const);
      return choices.oneIn(8) ? call('lnfactorial', number(choices.below(40))) : call(f, numericAtom(u));
    }
  }
}

function roughAtom(u: Usable): Expr {
  if (u.rough.length > 0 && u.choices.oneIn(2)) return variable(u.choices.of(u.rough));
  return u.choices.oneIn(8) ? call('pi') : numericAtom(u);
}

function numericAtom({ choices, numbers, texts }: Usable): Expr {
  // Once in a while somebody takes a text for a number.
  if (texts.length > 0 && choices.oneIn(160)) return variable(choices.of(texts));
  if (numbers.length === 0 || choices.below(3) === 0) return number(choices.of(numberPool));
  return variable(choices.of(numbers));
}

/** A text expression. */
export function textExpr(u: Usable, depth: number): Expr {
  const { choices, texts } = u;
  if (depth <= 0 || choices.below(3) === 0) {
    if (choices.oneIn(160)) return numericAtom(u);
    return texts.length === 0 || choices.below(3) === 0 ? text(choices.of(textPool)) : variable(choices.of(texts));
  }
  const inner = (): Expr => textExpr(u, depth - 1);
  const numeric = (): Expr => numericExpr(u, depth - 1);
  switch (choices.below(5)) {
    case 0:
      return call(choices.of(['upper', 'lower', 'trim', 'ltrim', 'rtrim', 'string']), inner());
    case 1:
      return call('substr', inner(), choices.oneIn(2) ? { k: 'minus', a: numeric() } : numeric(), numeric());
    case 2:
      return call('rowconcat', inner(), inner());
    case 3:
      return labelCode(u, 'text') ?? call('string', numeric());
    default:
      return call(choices.of(['string', 'isoformatdate']), numeric());
  }
}

/** A logical expression, or a number where one may stand as a condition. */
export function truthExpr(u: Usable, depth: number): Expr {
  const { choices } = u;
  const inner = (): Expr => condition(u, depth - 1);
  const numeric = (): Expr => numericExpr(u, depth - 1);
  const texts = (): Expr => textExpr(u, depth - 1);
  switch (choices.below(depth <= 0 ? 3 : 9)) {
    case 0: {
      const op = choices.of<Operator>(['==', '!=', '<', '<=', '>', '>=']);
      return { k: 'binary', op, a: numericAtom(u), b: numericAtom(u) };
    }
    case 1:
      return call('sysmiss', choices.oneIn(2) ? texts() : numeric());
    case 2:
      return labelTruth(u) ?? call('inrange', numericAtom(u), numericAtom(u), numericAtom(u));
    case 3:
      return { k: 'binary', op: choices.of<Operator>(['&', '|']), a: inner(), b: inner() };
    case 4:
      return { k: 'not', a: inner() };
    case 5:
      return { k: 'binary', op: choices.of<Operator>(['==', '!=']), a: texts(), b: texts() };
    case 6:
      return choices.oneIn(2)
        ? call('inlist', numeric(), numeric(), numeric())
        : call('inlist', texts(), texts(), texts());
    case 7:
      return call('inrange', numeric(), numeric(), numeric());
    default:
      return call(choices.of(['startswith', 'endswith']), texts(), texts());
  }
}

/** What may stand after `if`. */
export function condition(u: Usable, depth: number): Expr {
  return u.choices.below(5) === 0 ? numericExpr(u, depth) : truthExpr(u, depth);
}

/** A condition on the rows of a panel, made of parts that either the times decide or the data. */
export function panelCondition(u: Usable, times: readonly (number | string)[], depth = 2): Expr {
  const { choices } = u;
  const inner = (): Expr => panelCondition(u, times, depth - 1);
  if (depth > 0 && choices.oneIn(2)) {
    return choices.oneIn(3)
      ? { k: 'not', a: inner() }
      : { k: 'binary', op: choices.of<Operator>(['&', '|']), a: inner(), b: inner() };
  }
  const others = [...u.numbers, ...u.texts].filter((name) => name !== 'date@panel');
  if (others.length > 0 && choices.oneIn(2)) return call('sysmiss', variable(choices.of(others)));
  const literal = (): Expr => {
    const time = choices.of(times);
    return typeof time === 'number' ? number(time) : text(time);
  };
  const date = variable('date@panel');
  const isText = typeof times[0] === 'string';
  switch (choices.below(isText ? 2 : 4)) {
    case 0:
      return { k: 'binary', op: choices.of<Operator>(['==', '!=']), a: date, b: literal() };
    case 1:
      return call('inlist', date, literal(), literal());
    case 2:
      return { k: 'binary', op: choices.of<Operator>(['<', '<=', '>', '>=']), a: date, b: literal() };
    default:
      return { k: 'binary', op: choices.of<Operator>(['==', '>']), a: call('month', date), b: number(5) };
  }
}

/** A label of a variable, seldom one that it does not have. */
function labelOf({ choices }: Usable, { list }: OracleVariable): Expr {
  if (choices.oneIn(30)) return text('no such label');
  return text(choices.of(list?.entries.map(({ label }) => label) ?? ['']));
}

function labelTruth(u: Usable): Expr | undefined {
  if (u.listed.length === 0) return undefined;
  const chosen = u.choices.of(u.listed);
  const [of, label] = [variable(chosen.name), labelOf(u, chosen)];
  if (u.choices.oneIn(3)) return call('labelcontains', of, text(u.choices.of(['time', 'o', 'priv', ''])));
  return u.choices.oneIn(2) ? call('inlabels', of, label) : call('inlabels', of, label, labelOf(u, chosen));
}

/** The code of a label, if some variable's codes have the type. */
function labelCode(u: Usable, type: 'number' | 'text'): Expr | undefined {
  const fitting = u.listed.filter(({ list }) => (typeof list?.entries[0]?.code === 'number') === (type === 'number'));
  if (fitting.length === 0) return undefined;
  const chosen = u.choices.of(fitting);
  const label = labelOf(u, chosen);
  const codes = chosen.list?.entries.filter((entry) => label.k === 'text' && entry.label === label.value) ?? [];
  // Most labels that several codes carry are asked for another way.
  if (codes.length !== 1 && !u.choices.oneIn(12)) return undefined;
  return call('label_to_code', variable(chosen.name), label);
}
