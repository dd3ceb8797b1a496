import type { Operation } from '../commands/vocabulary.ts';
import type { AnalysedStatement } from '../lang/ir/script.ts';
import type { CommandStatement, ForLoop, Statement } from '../lang/syntax/ast.ts';
import type { LintedScript } from './rule.ts';

/** A command with its place among the statements. */
export interface PlacedCommand {
  readonly statement: CommandStatement;
  /** The innermost loop that it stands in. */
  readonly loop: ForLoop | undefined;
}

/** All commands in source order. */
export function commandsOf(statements: readonly Statement[], loop?: ForLoop): readonly PlacedCommand[] {
  return statements.flatMap((statement): readonly PlacedCommand[] => {
    if (statement.type === 'for') return commandsOf(statement.body, statement);
    return statement.type === 'command' ? [{ statement, loop }] : [];
  });
}

/** All lists of statements that follow one another: the script, and the body of each loop. */
export function blocksOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  return [statements, ...statements.flatMap((each) => (each.type === 'for' ? blocksOf(each.body) : []))];
}

/** What each statement of the text has become, by where it begins; of one in a loop one for each pass. */
export function operationsByStart({
  analysis,
}: LintedScript): ReadonlyMap<number, readonly AnalysedStatement<Operation>[]> {
  return Map.groupBy(analysis.analysed.statements, ({ span }) => span.start);
}
