import type { IParserErrorMessageProvider, TokenType } from 'chevrotain';

/** Kinds of thing that the grammar may ask for, as message parameters: a token's label, or the name of its kind. */
const separator = '\u0000';

function firstWords(paths: readonly (readonly TokenType[])[]): string {
  const words = paths.flatMap((path) => path.slice(0, 1).map(wordFor));
  return [...new Set(words)].join(separator);
}

function wordFor(type: TokenType): string {
  return type.LABEL ?? type.name;
}

/** Makes Chevrotain's messages carry what was expected, and nothing else: the sentence is made by the catalogue. */
export const expectationProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => wordFor(expected),
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: ({ expectedPathsPerAlt }) => firstWords(expectedPathsPerAlt.flat()),
  buildEarlyExitMessage: ({ expectedIterationPaths }) => firstWords(expectedIterationPaths),
};

/** What the parser expected where an exception was thrown; empty when the text should have ended there. */
export function expectedWords(message: string): readonly string[] {
  return message === '' ? [] : message.split(separator);
}
