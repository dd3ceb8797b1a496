import type { Expr } from './expression.ts';
import { isComparison } from './expression.ts';
import { type CodeList, Invalid, type OracleDataset, type OracleVariable } from './model.ts';

/** The type of an expression: whether it is a number, a text or a truth value, and whether a number is whole by its making. */
export interface ExprType {
  readonly t: 'number' | 'text' | 'truth';
  readonly whole: boolean;
}

const decimal: ExprType = { t: 'number', whole: false };
const integer: ExprType = { t: 'number', whole: true };
const text: ExprType = { t: 'text', whole: false };
const truth: ExprType = { t: 'truth', whole: true };

/** What functions take and give. `n`: a number, `s`: a text, `a`: either; `?` may be left out, `*` stands one or more times. */
const signatures: Readonly<Record<string, readonly [takes: string, gives: ExprType]>> = {
  ...Object.fromEntries(
    ['abs', 'sqrt', 'exp', 'ln', 'log10', 'logit', 'lnfactorial', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan'].map(
      (name) => [name, ['n', decimal]] as const,
    ),
  ),
  ...Object.fromEntries(['ceil', 'floor', 'int'].map((name) => [name, ['n', integer]] as const)),
  ...Object.fromEntries(
    ['year', 'halfyear', 'quarter', 'month', 'week', 'day', 'dow', 'doy'].map(
      (name) => [name, ['n', integer]] as const,
    ),
  ),
  ...Object.fromEntries(
    ['rowmax', 'rowmin', 'rowmean', 'rowmedian', 'rowtotal', 'rowstd'].map((name) => [name, ['n*', decimal]] as const),
  ),
  ...Object.fromEntries(['lower', 'upper', 'ltrim', 'rtrim', 'trim'].map((name) => [name, ['s', text]] as const)),
  round: ['nn?', decimal],
  comb: ['nn', decimal],
  pi: ['', decimal],
  quantile: ['nn', integer],
  date: ['nnn', integer],
  isoformatdate: ['n', text],
  rowmissing: ['a*', integer],
  rowvalid: ['a*', integer],
  rowconcat: ['s*', text],
  length: ['s', integer],
  string: ['a', text],
  substr: ['snn', text],
  startswith: ['ss', truth],
  endswith: ['ss', truth],
  inlist: ['aa*', truth],
  inrange: ['nnn', truth],
  sysmiss: ['a', truth],
};

/** The functions that look at the labels of a variable. */
export const labelFunctions: readonly string[] = ['label_to_code', 'inlabels', 'labelcontains'];

/** The variable of a name where values are read. */
export function readable(d: OracleDataset, name: string): OracleVariable {
  const found = d.variables.find((v) => v.name === name);
  if (found === undefined) throw new Invalid(`no variable ${name}`);
  if (found.type === 'key') throw new Invalid(`${name} is a key`);
  return found;
}

/** The column of a name, the identifier among them. */
export function column(d: OracleDataset, name: string): OracleVariable {
  const found = d.variables.find((v) => v.name === name) ?? (d.identifier?.name === name ? d.identifier : undefined);
  if (found === undefined) throw new Invalid(`no column ${name}`);
  return found;
}

/** The type of an expression; throws where it has a mistake. */
export function typeOf(expr: Expr, d: OracleDataset): ExprType {
  switch (expr.k) {
    case 'number':
      return Number.isInteger(expr.value) ? integer : decimal;
    case 'text':
      return text;
    case 'variable': {
      const { type, subtype } = readable(d, expr.name);
      return type === 'text' ? text : { t: 'number', whole: subtype === 'integer' || subtype === 'date' };
    }
    case 'binding':
      throw new Error('a binding that was not replaced');
    case 'minus':
    case 'plus':
      return { t: 'number', whole: numberType(expr.a, d).whole };
    case 'not':
      numberType(expr.a, d);
      return truth;
    case 'binary':
      return binaryType(expr, d);
    case 'call':
      return labelFunctions.includes(expr.f) ? labelType(expr, d) : callType(expr, d);
  }
}

