import { type CommandDefinition, defineCommand } from '../../lang/analyse/context.ts';
import { withoutStatement } from '../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../lang/analyse/options.ts';
import type { CommandSpec } from '../../lang/command-spec.ts';
import type { OperationBase } from '../../lang/ir/script.ts';
import { reportExtraWords } from './words.ts';

/** The operation of a command of interactive sessions. */
export interface WordsOperation<N extends string> extends OperationBase {
  readonly type: N;
  readonly words: readonly string[];
}

/** A command that only interactive sessions have: skipped with a warning, or refused, as its declaration says. */
export function sessionCommand<
  const S extends CommandSpec & { readonly form: 'words'; readonly batch: 'skipped' | 'refused' },
>(spec: S): CommandDefinition<WordsOperation<S['name']>> {
  return defineCommand<S, WordsOperation<S['name']>>(spec, (_body, context) => {
    const { body, commandSpan } = context.statement;
    if (body.form !== 'words') return undefined;
    const { isValid } = analyseOptions<CommandSpec>(spec, context, undefined);
    const fits = reportExtraWords(body.words, context);
    const message = spec.batch === 'refused' ? 'not-available-in-batch' : 'session-command-in-batch';
    context.report(message, commandSpan, { command: spec.name }, [withoutStatement(context)]);
    if (!isValid || !fits || spec.batch === 'refused') return undefined;
    return { type: spec.name, words: body.words.map((word) => word.text) };
  });
}
