import type { Choices } from './choices.ts';
import type { Expr } from './expression.ts';
import type { OracleState } from './model.ts';
import { nextStatement } from './script-generator.ts';
import { type Statement, writeStatement } from './statement.ts';
import { type Bindings, type Bound, expanded, mapStatement } from './template.ts';
import type { World } from './world.ts';

/** Lines that belong together: a statement, bindings with one that uses them, or a loop. */
export interface Block {
  readonly lines: readonly string[];
  /** What is executed: each statement with the line of the block that it stands in. */
  readonly statements: readonly { readonly statement: Statement; readonly line: number }[];
}

/** What draws blocks; `run` says what a statement does to a state, nothing when it fails. */
export interface BlockSource {
  readonly choices: Choices;
  readonly world: World;
  readonly state: OracleState;
  readonly fresh: (stem: string) => string;
  readonly run: (state: OracleState, statement: Statement) => OracleState | undefined;
}

/** The next block of a random script. */
export function nextBlock(source: BlockSource): Block {
  const { choices } = source;
  if (choices.oneIn(9)) return loop(source);
  if (choices.oneIn(9)) return bound(source);
  return plain(source);
}

function plain({ choices, world, state, fresh }: BlockSource): Block {
  const statement = nextStatement(choices, world, state, fresh);
  return { lines: [writeStatement(statement)], statements: [{ statement, line: 0 }] };
}

/** How `let` writes numbers, and what they are. */
const numberLets = [
  ['7', 7],
  ['3 + 4 * 2', 11],
  ['7 / 2', 3.5],
  ['-2 ^ 2', -4],
  ["to_int('0042')", 42],
  ['int(abs(-2.5))', 2],
  ['year(date(2020, 2, 29))', 2020],
] as const;
/** How `let` writes texts, and what they are. */
const textLets = [
  ["'a'", 'a'],
  ['1 ++ 2', '12'],
  ['to_str(15)', '15'],
  ['date_fmt(2021, 9)', '2021-09-01'],
] as const;

function bound(source: BlockSource): Block {
  const { choices, fresh } = source;
  const [name, symbol] = [fresh('b'), fresh('b')];
  const isText = choices.oneIn(3);
  const [written, value] = isText ? choices.of(textLets) : choices.of<readonly [string, number | string]>(numberLets);
  const stem = fresh('z');
  const bindings = new Map<string, Bound>([
    [name, typeof value === 'number' ? { b: 'number', value } : { b: 'text', value }],
    [symbol, { b: 'symbol', value: `${stem}_5` }],
  ]);
  const template = templateOf(source, source.state, bindings, `{${symbol}}`);
  const lines = [`let ${name} = ${written}`, `let ${symbol} = ${stem}_ ++ ${choices.of(['5', '"5"', '2 + 3'])}`];
  return {
    lines: [...lines, writeStatement(template)],
    statements: [{ statement: expanded(template, bindings), line: lines.length }],
  };
}

/** What an iterator visits, and how a header writes it. */
interface Walk {
  readonly written: string;
  readonly values: readonly Bound[];
}

function loop(source: BlockSource): Block {
  const { choices, run } = source;
  const { header, passes, names } = loopHeader(source);
  const inner = choices.oneIn(3) ? source.fresh('t') : undefined;
  const all = passes.map((bindings) => withInner(bindings, inner, names));
  const suffix = inner === undefined ? names.map((name) => `_{${name}}`).join('') : `_{${inner}}`;
  const lines = [header];
  if (inner !== undefined) lines.push(`  let ${inner} = q ++ ${names.map((name) => `$${name}`).join(' ++ ')}`);
  const body: { readonly template: Statement; readonly line: number }[] = [];
  // The body is drawn as if for the first pass; later ones do the same to what they find.
  let state: OracleState | undefined = source.state;
  const [first] = all;
  for (let i = 1 + choices.below(2); i > 0 && state !== undefined && first !== undefined; i--) {
    const template = templateOf(source, state, first, suffix);
    body.push({ template, line: lines.length });
    lines.push(`  ${writeStatement(template)}`);
    state = run(state, expanded(template, first));
  }
  lines.push('end');
  // Of rows that a sample has drawn only the number is known: nothing can be done to them again.
  if (body.some(({ template }) => template.c === 'sample')) return plain(source);
  const statements = all.flatMap((bindings) =>
    body.map(({ template, line }) => ({ statement: expanded(template, bindings), line })),
  );
  return { lines, statements };
}

