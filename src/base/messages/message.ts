import type { Language } from '../language.ts';

/** How bad it is: an error stops, a warning and a note do not. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * A number that a message may contain because it is published policy or part of the script, never computed from data.
 * The brand is what keeps counts out of sentences: see `threshold`.
 */
export type Threshold = number & { readonly __threshold: unique symbol };

/** Marks a published threshold or a number of the script's own text (a line, a number of arguments) as fit for a message. */
export function threshold(value: number): Threshold {
  return value as Threshold;
}

/** What a message's parameters may be: text from script or catalogue, published numbers, lists of text. No plain numbers. */
export type MessageParameters = Readonly<Record<string, string | Threshold | readonly string[] | undefined>>;

/** Parameters of a fixed sentence. */
export type NoParameters = Readonly<Record<string, never>>;

/** One message: severity and a sentence in both languages; `hint` is the way out, shown on a line of its own. */
export interface MessageDefinition<P extends MessageParameters> {
  readonly severity: Severity;
  readonly nb: (p: P) => string;
  readonly en: (p: P) => string;
  readonly hint?: { readonly nb: (p: P) => string | undefined; readonly en: (p: P) => string | undefined };
  /** Index of the same message in the specifications (`N001`, `E-TYPE` …), for readers who come from there. */
  readonly spec?: string;
}

/** Declares a message with typed parameters. */
export function message<P extends MessageParameters>(definition: MessageDefinition<P>): MessageDefinition<P> {
  return definition;
}

/** The parameters that a message definition takes. */
export type ParametersOf<D> = D extends MessageDefinition<infer P> ? P : never;

/** A list in a sentence: `a, b or c`. */
export function listing(items: readonly string[], language: Language, last: 'or' | 'and' = 'or'): string {
  if (items.length <= 1) return items.join('');
  const word = language === 'nb' ? (last === 'or' ? 'eller' : 'og') : last;
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`;
}
