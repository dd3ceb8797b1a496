import os from 'node:os';
import path from 'node:path';
import { main } from '../../src/cli/main.ts';

/** Where tests keep the demo databank and its keys: made once per checkout, away from the user's own. */
export const testPlaces = {
  MICRODATA_CACHE: path.join(import.meta.dirname, '../../node_modules/.cache/microdata'),
  MICRODATA_SECRETS: path.join(import.meta.dirname, '../../node_modules/.cache/microdata-secrets'),
} as const;

/** What a call of the program printed, and how it ended. */
export interface Called {
  readonly output: string;
  readonly error: string;
  readonly exitCode: number;
}

/** Calls the program in this process, as from a pipe without a locale. */
export async function callProgram(
  argv: readonly string[],
  options: {
    readonly input?: Uint8Array;
    readonly environment?: Readonly<Record<string, string>>;
    /** Who runs the program. */
    readonly user?: string;
    /** What the system's clock says, in epoch seconds. */
    readonly now?: number;
  } = {},
): Promise<Called> {
  let output = '';
  let error = '';
  const exitCode = await main(argv, {
    environment: { ...testPlaces, ...options.environment },
    columns: undefined,
    outputIsTerminal: false,
    errorIsTerminal: false,
    user: options.user ?? 'tester',
    processors: os.availableParallelism(),
    writeOutput: (text) => {
      output += text;
      return Promise.resolve();
    },
    writeError: (text) => {
      error += text;
    },
    readInput: () => Promise.resolve(options.input ?? new Uint8Array()),
    now: () => options.now ?? 1_760_000_000,
  });
  return { output, error, exitCode };
}
