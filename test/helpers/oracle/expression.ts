/** A data expression of the oracle. Names and texts may hold `{b}`, which a loop or `let` replaces by the value of `$b`. */
export type Expr =
  | { readonly k: 'number'; readonly value: number }
  | { readonly k: 'text'; readonly value: string }
  | { readonly k: 'variable'; readonly name: string }
  /** `$name`: what the binding is when the statement runs. */
  | { readonly k: 'binding'; readonly binding: string }
  | { readonly k: 'binary'; readonly op: Operator; readonly a: Expr; readonly b: Expr }
  | { readonly k: 'minus' | 'plus' | 'not'; readonly a: Expr }
  | { readonly k: 'call'; readonly f: string; readonly args: readonly Expr[] };

/** The binary operators. */
export type Operator = '^' | '*' | '/' | '+' | '-' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '|';

const levels: Readonly<Record<Operator, number>> = {
  '|': 1,
  '&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
};
const unaryLevel = 7;
const atomLevel = 9;
const signs = { minus: '-', plus: '+', not: '!' } as const;

/** Whether an operator compares. */
export function isComparison(op: Operator): boolean {
  return levels[op] === 3;
}

/** How tight the two sides of an operator must bind to stand without parentheses. */
function sidesOf(op: Operator): readonly [number, number] {
  const level = levels[op];
  if (op === '^') return [atomLevel, unaryLevel];
  return level === 3 ? [5, 5] : [level, level + 1];
}

function levelOf(expr: Expr): number {
  switch (expr.k) {
    case 'binary':
      return levels[expr.op];
    case 'minus':
    case 'plus':
    case 'not':
      return unaryLevel;
    case 'variable':
      // A name that is put together stands in parentheses beside any operator that binds tighter than `++`.
      return expr.name.includes('{') ? 4 : atomLevel;
    default:
      return atomLevel;
  }
}

/** An expression as script text, with parentheses only where the precedence needs them. */
export function writeExpr(expr: Expr): string {
  const at = (inner: Expr, level: number): string =>
    levelOf(inner) >= level ? writeExpr(inner) : `(${writeExpr(inner)})`;
  switch (expr.k) {
    case 'number':
      return String(expr.value);
    case 'text':
      return `'${expr.value}'`;
    case 'variable':
      return writeName(expr.name);
    case 'binding':
      return `$${expr.binding}`;
    case 'minus':
    case 'plus':
    case 'not':
      // A second sign is set apart, for `++` is an operator of its own.
      return `${signs[expr.k]}${expr.a.k === expr.k && expr.k === 'plus' ? ' ' : ''}${at(expr.a, unaryLevel)}`;
    case 'call':
      return `${expr.f}(${expr.args.map(writeExpr).join(', ')})`;
    case 'binary': {
      const [left, right] = sidesOf(expr.op);
      const second = at(expr.b, right);
      return `${at(expr.a, left)} ${expr.op} ${second}`;
    }
  }
}

/** A name as a script writes it: `wage{y}_b` is `wage ++ $y ++ "_b"`. */
export function writeName(name: string): string {
  if (!name.includes('{')) return name;
  const parts = name.split(/(\{[^}]*\})/u).filter((part) => part !== '');
  return parts
    .map((part, i) => (part.startsWith('{') ? `$${part.slice(1, -1)}` : i === 0 ? part : `"${part}"`))
    .join(' ++ ');
}

/** Whether an expression is the same for all rows because it names no variable. */
export function isConstant(expr: Expr): boolean {
  switch (expr.k) {
    case 'variable':
      return false;
    case 'binary':
      return isConstant(expr.a) && isConstant(expr.b);
    case 'minus':
    case 'plus':
    case 'not':
      return isConstant(expr.a);
    case 'call':
      // The code of a label is known before any row is looked at.
      return expr.f === 'label_to_code' || expr.args.every(isConstant);
    default:
      return true;
  }
}

/** The variables that an expression names. */
export function namesIn(expr: Expr): readonly string[] {
  switch (expr.k) {
    case 'variable':
      return [expr.name];
    case 'binary':
      return [...namesIn(expr.a), ...namesIn(expr.b)];
    case 'minus':
    case 'plus':
    case 'not':
      return namesIn(expr.a);
    case 'call':
      return expr.args.flatMap(namesIn);
    default:
      return [];
  }
}

/** Whether an expression raises something to a power that is not a small whole number, where the last digit may differ. */
export function raises(expr: Expr): boolean {
  switch (expr.k) {
    case 'binary':
      return (
        (expr.op === '^' && !(expr.b.k === 'number' && [0, 1, 2].includes(expr.b.value))) ||
        raises(expr.a) ||
        raises(expr.b)
      );
    case 'minus':
    case 'plus':
    case 'not':
      return raises(expr.a);
    case 'call':
      return expr.args.some(raises);
    default:
      return false;
  }
}

/** Whether an expression calls one of some functions. */
export function calls(expr: Expr, functions: readonly string[]): boolean {
  switch (expr.k) {
    case 'binary':
      return calls(expr.a, functions) || calls(expr.b, functions);
    case 'minus':
    case 'plus':
    case 'not':
      return calls(expr.a, functions);
    case 'call':
      return functions.includes(expr.f) || expr.args.some((arg) => calls(arg, functions));
    default:
      return false;
  }
}
