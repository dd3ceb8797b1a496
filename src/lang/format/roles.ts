import type { CommandBody, CommandStatement, Name, Statement } from '../syntax/ast.ts';
import { everyExpression, expressionsOf } from '../syntax/expressions-of.ts';

/**
 * What the tree of a statement says about its tokens, by offset. Everything else that spacing and line breaks hang on can
 * be seen from the tokens themselves.
 */
export interface TokenRoles {
  /** Operators between two operands; any other sign or slash belongs to what it touches. */
  readonly operators: ReadonlySet<number>;
  /** Words that the parenthesis after them belongs to: functions and options. */
  readonly callers: ReadonlySet<number>;
  /** Where a clause begins: `if` and the first option. */
  readonly clauses: ReadonlySet<number>;
  /** Where an entry of a table begins: a recode rule, a code with its label. */
  readonly entries: ReadonlySet<number>;
  /** Words that stay with the word before them: a label with its code, a name with its keyword. */
  readonly bound: ReadonlySet<number>;
}

/** Finds the roles of a statement's tokens. */
export function tokenRoles(statement: Statement): TokenRoles {
  const operators = new Set<number>();
  const callers = new Set<number>();
  const clauses = new Set<number>();
  const entries = new Set<number>();
  const bound = new Set<number>();
  for (const root of expressionsOf(statement)) {
    everyExpression(root, (expression) => {
      if (expression.type === 'binary') operators.add(expression.operatorSpan.start);
      else if (expression.type === 'call') callers.add(expression.functionSpan.start);
    });
  }
  for (const command of commandsOf(statement)) {
    const { condition, options, body } = command;
    if (condition !== undefined) clauses.add(condition.keywordSpan.start);
    if (options[0] !== undefined) clauses.add(options[0].span.start);
    for (const option of options) if (option.arguments !== undefined) callers.add(option.span.start);
    for (const start of entriesOf(body)) entries.add(start);
    for (const start of boundOf(body)) bound.add(start);
  }
  return { operators, callers, clauses, entries, bound };
}

/** A command and the one inside it, if any. */
function commandsOf(statement: Statement): readonly CommandStatement[] {
  if (statement.type !== 'command') return [];
  const { body } = statement;
  const inner = body.form === 'nested' && body.inner !== undefined ? commandsOf(body.inner) : [];
  return [statement, ...inner];
}

function entriesOf(body: CommandBody): readonly number[] {
  if (body.form === 'recode') return body.rules.map((rule) => rule.span.start);
  return body.form === 'define-labels' ? body.pairs.map((pair) => pair.span.start) : [];
}

function boundOf(body: CommandBody): readonly number[] {
  const starts = (names: readonly (Name | undefined)[]) => names.flatMap((name) => name?.span.start ?? []);
  switch (body.form) {
    case 'import':
      return [
        ...starts([body.alias]),
        ...(body.toSpan === undefined ? [] : body.times.slice(-1).map((e) => e.span.start)),
      ];
    case 'require':
      return starts([body.alias]);
    case 'merge':
      return starts([body.into, body.on]);
    case 'model':
      return starts(body.by.slice(0, 1));
    case 'define-labels':
      return body.pairs.map((pair) => pair.label.span.start);
    default:
      return [];
  }
}
