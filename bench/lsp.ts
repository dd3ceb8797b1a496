import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { Random } from '../test/helpers/fuzz/random.ts';
import { startLocalServer } from '../test/helpers/typing/local-server.ts';
import { longDocument, longScript } from '../test/helpers/typing/long-script.ts';
import { placeOf } from '../test/helpers/typing/typist.ts';
import { median } from './scene.ts';

/**
 * How fast the language server answers while somebody types in a script of 500 lines against the demo databank, whose catalogue is
 * of full size: `npm run bench -- lsp [keystrokes] [edits for memory]`. Wall time is from the keystroke to the answer, with the
 * server as a process of its own (the built program). Processor time is that of one thread that is server and client at once, so
 * that a machine with other work to do gives the same numbers.
 */
export async function runLsp(keystrokes: number, memoryEdits: number): Promise<void> {
  if (keystrokes > 0) await timed(keystrokes);
  if (memoryEdits > 0) await memory(memoryEdits);
}

async function timed(keystrokes: number): Promise<void> {
  console.log('language server, script of 500 lines; milliseconds');
  console.log(row(['', 'median', '99 %', 'most']));
  await coldStart();
  for (const [name, text] of [
    ['script.micro', longScript(500)],
    ['document.md', longDocument(500)],
  ] as const) {
    await inOwnProcess(name, text, keystrokes);
    await inThisThread(name, text, keystrokes);
  }
}

const row = ([name = '', ...cells]: readonly string[]): string =>
  name.padEnd(58) + cells.map((cell) => cell.padStart(9)).join('');

function report(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const numbers = [median(times), sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 0, sorted.at(-1) ?? 0];
  console.log(row([name, ...numbers.map((x) => x.toFixed(1))]));
}

/** Keystrokes before times are taken, in which the machine code is made. */
const warmUp = 150;

const statement = "generate typed = wage_2012 / inlist(civil, '2', '6') * ln(age + 1) if county == '03'";

/** Types a statement at the end of some line, character by character, and deletes it again; then at another line. */
function* typing(initial: string): Generator<{
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly put: string;
  readonly after: string;
}> {
  const random = new Random(1);
  const ends = [...initial.matchAll(/\n(?=generate)/gu)].map(({ index }) => index);
  for (;;) {
    const place = random.of(ends);
    const line = `\n${statement}`;
    const at = (written: number): string => initial.slice(0, place) + line.slice(0, written) + initial.slice(place);
    for (let i = 0; i < line.length; i++) {
      yield { text: at(i), from: place + i, to: place + i, put: line.charAt(i), after: at(i + 1) };
    }
    for (let i = line.length; i > 0; i--) {
      yield { text: at(i), from: place + i - 1, to: place + i, put: '', after: at(i - 1) };
    }
  }
}

/** An editor with one document, at some server. */
interface Desk {
  readonly connection: ProtocolConnection;
  /** The problems of a version, analysis included. */
  readonly problems: (version: number) => Promise<unknown>;
  readonly now: () => number;
}

async function typeAndAsk(desk: Desk, name: string, initial: string, keystrokes: number, how: string): Promise<void> {
  const uri = `file:///${name}`;
  const { connection } = desk;
  const textDocument = { uri, languageId: 'microdata', version: 1, text: initial };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  await desk.problems(1);
  const [diagnostics, completions]: [number[], number[]] = [[], []];
  let version = 1;
  for (const { text, from, to, put, after } of typing(initial)) {
    if (++version > warmUp + keystrokes + 1) break;
    const range = { start: placeOf(text, from), end: placeOf(text, to) };
    const changed = { textDocument: { uri, version }, contentChanges: [{ range, text: put }] };
    const pressed = desk.now();
    void connection.sendNotification('textDocument/didChange', changed);
    await desk.problems(version);
    const shown = desk.now();
    if (version > warmUp) diagnostics.push(shown - pressed);
    if (put === '') continue;
    const position = placeOf(after, from + 1);
    const asked = desk.now();
    await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
    if (version > warmUp) completions.push(desk.now() - asked);
  }
  report(`${name}: diagnostics after a keystroke, ${how}`, diagnostics);
  report(`${name}: completion, ${how}`, completions);
}

