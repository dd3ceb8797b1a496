#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts';
import { say } from './failure.ts';
import { main, processSurroundings } from './main.ts';
import { languageOf } from './surroundings.ts';

// A reader that closes its end, as `head` does, ends the program in silence.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.usage);
});
process.once('SIGINT', () => {
  process.stderr.write(`\nmicrodata: ${say('cli-interrupted', {}, languageOf(process.env))}\n`);
  process.exit(exitCodes.interrupted);
});
// Threads and files of a finished run must not keep the process alive.
process.exit(await main(process.argv.slice(2), processSurroundings()));
