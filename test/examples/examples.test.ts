import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import stringWidth from 'string-width';
import { afterAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../helpers/browser.ts';
import { expectGolden } from '../helpers/golden.ts';
import { expectAccessible } from '../helpers/page-audit.ts';
import { callProgram } from '../helpers/program.ts';

const folder = path.join(import.meta.dirname, '../../examples');
const scripts = readdirSync(folder).filter((name) => /\.(md|txt)$/u.test(name));

const browser = findBrowser();
const written = mkdtempSync(path.join(os.tmpdir(), 'microdata-examples-'));
afterAll(() => {
  rmSync(written, { recursive: true });
});

/** Examples name their language in the front matter; plain scripts are shown in Norwegian. */
const run = (script: string, ...options: string[]) => callProgram(['run', path.join(folder, script), ...options]);

describe('every example', () => {
  test('there are at least eight', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(8);
  });

  // In one run for each width what a run has to show, for a run is what takes time.
  test.each(scripts)(
    '%s prints what it is expected to, in a narrow and a wide window, the same numbers with one and four threads',
    async (script) => {
      for (const { width, threads } of [
        { width: '80', threads: '1' },
        { width: '140', threads: '4' },
      ]) {
        const json = path.join(written, `${script}.json`);
        const report = threads === '1' ? ['--out', path.join(written, `${script}.html`)] : [];
        const options = ['--width', width, '--threads', threads, '--out', json, ...report, '--quiet'];
        const { output, error, exitCode } = await run(script, ...options);
        expect(error).toBe('');
        expect(exitCode).toBe(0);
        expect(longestLine(output)).toBeLessThanOrEqual(Number(width));
        expectGolden(path.join(folder, 'expected', width, `${script}.txt`), output);
        expectGolden(
          path.join(import.meta.dirname, '../golden/examples', `${script}.json`),
          readFileSync(json, 'utf8'),
        );
      }
    },
  );

  test.skipIf(browser === undefined)(
    'axe finds no fault in their reports, some wide and light and some narrow and dark (skipped without a Chromium)',
    async () => {
      // Every kind of picture is looked at in test/render/html.
      const read = scripts.filter((script) => script !== 'pictures.md');
      const reports = read.map(
        (script) => [script, readFileSync(path.join(written, `${script}.html`), 'utf8')] as const,
      );
      await expectAccessible(browser ?? '', new Map(reports.filter((_, index) => index % 2 === 0)), 1200, 'light');
      await expectAccessible(browser ?? '', new Map(reports.filter((_, index) => index % 2 === 1)), 360, 'dark');
    },
    600_000,
  );

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