/** The type of an expression where a number, a truth value or a condition is expected. */
export function numberType(expr: Expr, d: OracleDataset): ExprType {
  const found = typeOf(expr, d);
  if (found.t === 'text') throw new Invalid('a text where a number is expected');
  return found;
}

function binaryType({ op, a, b }: Extract<Expr, { k: 'binary' }>, d: OracleDataset): ExprType {
  if (op === '&' || op === '|') {
    numberType(a, d);
    numberType(b, d);
    return truth;
  }
  if (isComparison(op)) {
    const [left, right] = [typeOf(a, d).t === 'text', typeOf(b, d).t === 'text'];
    if (left !== right) throw new Invalid('a text compared with a number');
    if (left && op !== '==' && op !== '!=') throw new Invalid('texts have no order');
    return truth;
  }
  const [left, right] = [numberType(a, d), numberType(b, d)];
  return { t: 'number', whole: op !== '/' && op !== '^' && left.whole && right.whole };
}

function callType({ f, args }: Extract<Expr, { k: 'call' }>, d: OracleDataset): ExprType {
  const [takes, gives] = signatures[f] ?? [];
  if (takes === undefined || gives === undefined) throw new Invalid(`no function ${f}`);
  const kinds = takes.replace(/[?*]/gu, '');
  const least = takes.endsWith('?') ? kinds.length - 1 : kinds.length;
  if (args.length < least || (!takes.endsWith('*') && args.length > kinds.length))
    throw new Invalid('arguments of a call');
  const types = args.map((arg, i) => {
    const type = typeOf(arg, d);
    const kind = kinds[Math.min(i, kinds.length - 1)];
    if (kind !== 'a' && (kind === 's') !== (type.t === 'text')) throw new Invalid(`argument ${i} of ${f}`);
    return type.t === 'text';
  });
  if (f === 'inlist' && types.some((isText) => isText !== types[0])) throw new Invalid('a list of several types');
  if (f === 'quantile') groupCount(args[1]);
  return gives;
}

/** The number of groups that `quantile` makes. */
export function groupCount(expr: Expr | undefined): number {
  const isCount = expr?.k === 'number' && Number.isInteger(expr.value) && expr.value >= 2 && expr.value <= 100;
  if (!isCount) throw new Invalid('a number of groups');
  return expr.value;
}

function labelType(call: Extract<Expr, { k: 'call' }>, d: OracleDataset): ExprType {
  const { list, labels } = labelArguments(call, d);
  if (call.f === 'labelcontains') {
    if (labels.length !== 1) throw new Invalid('arguments of a call');
    return truth;
  }
  if (call.f === 'inlabels') {
    codesLabelled(list, labels);
    return truth;
  }
  const code = onlyCode(list, labels);
  return typeof code === 'string' ? text : { t: 'number', whole: Number.isInteger(code) };
}

/** The code list and the constant labels of a call of a label function. */
export function labelArguments(
  { args: [target, ...others] }: Extract<Expr, { k: 'call' }>,
  d: OracleDataset,
): { readonly name: string; readonly list: CodeList; readonly labels: readonly string[] } {
  if (target?.k !== 'variable') throw new Invalid('labels of an expression');
  const { list, name } = readable(d, target.name);
  if (list === undefined) throw new Invalid(`${name} has no code list`);
  const labels = others.map((other) => {
    if (other.k !== 'text') throw new Invalid('a label that is not constant');
    return other.value;
  });
  if (labels.length === 0) throw new Invalid('arguments of a call');
  return { name, list, labels };
}

/** The codes that carry some labels, each of which must be in the list. */
export function codesLabelled({ entries }: CodeList, labels: readonly string[]): readonly (number | string)[] {
  return labels.flatMap((label) => {
    const codes = entries.filter((entry) => entry.label === label).map(({ code }) => code);
    if (codes.length === 0) throw new Invalid(`no label ${label}`);
    return codes;
  });
}

/** The one code that carries a label. */
export function onlyCode(list: CodeList, labels: readonly string[]): number | string {
  const [code, another] = codesLabelled(list, labels);
  if (code === undefined || another !== undefined || labels.length !== 1) throw new Invalid('no single code');
  return code;
}
