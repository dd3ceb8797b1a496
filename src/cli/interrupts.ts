import type { Language } from '../base/language.ts';
import { exitCodes } from './exit-codes.ts';
import { say } from './failure.ts';

const codes = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ends the process with a sentence when it is interrupted or told to end. Nothing has to be tidied up: whatever is written
 * lies beside its place until it is whole, and threads end with the process. Signals are heard between two pieces of work; the
 * second one meets the system's own handling, which needs nobody to hear it.
 */
export function endOnSignals(language: Language): void {
  const end = (signal: (typeof signals)[number]): void => {
    for (const each of signals) process.removeListener(each, end);
    // On a terminal the line holds the progress, or the ^C that the terminal wrote itself.
    const line = process.stderr.isTTY ? '\r\u001b[2K' : '';
    process.stderr.write(`${line}microdata: ${say('cli-interrupted', {}, language)}\n`);
    process.exit(codes[signal]);
  };
  for (const signal of signals) process.on(signal, end);
}