/** A binding made inside a loop: one name for each pass. */
function withInner(bindings: Bindings, inner: string | undefined, names: readonly string[]): Bindings {
  if (inner === undefined) return bindings;
  const value = `q${names.map((name) => String(bindings.get(name)?.value)).join('')}`;
  return new Map<string, Bound>([...bindings, [inner, { b: 'symbol', value }]]);
}

function loopHeader({ choices, fresh, state }: BlockSource): {
  readonly header: string;
  readonly passes: readonly Bindings[];
  readonly names: readonly string[];
} {
  const [a, b] = [fresh('y'), fresh('y')];
  const one = walk(choices, state, 2 + choices.below(2));
  if (choices.oneIn(2)) {
    const passes = one.values.map((value) => new Map([[a, value]]));
    return { header: `for ${a} in ${one.written}`, passes, names: [a] };
  }
  const other = walk(choices, state, one.values.length);
  if (choices.oneIn(2)) {
    const passes = one.values.map((value, i) => new Map([[a, value], ...both(b, other.values[i])]));
    return { header: `for ${a}, ${b} in ${one.written}, ${other.written}`, passes, names: [a, b] };
  }
  // The last level varies fastest.
  const passes = one.values.flatMap((outer) => other.values.map((value) => new Map([[a, outer], ...both(b, value)])));
  return { header: `for ${a} in ${one.written}; ${b} in ${other.written}`, passes, names: [a, b] };
}

function both(name: string, value: Bound | undefined): readonly (readonly [string, Bound])[] {
  return value === undefined ? [] : [[name, value]];
}

function walk(choices: Choices, { datasets, active }: OracleState, count: number): Walk {
  const number = (value: number): Bound => ({ b: 'number', value });
  const symbol = (value: string): Bound => ({ b: 'symbol', value });
  const steps = Array.from({ length: count }, (_, i) => i);
  const variables = (datasets.get(active ?? '')?.variables ?? []).filter(
    ({ name, type }) => type === 'number' && !name.includes('@'),
  );
  const kind = choices.below(4);
  if (kind === 3 && variables.length >= count) {
    const names = variables.slice(0, count).map(({ name }) => name);
    return { written: names.join(' '), values: names.map(symbol) };
  }
  switch (kind) {
    case 0: {
      const from = choices.of([1, 2019, 0]);
      return { written: `${from} : ${from + count - 1}`, values: steps.map((i) => number(from + i)) };
    }
    case 1: {
      const numbers = [3, 1, 10].slice(0, count);
      return { written: numbers.join(' '), values: numbers.map(number) };
    }
    default: {
      const words = ['p', 'to', 'ø1'].slice(0, count);
      return { written: words.join(' '), values: words.map(symbol) };
    }
  }
}

/** A statement that uses bindings: in the names that it makes, and in the place of numbers and texts. */
function templateOf(
  { choices, world, fresh }: BlockSource,
  state: OracleState,
  bindings: Bindings,
  suffix: string,
): Statement {
  const made: { readonly template: string; readonly name: string }[] = [];
  const freshHere = (stem: string): string => {
    // A suffix that is a binding and nothing else is a whole name, which only one thing can have.
    const template = suffix.startsWith('{') ? (made.length === 0 ? suffix : fresh(stem)) : `${fresh(stem)}${suffix}`;
    const name = template.replaceAll(/\{([^}]*)\}/gu, (_, binding: string) => String(bindings.get(binding)?.value));
    made.push({ template, name });
    return name;
  };
  const statement = nextStatement(choices, world, state, freshHere);
  const symbols = [...bindings].filter(([, { b }]) => b === 'symbol');
  const nameOf = (name: string): string => {
    const own = made.find((one) => name === one.name || name.startsWith(`${one.name}_`));
    if (own !== undefined) return own.template + name.slice(own.name.length);
    const symbol = symbols.find(([, { value }]) => value === name);
    return symbol === undefined ? name : `{${symbol[0]}}`;
  };
  const expr = (node: Expr): Expr => {
    // Of other powers than small whole ones the last digit may differ, which a text made of it would show.
    if (node.k === 'binary' && node.op === '^' && node.b.k === 'binding') {
      return { ...node, b: { k: 'number', value: 2 } };
    }
    const wanted = node.k === 'number' ? 'number' : node.k === 'text' ? 'text' : undefined;
    const fitting = [...bindings].filter(([, { b }]) => b === wanted).map(([name]) => name);
    return fitting.length > 0 && choices.oneIn(2) ? { k: 'binding', binding: choices.of(fitting) } : node;
  };
  return mapStatement(statement, { name: nameOf, expr });
}
