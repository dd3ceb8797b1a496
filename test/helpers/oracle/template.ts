import type { Expr } from './expression.ts';
import type { Statement } from './statement.ts';

/** What a binding is: a number, a text or a name. */
export type Bound =
  | { readonly b: 'number'; readonly value: number }
  | { readonly b: 'text' | 'symbol'; readonly value: string };

/** The bindings of one pass of a loop. */
export type Bindings = ReadonlyMap<string, Bound>;

/** Fields of statements that hold names, or parts of them. */
const nameFields: ReadonlySet<string> = new Set([
  ...['name', 'names', 'from', 'to', 'by', 'source', 'target', 'on', 'prefixes', 'list'],
  ...['prefix', 'suffix', 'generate'],
]);

/** A statement with its names and the parts of its expressions replaced. */
export function mapStatement(
  statement: Statement,
  replace: { readonly name: (name: string, field: string) => string; readonly expr?: (expr: Expr) => Expr },
): Statement {
  const copy = (field: string, node: unknown): unknown => {
    if (typeof node === 'string') return nameFields.has(field) ? replace.name(node, field) : node;
    if (Array.isArray(node)) return node.map((item: unknown) => copy(field, item));
    if (typeof node !== 'object' || node === null) return node;
    const made = Object.fromEntries(Object.entries(node).map(([inner, child]) => [inner, copy(inner, child)]));
    return 'k' in made && replace.expr !== undefined ? replace.expr(made as Expr) : made;
  };
  return copy('', statement) as Statement;
}

/** What a statement with bindings means: numbers, texts and names in their places. */
export function expanded(template: Statement, bindings: Bindings): Statement {
  const nameOf = (name: string): string =>
    name.replaceAll(/\{([^}]*)\}/gu, (_, binding: string) => String(bindings.get(binding)?.value ?? ''));
  const expr = (node: Expr): Expr => {
    if (node.k !== 'binding') return node;
    const bound = bindings.get(node.binding);
    if (bound === undefined) throw new Error(`nothing is bound to ${node.binding}`);
    if (bound.b === 'number') return { k: 'number', value: bound.value };
    return bound.b === 'text' ? { k: 'text', value: bound.value } : { k: 'variable', name: bound.value };
  };
  return mapStatement(template, { name: nameOf, expr });
}
