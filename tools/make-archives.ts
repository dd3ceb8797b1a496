/**
 * Archives every example for this version of the program, into `test/golden/archives/VERSION`:
 *
 *     npx node tools/make-archives.ts
 *
 * They are verified by the test suite from then on, also by later versions, which may only differ where a semantics version was
 * raised. So this runs once for a version, before its release.
 */
import fs from 'node:fs';
import path from 'node:path';
import { programVersion } from '../src/cli/version.ts';
import { callProgram } from '../test/helpers/program.ts';

const root = path.join(import.meta.dirname, '..');
const examples = path.join(root, 'examples');
const target = path.join(root, 'test/golden/archives', programVersion());

fs.mkdirSync(target, { recursive: true });
for (const name of fs.readdirSync(examples).filter((file) => /\.(?:md|txt)$/u.test(file))) {
  const file = path.join(target, `${name}.zip`);
  const argv = ['archive', path.join(examples, name), '-o', file, '--date', '2026-11-22', '--license', 'MIT'];
  const { error, exitCode } = await callProgram([...argv, '--quiet']);
  if (exitCode !== 0) throw new Error(`${name}: ${error}`);
  console.log(path.relative(root, file));
}
