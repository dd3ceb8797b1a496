import { threshold } from '../../base/messages/message.ts';
import type { ExpressionIr } from '../ir/expression.ts';
import type { Name } from '../syntax/ast.ts';
import type { VariableSchema } from '../types/schema.ts';
import { type AnalysisContext } from './context.ts';
import { analyseCondition } from './expressions.ts';
import { withoutPiece } from './fixes.ts';
import type { DatasetState } from './state.ts';
import { checkAccepts, findColumn } from './variables.ts';

/** The variables of a statement that could be found, and whether all could. */
export interface AnalysedVariables {
  readonly variables: readonly VariableSchema[];
  readonly isValid: boolean;
}

/** Checks the positional variables of a statement against the arguments of its declaration, in order. */
export function analyseVariables(
  names: readonly Name[],
  context: AnalysisContext,
  dataset: DatasetState,
): AnalysedVariables {
  const declared = context.spec.arguments;
  const least = declared.reduce((sum, argument) => sum + argument.atLeast, 0);
  const most = declared.reduce((sum, argument) => sum + (argument.atMost ?? Number.POSITIVE_INFINITY), 0);
  const { statement } = context;
  if (names.length < least && !hasUnreadText(context, names)) {
    context.report('too-few-variables', statement.commandSpan, {
      command: statement.command,
      needed: threshold(least),
    });
  } else if (names.length > most) {
    const at = names[most]?.span ?? statement.commandSpan;
    context.report('too-many-variables', at, { command: statement.command, limit: threshold(most) });
  }
  let isValid = names.length >= least && names.length <= most;
  const variables: VariableSchema[] = [];
  const seen = new Set<string>();
  for (const [position, name] of names.entries()) {
    const variable = findColumn(context, dataset, name);
    const argument = declared[Math.min(position, declared.length - 1)];
    if (variable === undefined || argument === undefined) {
      isValid = false;
      continue;
    }
    const fits = checkAccepts(context, dataset, variable, argument.accepts, name.span, argument);
    if (fits && seen.has(variable.name)) {
      context.report('repeated-variable', name.span, { name: variable.name }, [withoutPiece(context, name.span)]);
    }
    isValid = fits && !seen.has(variable.name) && isValid;
    seen.add(variable.name);
    if (fits) variables.push(variable);
  }
  return { variables, isValid };
}

/** Whether something stands behind the names that could not be read, which has been said: names may be in it. */
export function hasUnreadText({ statement, text }: AnalysisContext, names: readonly Name[]): boolean {
  const start = names.at(-1)?.span.end ?? statement.commandSpan.end;
  return !/^(?:\s|\\)*(?:,|if(?!\w)|\/\/|$)/u.test(text.slice(start, statement.span.end));
}

/** The statement's `if`: nothing when there is none, `failed` after a mistake in it. */
export function analyseIf(
  context: AnalysisContext,
  dataset: DatasetState,
): { readonly condition?: ExpressionIr; readonly failed: boolean } {
  const clause = context.statement.condition;
  if (clause === undefined || context.spec.condition === 'no') return { failed: clause !== undefined };
  if (context.spec.condition === 'extension') {
    const { command } = context.statement;
    context.report('extension', clause.keywordSpan, {
      what: `an \`if\` after \`${command}\``,
      whatNb: `\`if\` etter \`${command}\``,
    });
  }
  const condition = analyseCondition(clause.condition, { context, dataset });
  return condition === undefined ? { failed: true } : { condition, failed: false };
}
