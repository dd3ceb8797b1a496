import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from './helpers/program.ts';

const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');

/** The fenced blocks of a language, in order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gmu)].filter((m) => m[1] === language).map((m) => m[2] ?? '');
}

describe('the first page', () => {
  test('shows what its script really prints', async () => {
    const [script = ''] = blocks('microdata');
    const [shown = ''] = blocks('text');
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'readme-')), 'script.txt');
    writeFileSync(file, script);
    const { output, exitCode } = await callProgram(['run', file, '--lang', 'en', '--width', '80']);
    expect(exitCode).toBe(0);
    expect(shown.length).toBeGreaterThan(100);
    expect(output).toContain(shown.trimEnd());
  });

  test('has the two commands first, each in a block of its own', () => {
    const [main, tests] = blocks('sh');
    expect(main).toMatch(/^npm ci && npm run microdata -- run examples\/.*\n$/u);
    expect(tests).toBe('npm ci && npm test\n');
  });
});