interface Process {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly problems: (version: number) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

/** The built program, with a client; the answer comes before they have shaken hands. */
function startProcess(): Process {
  const program = path.join(import.meta.dirname, '..', 'dist', 'cli.js');
  if (!existsSync(program)) throw new Error('npm run build first: the built program is measured');
  const child = spawn(process.execPath, [program, 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let wanted = 0;
  let heard = 0;
  let tell = (): void => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ version = 0 }: PublishDiagnosticsParams) => {
    heard = version;
    if (version === wanted) tell();
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  return {
    child,
    connection,
    problems: (version) =>
      new Promise<void>((resolve) => {
        wanted = version;
        tell = resolve;
        if (heard === version) resolve();
      }),
    async end() {
      const closed = new Promise((resolve) => child.once('close', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await closed;
      connection.dispose();
    },
  };
}

const introduction = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities: {} };

/** From the start of the process to the first problems; beside it a bare Node, so that the machine's state can be seen. */
async function coldStart(): Promise<void> {
  const text = longScript(500);
  const [times, processor, bare]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < 8; i++) {
    const started = performance.now();
    const server = startProcess();
    await server.connection.sendRequest('initialize', introduction);
    await server.connection.sendNotification('initialized', {});
    const textDocument = { uri: 'file:///script.micro', languageId: 'microdata', version: 1, text };
    await server.connection.sendNotification('textDocument/didOpen', { textDocument });
    await server.problems(1);
    if (i > 0) times.push(performance.now() - started);
    if (i > 0) processor.push(...processMilliseconds(server.child.pid));
    await server.end();
    const again = performance.now();
    spawnSync(process.execPath, ['-e', '']);
    if (i > 0) bare.push(performance.now() - again);
  }
  report('cold start to first diagnostics, wall', times);
  if (processor.length > 0) report('cold start to first diagnostics, processor, all threads', processor);
  report('a bare Node, wall', bare);
}

/** Milliseconds that all threads of a process have had of a processor, in steps of ten; nothing where the system does not tell. */
function processMilliseconds(pid: number | undefined): readonly number[] {
  const file = `/proc/${pid ?? 0}/stat`;
  if (!existsSync(file)) return [];
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return [10 * (Number(fields[11]) + Number(fields[12]))];
}

async function inOwnProcess(name: string, text: string, keystrokes: number): Promise<void> {
  const server = startProcess();
  // One who asks for problems gets all of them at once; others are shown those of the reading first when analysis is slow.
  const capabilities = { textDocument: { diagnostic: {} } };
  await server.connection.sendRequest('initialize', { ...introduction, capabilities });
  await server.connection.sendNotification('initialized', {});
  const textDocument = { uri: `file:///${name}` };
  const problems = (): Promise<unknown> => server.connection.sendRequest('textDocument/diagnostic', { textDocument });
  await typeAndAsk({ ...server, problems, now: () => performance.now() }, name, text, keystrokes, 'wall');
  await server.end();
}

/** Milliseconds that this thread has had of a processor. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function inThisThread(name: string, text: string, keystrokes: number): Promise<void> {
  const server = await startLocalServer();
  const problems = (version: number): Promise<unknown> => server.problems(`file:///${name}`, version);
  const desk = { connection: server.connection, problems, now: threadMilliseconds };
  await typeAndAsk(desk, name, text, keystrokes, 'processor');
  await server.end();
}

/** What a server keeps after a hundred edits, and after many. */
async function memory(edits: number): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = (): number => {
    for (let i = 0; i < 3; i++) collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const text = longScript(500);
  const uri = 'file:///script.micro';
  const server = await startLocalServer();
  const textDocument = { uri, languageId: 'microdata', version: 1, text };
  await server.connection.sendNotification('textDocument/didOpen', { textDocument });
  let version = 1;
  let early = 0;
  for (const { text: before, from, to, put } of typing(text)) {
    if (++version > edits + 1) break;
    const range = { start: placeOf(before, from), end: placeOf(before, to) };
    const contentChanges = [{ range, text: put }];
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    // Every tenth edit is analysed, as for one who types fast; from time to time tokens and names are asked for, too.
    if (version % 10 === 1) await server.problems(uri, version);
    if (version % 50 === 1)
      await server.connection.sendRequest('textDocument/semanticTokens/full', { textDocument: { uri } });
    if (version === 101) early = used();
  }
  const late = used();
  await server.end();
  const growth = 100 * (late / early - 1);
  console.log(
    `memory: ${early.toFixed(1)} MB after 100 edits, ${late.toFixed(1)} MB after ${edits.toLocaleString('en')} (${growth.toFixed(1)} %)`,
  );
}
