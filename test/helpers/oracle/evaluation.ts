import { type Expr, isComparison, isConstant, type Operator } from './expression.ts';
import { callFunction } from './functions.ts';
import { type Cell, cellOf, closed, type OracleDataset, type Row } from './model.ts';
import { semantics } from './semantics.ts';
import { codesLabelled, groupCount, labelArguments, labelFunctions, onlyCode } from './typing.ts';

/** What an expression is for a row; truth values come as 1 and 0. */
export type Evaluation = (row: Row) => Cell;

/** Functions that compare their arguments, and so see open ends. */
const comparing: readonly string[] = ['rowmax', 'rowmin', 'inlist', 'inrange'];

/** Prepares an expression whose types are right. `population` is what `quantile` ranks. */
export function evaluation(expr: Expr, d: OracleDataset, population: readonly Row[]): Evaluation {
  const of = (inner: Expr): Evaluation => evaluation(inner, d, population);
  switch (expr.k) {
    case 'number':
    case 'text': {
      const { value } = expr;
      return () => value;
    }
    case 'variable': {
      const { name } = expr;
      return (row) => cellOf(row, name);
    }
    case 'binding':
      throw new Error('a binding that was not replaced');
    case 'minus':
    case 'plus': {
      const a = of(expr.a);
      const sign = expr.k === 'minus' ? -1 : 1;
      return (row) => {
        const x = closed(a(row));
        return typeof x === 'number' ? sign * x : null;
      };
    }
    case 'not': {
      const a = of(expr.a);
      return (row) => (semantics.isTrue(a(row)) ? 0 : 1);
    }
    case 'call':
      return call(expr, d, population);
    case 'binary': {
      const [a, b, { op }] = [of(expr.a), of(expr.b), expr];
      return (row) => binary(op, a(row), b(row));
    }
  }
}

/** The rows that a condition selects. */
export function selectedBy(condition: Expr | undefined, d: OracleDataset): readonly Row[] {
  if (condition === undefined) return d.rows;
  const holds = evaluation(condition, d, d.rows);
  return d.rows.filter((row) => semantics.isTrue(holds(row)));
}

function call(expr: Extract<Expr, { k: 'call' }>, d: OracleDataset, population: readonly Row[]): Evaluation {
  if (expr.f === 'quantile') return quantile(expr.args, d, population);
  if (labelFunctions.includes(expr.f)) return ofLabels(expr, d);
  const args = expr.args.map((arg) => evaluation(arg, d, population));
  const constant = expr.args.map(isConstant);
  const seesOpen = comparing.includes(expr.f);
  return (row) => {
    const cells = args.map((arg) => (seesOpen ? arg(row) : closed(arg(row))));
    return closed(callFunction(expr.f, cells, constant));
  };
}

function ofLabels(expr: Extract<Expr, { k: 'call' }>, d: OracleDataset): Evaluation {
  const { name, list, labels } = labelArguments(expr, d);
  if (expr.f === 'label_to_code') {
    const code = onlyCode(list, labels);
    return () => code;
  }
  const [part = ''] = labels;
  const codes =
    expr.f === 'inlabels'
      ? codesLabelled(list, labels)
      : list.entries.filter(({ label }) => label.includes(part)).map(({ code }) => code);
  return (row) => {
    const cell = cellOf(row, name);
    return cell !== null && codes.includes(cell) ? 1 : 0;
  };
}

function binary(op: Operator, a: Cell, b: Cell): Cell {
  if (op === '&') return semantics.isTrue(a) && semantics.isTrue(b) ? 1 : 0;
  if (op === '|') return semantics.isTrue(a) || semantics.isTrue(b) ? 1 : 0;
  if (isComparison(op)) return compares(op, a, b) ? 1 : 0;
  if (typeof a !== 'number' || typeof b !== 'number' || closed(a) === null || closed(b) === null) return null;
  switch (op) {
    case '+':
      return semantics.finite(a + b);
    case '-':
      return semantics.finite(a - b);
    case '*':
      return semantics.finite(a * b);
    case '/':
      return semantics.finite(a / b);
    default:
      return semantics.finite(a ** b);
  }
}

function compares(op: Operator, a: Cell, b: Cell): boolean {
  if (op === '!=') return semantics.differ(a, b);
  if (a === null || b === null) return false;
  switch (op) {
    case '==':
      return !semantics.differ(a, b);
    case '<':
      return semantics.isLess(a, b);
    case '>':
      return semantics.isLess(b, a);
    case '<=':
      return !semantics.isLess(b, a);
    default:
      return !semantics.isLess(a, b);
  }
}

/** Groups among the rows of a population: edges by interpolation, equal edges merged. */
function quantile(args: readonly Expr[], d: OracleDataset, population: readonly Row[]): Evaluation {
  const [of, count] = args;
  if (of === undefined) throw new Error('quantile takes an expression');
  const x = evaluation(of, d, population);
  const sorted = population
    .map((row) => closed(x(row)))
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  const groups = groupCount(count);
  const edges: number[] = [];
  for (let k = 0; k <= groups; k++) {
    const edge = interpolated(sorted, k, groups);
    if (edge !== undefined && edge !== edges.at(-1)) edges.push(edge);
  }
  return (row) => {
    const value = closed(x(row));
    return typeof value === 'number' && edges.length > 0 ? semantics.groupOf(value, edges) : null;
  };
}

/** The value `part` of `whole` of the way through numbers in order, between two of them where it lies there. */
export function interpolated(sorted: readonly number[], part: number, whole: number): number | undefined {
  const h = semantics.position(sorted.length, part, whole);
  const low = sorted[Math.floor(h)];
  if (low === undefined) return undefined;
  const high = sorted[Math.floor(h) + 1] ?? low;
  return low + (h - Math.floor(h)) * (high - low);
}
