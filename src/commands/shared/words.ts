import type { AnalysisContext } from '../../lang/analyse/context.ts';
import { withoutPiece } from '../../lang/analyse/fixes.ts';
import type { Word } from '../../lang/syntax/ast.ts';

/** Reports words beyond those that the declaration allows; true when there are none. */
export function reportExtraWords(words: readonly Word[], context: AnalysisContext): boolean {
  const most = context.spec.arguments.reduce((sum, a) => sum + (a.atMost ?? Number.POSITIVE_INFINITY), 0);
  for (const word of words.slice(most)) {
    context.report('unexpected-word', word.span, { command: context.spec.name, word: word.text }, [
      withoutPiece(context, word.span),
    ]);
  }
  return words.length <= most;
}
