import os from 'node:os';
import type { Language } from '../base/language.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { CliFailure, messageText, say } from './failure.ts';
import { errorCode } from './files.ts';
import { endOnSignals } from './interrupts.ts';
import { runProgram } from './program.ts';
import { languageOf, namedLanguage, type Surroundings } from './surroundings.ts';
import { programVersion } from './version.ts';

/** Runs the program and gives its exit code. No mistake and no bug gets past here as an exception. */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const asked = askedLanguage(argv);
  const language = asked ?? languageOf(surroundings.environment);
  try {
    return await runProgram(argv, programVersion(), { asked, language }, surroundings);
  } catch (error) {
    if (error instanceof CliFailure) {
      surroundings.writeError(`microdata: ${messageText(error.code, error.parameters, language)}\n`);
      return error.exitCode;
    }
    // A reader that went away, as `head` does, is no failure.
    if (errorCode(error) === 'EPIPE') return exitCodes.ok;
    surroundings.writeError(`microdata: ${internalErrorText(error, language)}\n`);
    return exitCodes.internal;
  }
}

/** A bug of ours: its class is told, never its message, which might hold data. */
function internalErrorText(error: unknown, language: Language): string {
  const errorClass = error instanceof Error ? error.name : typeof error;
  const statement =
    error instanceof Error && 'statement' in error && typeof error.statement === 'string' ? error.statement : '';
  return say('cli-internal-error', { errorClass, statement }, language);
}

/** The value of `--lang`, before anything else is read: help and mistakes are in that language, too. */
function askedLanguage(argv: readonly string[]): Language | undefined {
  for (const [i, argument] of argv.entries()) {
    if (argument === '--') return undefined;
    if (argument === '--lang') return namedLanguage(argv[i + 1]);
    if (argument.startsWith('--lang=')) return namedLanguage(argument.slice('--lang='.length));
  }
  return undefined;
}

/** Runs the process's own command line and ends the process. */
export async function start(): Promise<never> {
  // A reader that closes its end, as `head` does, ends the program in silence.
  const argv = process.argv.slice(2);
  const language = askedLanguage(argv) ?? languageOf(process.env);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok);
    const text = say('cli-output-unwritable', { file: '<stdout>', reason: error.code ?? '' }, language);
    process.stderr.write(`microdata: ${text}\n`);
    process.exit(exitCodes.usage);
  });
  // Nobody reads our messages any more; the exit code still says how it ended.
  process.stderr.on('error', () => undefined);
  endOnSignals(language);
  // Threads of a finished run must not keep the process alive.
  process.exit(await main(argv, processSurroundings()));
}

/** The process as surroundings. */
export function processSurroundings(): Surroundings {
  return {
    environment: process.env,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    outputIsTerminal: process.stdout.isTTY,
    errorIsTerminal: process.stderr.isTTY,
    user: userName(),
    processors: os.availableParallelism(),
    writeOutput: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
    writeError: (text) => {
      process.stderr.write(text);
    },
    readInput: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    // eslint-disable-next-line no-restricted-globals -- the one place that reads the clock
    now: () => Math.floor(Date.now() / 1000),
  };
}

/** The name that the operating system has for this process, whatever the environment says; its number where it has none. */
function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
