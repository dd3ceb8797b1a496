import type { Language } from '../../src/base/language.ts';
import { definitionOf, type MessageCode, messageCatalogue } from '../../src/base/messages/catalogue.ts';
import type { MessageDefinition, MessageParameters } from '../../src/base/messages/message.ts';
import { page, table } from './markdown.ts';

/** Parameters that are one of a few words: which of them the page shows. A code that is missing here fails the drift test. */
const chosenWords: Readonly<Partial<Record<MessageCode, Readonly<Record<string, string>>>>> = {
  'argument-type': { expected: 'number' },
  'attack-databank-unfit': { lacking: 'no-value' },
  'binding-argument-type': { expected: 'number' },
  'cli-output-empty': { content: 'chart' },
  'databank-unreadable': { reason: 'no-manifest' },
  'dataset-kind': { kind: 'panel' },
  'date-required': { temporality: 'STATUS' },
  'ingest-field-invalid': { expected: 'text' },
  'ingest-times-invalid': { temporality: 'STATUS' },
  'project-kind-invalid': { expected: 'texts' },
  'reason-semantics': { kind: 'command' },
  'release-variable-pending': { pending: 'ADD' },
  'release-variable-unknown': { operation: 'CHANGE' },
  'status-bound': { kind: 'number' },
};

/**
 * The page of all messages: code, severity and the sentence in both languages, with the names of parameters in ‹›. Editors lead
 * from a problem to its row, whose anchor is the code.
 */
export function messagePage(): string {
  const codes = Object.keys(messageCatalogue) as MessageCode[];
  const rows = [...codes].sort().map((code) => {
    const definition = definitionOf(code);
    const sentence = (language: Language): string => sentenceOf(code, definition, language);
    return [
      `<a id="${code}"></a>\`${code}\``,
      definition.severity,
      definition.spec ?? '',
      sentence('en'),
      sentence('nb'),
    ];
  });
  return page('Messages', [
    'Every message by its stable code, with the names of its parameters in ‹›. Where a way out follows in a line of its own, it stands after a dash. "Index" is the number of the same message in the description of the language.',
    table(['Code', 'Severity', 'Index', 'English', 'Norsk'], rows),
  ]);
}

function sentenceOf(code: MessageCode, definition: MessageDefinition<MessageParameters>, language: Language): string {
  const words = chosenWords[code] ?? {};
  const sentence = withPlaceholders(code, definition[language], words);
  const hint = definition.hint === undefined ? undefined : withPlaceholders(code, definition.hint[language], words);
  return `${sentence ?? ''}${hint === undefined ? '' : ` — ${hint}`}`.replaceAll('\n', ' ');
}

/**
 * What a message says of parameters that are their own names. Which of them are lists is not to be seen from outside, so
 * that every division into texts and lists is tried, texts first.
 *
 * @throws Error when the message cannot be made with any of them
 */
function withPlaceholders(
  code: MessageCode,
  say: (parameters: MessageParameters) => string | undefined,
  words: Readonly<Record<string, string>>,
): string | undefined {
  const asked = new Set<string>();
  let failure: unknown;
  for (let lists = 0; lists < 2 ** Math.max(1, asked.size); lists++) {
    const parameters = placeholders(asked, lists, words);
    try {
      return say(parameters);
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`${code} cannot be shown with placeholders: choose words for it here`, { cause: failure });
}

/** Parameters that are whatever is asked for; those at the set bits of `lists`, in the order of asking, are lists. */
function placeholders(asked: Set<string>, lists: number, words: Readonly<Record<string, string>>): MessageParameters {
  return new Proxy<Record<string, string | readonly string[]>>(
    {},
    {
      get: (_, name) => {
        const key = String(name);
        asked.add(key);
        const isList = ((lists >> [...asked].indexOf(key)) & 1) === 1;
        return words[key] ?? (isList ? [`‹${key}›`] : `‹${key}›`);
      },
    },
  );
}
