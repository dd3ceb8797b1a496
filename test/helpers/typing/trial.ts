import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { Random, seedOfCase } from '../fuzz/random.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { answerTo, documentQuestions, placeQuestions, positionsOutside, tokenKeeper } from './questions.ts';
import { newTypist, placeOf, type Typist } from './typist.ts';

/** How much is typed and asked in one trial. */
export interface TrialSize {
  readonly edits: number;
  /** After how many edits, about, everything is asked and compared with what a fresh server says. */
  readonly compareEvery: number;
  /** At how many places. */
  readonly places: number;
  readonly mostLines?: number;
}

/** What went wrong in a trial: what the server did, and the text that it did it with. */
export interface TypingFailure {
  readonly kind: string;
  readonly detail: string;
  readonly text: string;
}

/** Somebody types for a while at a server, and everything that it says is judged; the first failure, if any. */
export async function typingFailure(
  series: number,
  index: number,
  size: TrialSize,
): Promise<TypingFailure | undefined> {
  const random = new Random(seedOfCase(series, index));
  const typist = newTypist(random, size.mostLines);
  const server = await startLocalServer();
  try {
    return await typed(server, typist, random, size);
  } finally {
    await server.end();
  }
}

async function typed(
  server: LocalServer,
  typist: Typist,
  random: Random,
  size: TrialSize,
): Promise<TypingFailure | undefined> {
  const { uri, languageId } = typist;
  const texts = new Map<number, string>([[1, typist.text()]]);
  let outside: TypingFailure | undefined;
  server.onPublished(({ version = 0, diagnostics }) => {
    const text = texts.get(version);
    outside ??=
      text === undefined ? fault('version', `${version}`, '') : placesFailure('diagnostics', diagnostics, text);
    for (const older of [...texts.keys()]) if (older < version) texts.delete(older);
  });
  const tokens = tokenKeeper();
  await server.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 1, text: typist.text() },
  });
  let version = 1;
  for (let done = 0; done < size.edits; ) {
    // Some type faster than the server reads.
    for (const burst = done + random.between(1, 6); done < burst; done++) {
      const { text, changes } = typist.next();
      version++;
      texts.set(version, text);
      await server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: changes,
      });
    }
    const isCompared = random.below(Math.ceil(size.compareEvery / 3.5)) === 0 || done >= size.edits;
    const problems = await server.problems(uri, version);
    const [error] = server.thrown;
    if (error !== undefined) return fault('exception', error, typist.text());
    if (outside !== undefined) return outside;
    if (!isCompared) continue;
    const failure = await comparison(server, problems, tokens, { typist, random, places: size.places, version });
    if (failure !== undefined) return failure;
  }
  return undefined;
}

interface Moment {
  readonly typist: Typist;
  readonly random: Random;
  readonly places: number;
  readonly version: number;
}

/** Asks everything, and asks a fresh server the same. */
async function comparison(
  server: LocalServer,
  problems: PublishDiagnosticsParams,
  tokens: ReturnType<typeof tokenKeeper>,
  { typist, random, places, version }: Moment,
): Promise<TypingFailure | undefined> {
  const { uri, languageId } = typist;
  const text = typist.text();
  const fresh = await startLocalServer();
  try {
    const textDocument = { uri, languageId, version, text };
    await fresh.connection.sendNotification('textDocument/didOpen', { textDocument });
    const differs = (kind: string, one: unknown, other: unknown): TypingFailure | undefined => {
      const [ours, theirs] = [JSON.stringify(one), JSON.stringify(other)];
      return ours === theirs ? undefined : fault(`differs: ${kind}`, `${ours}\n${theirs}`, text);
    };
    const place = (): { line: number; character: number } => placeOf(text, random.below(text.length + 1));
    const asked = [
      ...documentQuestions(placeOf(text, text.length)),
      ...random.list(places, places, () => placeQuestions(place(), place())).flat(),
    ];
    const published = differs('diagnostics', problems, await fresh.problems(uri, version));
    if (published !== undefined) return published;
    for (const question of asked) {
      const answer = await answerTo(server.connection, uri, question);
      const outside = placesFailure(question.method, answer, text);
      if (outside !== undefined) return outside;
      const other = await answerTo(fresh.connection, uri, question);
      const failure = differs(`${question.method} ${JSON.stringify(question.params)}`, answer, other);
      if (failure !== undefined) return failure;
    }
    const kept = await tokens.update(server.connection, uri);
    const whole = await tokenKeeper().update(fresh.connection, uri);
    const [error] = [...server.thrown, ...fresh.thrown];
    return error === undefined ? differs('semantic tokens', kept, whole) : fault('exception', error, text);
  } catch (error) {
    return fault('request', error instanceof Error ? error.message : String(error), text);
  } finally {
    await fresh.end();
  }
}

function placesFailure(kind: string, answer: unknown, text: string): TypingFailure | undefined {
  const lengths = text.split(/\r\n|\n|\r/u).map((line) => line.length);
  const [outside] = positionsOutside(answer, lengths);
  return outside && fault(`outside: ${kind}`, JSON.stringify(outside), text);
}

function fault(kind: string, detail: string, text: string): TypingFailure {
  return { kind, detail, text };
}
