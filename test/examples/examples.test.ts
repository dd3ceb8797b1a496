import { readdirSync } from 'node:fs';
import path from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { expectGolden } from '../helpers/golden.ts';
import { callProgram } from '../helpers/program.ts';

const folder = path.join(import.meta.dirname, '../../examples');
const scripts = readdirSync(folder).filter((name) => /\.(md|txt)$/u.test(name));

/** Examples name their language in the front matter; plain scripts are shown in Norwegian. */
const run = (script: string, ...options: string[]) => callProgram(['run', path.join(folder, script), ...options]);

describe('every example', () => {
  test('there are at least eight', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(8);
  });

  test.each(scripts)('%s prints what it is expected to, in a narrow and a wide window', async (script) => {
    for (const width of ['80', '140']) {
      const { output, error, exitCode } = await run(script, '--width', width);
      expect(error).toBe('');
      expect(exitCode).toBe(0);
      expect(longestLine(output)).toBeLessThanOrEqual(Number(width));
      expectGolden(path.join(folder, 'expected', width, `${script}.txt`), output);
    }
  });

  test.each(scripts)('%s gives the same bytes twice, and with one and four threads', async (script) => {
    const first = await run(script, '--format', 'json', '--threads', '1');
    const again = await run(script, '--format', 'json', '--threads', '1');
    const threaded = await run(script, '--format', 'json', '--threads', '4');
    expect(first.exitCode).toBe(0);
    expect(again.output).toBe(first.output);
    expect(threaded.output).toBe(first.output);
    expectGolden(path.join(import.meta.dirname, '../golden/examples', `${script}.json`), first.output);
  });

  test.each(scripts)('%s has no mistakes to report', async (script) => {
    const { output, exitCode } = await callProgram(['check', path.join(folder, script)]);
    expect(output).not.toMatch(/^(error|warning) /mu);
    expect(exitCode).toBe(0);
  });
});

/** Script lines and comments stand as written; everything else keeps to the window. */
function longestLine(output: string): number {
  const lines = output.split('\n').filter((line) => !/^( {4}|\S*>> |\/\/)/u.test(line));
  return Math.max(...lines.map((line) => stringWidth(line)));
}
