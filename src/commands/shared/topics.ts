import { suggestionsFor } from '../../base/suggest.ts';
import { type CommandDefinition, defineCommand } from '../../lang/analyse/context.ts';
import type { CommandSpec } from '../../lang/command-spec.ts';
import type { OperationBase } from '../../lang/ir/script.ts';
import { reportExtraWords } from './words.ts';

/** Shows help about one topic, or an overview of all. */
export interface TopicOperation<N extends string> extends OperationBase {
  readonly type: N;
  readonly topic: string | undefined;
}

/** What a help command knows about. */
export interface Topics {
  /** Its own topics; a topic may have further names. */
  readonly names: ReadonlyMap<string, string>;
  /** Topics of the other help commands, with the command that has them. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** A command that shows help. An unknown topic is a mistake that is found before anything runs. */
export function topicCommand<const S extends CommandSpec & { readonly form: 'words' }>(
  spec: S,
  topicsOf: () => Topics,
): CommandDefinition<TopicOperation<S['name']>> {
  return defineCommand<S, TopicOperation<S['name']>>(spec, (_body, context) => {
    const { body, commandSpan } = context.statement;
    if (body.form !== 'words' || !reportExtraWords(body.words, context)) return undefined;
    const [asked] = body.words;
    if (asked === undefined) return { type: spec.name, topic: undefined };
    const { names, elsewhere } = topicsOf();
    const topic = names.get(asked.text);
    if (topic !== undefined) return { type: spec.name, topic };
    const command = elsewhere.get(asked.text);
    if (command === undefined) {
      const suggestions = suggestionsFor(asked.text, names.keys());
      const fixes = suggestions.map((newText) => ({ at: asked.span, newText }));
      context.report('unknown-topic', asked.span, { topic: asked.text, suggestions }, fixes);
    } else {
      const fix = { at: commandSpan, newText: command };
      context.report('topic-of-other-help', asked.span, { topic: asked.text, command }, [fix]);
    }
    return undefined;
  });
}
