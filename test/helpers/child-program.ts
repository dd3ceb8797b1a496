import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { testPlaces } from './program.ts';

const entry = path.join(import.meta.dirname, '../../src/cli/cli.ts');

/** How a process of its own ended, and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly error: string;
}

/** Calls the program as a process of its own; `listen` is told all that has been written on standard error each time that it grows. */
export function callChild(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  listen: (error: string, child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...argv], {
      env: { PATH: process.env['PATH'], ...testPlaces, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let error = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      error += text;
      listen(error, child);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output, error }));
  });
}
