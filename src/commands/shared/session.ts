import { suggestionsFor } from '../../base/suggest.ts';
import { type CommandDefinition, defineCommand } from '../../lang/analyse/context.ts';
import { analyseOptions } from '../../lang/analyse/options.ts';
import type { CommandSpec } from '../../lang/command-spec.ts';
import type { OperationBase } from '../../lang/ir/script.ts';
import { reportExtraWords } from './words.ts';

/** The operation of a command that takes words: help, settings, session commands. */
export interface WordsOperation<N extends string> extends OperationBase {
  readonly type: N;
  readonly words: readonly string[];
}

/** What a words command does in a batch run: it works, is skipped with a warning, or is refused. */
type InBatch = 'works' | 'skipped' | 'refused';

/** A command that takes words. With `topics`, each word must be one of them. */
export function wordsCommand<const S extends CommandSpec & { readonly form: 'words' }>(
  spec: S,
  inBatch: InBatch,
  topics?: () => { readonly names: Iterable<string>; readonly message: 'unknown-topic' | 'unknown-setting' },
): CommandDefinition<WordsOperation<S['name']>> {
  return defineCommand<S, WordsOperation<S['name']>>(spec, (_body, context) => {
    const { body, commandSpan } = context.statement;
    if (body.form !== 'words') return undefined;
    const { isValid } = analyseOptions<CommandSpec>(spec, context, undefined);
    const fits = reportExtraWords(body.words, context);
    if (inBatch === 'refused') context.report('not-available-in-batch', commandSpan, { command: spec.name });
    if (inBatch === 'skipped') context.report('session-command-in-batch', commandSpan, { command: spec.name });
    let areKnown = true;
    if (topics !== undefined) {
      const { names, message } = topics();
      const known = [...names];
      for (const { text, span } of body.words) {
        if (known.includes(text)) continue;
        areKnown = false;
        if (message === 'unknown-topic')
          context.report(message, span, { topic: text, suggestions: suggestionsFor(text, known) });
        else context.report(message, span, { setting: text, known });
      }
    }
    if (!isValid || !fits || !areKnown || inBatch === 'refused') return undefined;
    return { type: spec.name, words: body.words.map((word) => word.text) };
  });
}
