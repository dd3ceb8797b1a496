import { topicsOf } from '../../../commands/vocabulary.ts';

/** What a help command knows about; nothing for other commands. */
export function topicWords(command: string): readonly string[] {
  return command === 'help' || command === 'help-function' || command === 'help-procedure'
    ? [...topicsOf(command).names.keys()]
    : [];
}
