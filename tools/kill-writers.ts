/**
 * Kills writers of a databank at random moments and tells what came of it: `node tools/kill-writers.ts [MOMENTS] [SEED]`.
 * The test suite does the same with a handful of moments.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { killWriters } from '../test/metadata/release/kill-writers.ts';

const [, , moments = '200', seed = '1'] = process.argv;
const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'openmicrodata-kill-'));
try {
  const report = await killWriters(parent, Number(moments), Number(seed));
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.failures.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(parent, { recursive: true, force: true });
}
