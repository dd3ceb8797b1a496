import type { Position, ProtocolConnection, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver/node';
import { ResponseError } from 'vscode-languageserver/node';

/** A question that an editor asks about a document: a method with its parameters beside the document. */
export interface Question {
  readonly method: string;
  readonly params: object;
}

const method = (name: string): string => `textDocument/${name}`;

/** What is asked of the whole of a document that ends at a position. */
export function documentQuestions(end: Position): readonly Question[] {
  const all = { start: { line: 0, character: 0 }, end };
  const options = { tabSize: 2, insertSpaces: true };
  return [
    { method: method('documentSymbol'), params: {} },
    { method: method('foldingRange'), params: {} },
    { method: method('documentLink'), params: {} },
    { method: method('codeLens'), params: {} },
    { method: method('formatting'), params: { options } },
    { method: method('inlayHint'), params: { range: all } },
    { method: method('codeAction'), params: { range: all, context: { diagnostics: [] } } },
  ];
}

/** What is asked at a position; `other` is the other end of a range that begins or ends there. */
export function placeQuestions(position: Position, other: Position): readonly Question[] {
  const isFirst = position.line < other.line || (position.line === other.line && position.character <= other.character);
  const range = isFirst ? { start: position, end: other } : { start: other, end: position };
  const options = { tabSize: 2, insertSpaces: true };
  return [
    { method: method('completion'), params: { position } },
    { method: method('completion'), params: { position, context: { triggerKind: 2, triggerCharacter: ' ' } } },
    { method: method('signatureHelp'), params: { position } },
    { method: method('hover'), params: { position } },
    { method: method('definition'), params: { position } },
    { method: method('references'), params: { position, context: { includeDeclaration: true } } },
    { method: method('references'), params: { position, context: { includeDeclaration: false } } },
    { method: method('documentHighlight'), params: { position } },
    { method: method('prepareRename'), params: { position } },
    { method: method('rename'), params: { position, newName: 'another' } },
    { method: method('codeAction'), params: { range, context: { diagnostics: [] } } },
    { method: method('inlayHint'), params: { range } },
    { method: method('semanticTokens/range'), params: { range } },
    { method: method('rangeFormatting'), params: { range, options } },
    { method: method('onTypeFormatting'), params: { position, ch: '\n', options } },
    { method: method('onTypeFormatting'), params: { position, ch: 'd', options } },
  ];
}

/** The answer; a refusal with its reason is one, an internal error is thrown. */
export async function answerTo(connection: ProtocolConnection, uri: string, question: Question): Promise<unknown> {
  try {
    return await connection.sendRequest(question.method, { textDocument: { uri }, ...question.params });
  } catch (error) {
    if (error instanceof ResponseError && error.code === requestFailed) return { refused: error.message };
    throw new Error(`${question.method} ${JSON.stringify(question.params)}: ${String(error)}`, { cause: error });
  }
}

/** The protocol's number of a request that makes no sense for what stands there. */
const requestFailed = -32803;

/** An editor's semantic tokens of one document, kept up to date by differences. */
export interface TokenKeeper {
  readonly update: (connection: ProtocolConnection, uri: string) => Promise<readonly number[]>;
}

/** Makes a keeper that has nothing yet. */
export function tokenKeeper(): TokenKeeper {
  let known: SemanticTokens | undefined;
  const ask = (name: string, connection: ProtocolConnection, uri: string, params: object): Promise<unknown> =>
    connection.sendRequest(method(`semanticTokens/${name}`), { textDocument: { uri }, ...params });
  return {
    async update(connection, uri) {
      if (known?.resultId === undefined) {
        known = (await ask('full', connection, uri, {})) as SemanticTokens;
        return known.data;
      }
      const change = (await ask('full/delta', connection, uri, { previousResultId: known.resultId })) as
        | SemanticTokens
        | SemanticTokensDelta;
      const { resultId } = change;
      const data = 'data' in change ? change.data : patched(known.data, change);
      known = { ...(resultId === undefined ? {} : { resultId }), data };
      return data;
    },
  };
}

/** The tokens after a difference; edits are given in terms of the tokens before, and do not overlap. */
function patched(before: readonly number[], { edits }: SemanticTokensDelta): number[] {
  const data = [...before];
  for (const { start, deleteCount, data: inserted = [] } of edits.toSorted((a, b) => b.start - a.start)) {
    data.splice(start, deleteCount, ...inserted);
  }
  return data;
}

/** The positions in an answer that do not lie in a text with lines of these lengths. */
export function positionsOutside(answer: unknown, lineLengths: readonly number[]): readonly Position[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if ('line' in answer && 'character' in answer) {
    const { line, character } = answer as Position;
    const length = lineLengths[line];
    return length !== undefined && character >= 0 && character <= length ? [] : [{ line, character }];
  }
  return Object.values(answer).flatMap((inner) => positionsOutside(inner, lineLengths));
}
