#!/usr/bin/env node
import module from 'node:module';

/** Oldest Node that has what our libraries call. */
const oldestNode = 22;

// Before anything else is loaded: an older Node would stop in the middle of a library.
if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(`microdata: Node ${String(oldestNode)}+ (${process.versions.node}); npm install node\n`);
  process.exit(2);
}
// Compiled code is kept between runs: a third of the time that `check` takes would go into compiling.
module.enableCompileCache();
const { start } = await import('./main.ts');
await start();
