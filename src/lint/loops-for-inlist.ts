import { diagnostic } from '../base/diagnostic.ts';
import { spanText } from '../base/source-text.ts';
import { span } from '../base/span.ts';
import type { CommandStatement, Expression, ForLoop, NameReference, Statement } from '../lang/syntax/ast.ts';
import { everyExpression, expressionsOf } from '../lang/syntax/expressions-of.ts';
import type { Found, LintedScript, LintRule } from './rule.ts';

/** Finds loops over values that compare a variable with one value after the other. */
export const loopForInlistRule: LintRule = {
  name: 'loop-for-inlist',
  explanation: {
    nb: 'En løkke over verdier gjør det samme med `drop if x == $v` eller `replace … if x == $v` for hver av dem. `inlist(x, …)` velger alle på én gang. Rettelsen skriver linjen slik når verdiene står i løkkens hode.',
    en: 'A loop over values does the same with `drop if x == $v` or `replace … if x == $v` for each of them. `inlist(x, …)` chooses all at once. The fix writes the line so where the values stand in the loop’s header.',
  },
  find: (script) => loopsOf(script.document.script.statements).flatMap((loop) => found(loop, script)),
};

function loopsOf(statements: readonly Statement[]): readonly ForLoop[] {
  return statements.flatMap((each) => (each.type === 'for' ? [each, ...loopsOf(each.body)] : []));
}

function found(loop: ForLoop, { source, document }: LintedScript): readonly Found[] {
  const [statement] = loop.body;
  const values = listedValues(loop);
  const [iterator] = loop.levels[0]?.iterators ?? [];
  if (statement?.type !== 'command' || loop.body.length !== 1 || values === undefined || iterator === undefined) {
    return [];
  }
  const compared = comparedWith(statement, iterator.name);
  if (compared === undefined || !isIndependent(statement, compared.name, iterator.name)) return [];
  const written = (each: { readonly span: { readonly start: number; readonly end: number } }): string =>
    spanText(source, each.span);
  const { condition } = statement;
  if (condition === undefined) return [];
  const list = `inlist(${[compared, ...values].map(written).join(', ')})`;
  const before = spanText(source, span(statement.span.start, condition.condition.span.start));
  const after = spanText(source, span(condition.condition.span.end, statement.span.end));
  // A comment in the loop would go with it.
  const hasComment = document.script.comments.some(
    (each) => loop.span.start <= each.span.start && each.span.end <= loop.span.end,
  );
  const fixes = hasComment ? [] : [{ at: loop.span, newText: `${before}${list}${after}` }];
  const problem = diagnostic('lint-loop-for-inlist', loop.headerSpan, { variable: compared.name }, { fixes });
  return [{ problem, isSafe: fixes.length > 0 }];
}

/** The values that a loop runs over, where it has one iterator and two literals or more. */
function listedValues({ levels: [level, ...inner] }: ForLoop): readonly Expression[] | undefined {
  const [list] = level?.lists ?? [];
  if (inner.length > 0 || level?.iterators.length !== 1 || list === undefined || list.length < 2) return undefined;
  const values = list.flatMap((item) => (item.type === 'item' ? [item.value] : []));
  const areLiterals = values.every(({ type }) => type === 'number' || type === 'string');
  return areLiterals && values.length === list.length ? values : undefined;
}

/** The variable of a condition that is `x == $v` and nothing else. */
function comparedWith({ condition }: CommandStatement, iterator: string): NameReference | undefined {
  const expression = condition?.condition;
  if (expression?.type !== 'binary' || expression.operator !== '==') return undefined;
  const { left, right } = expression;
  if (left.type === 'name' && right.type === 'binding' && right.name === iterator) return left;
  return right.type === 'name' && left.type === 'binding' && left.name === iterator ? right : undefined;
}

/** Whether every pass does the same to rows that the other passes leave alone. */
function isIndependent(statement: CommandStatement, compared: string, iterator: string): boolean {
  const { command, body } = statement;
  let bindings = 0;
  const read = new Set<string>();
  for (const expression of expressionsOf(statement)) {
    everyExpression(expression, (each) => {
      if (each.type === 'binding' && each.name === iterator) bindings++;
    });
  }
  if (bindings !== 1) return false;
  if (command === 'drop') return body.form === 'selection' && body.variables.length === 0;
  if (command !== 'replace' || body.form !== 'assignment' || body.target.type !== 'plain-name') return false;
  everyExpression(body.value, (each) => {
    if (each.type === 'name') read.add(each.name);
  });
  // The second of two equal values would find rows that the first has changed.
  return body.target.name !== compared && !read.has(body.target.name);
}
