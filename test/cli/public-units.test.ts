import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';

async function run(lines: readonly string[]) {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'public-units-')), 'script.txt');
  writeFileSync(file, `require no.ssb.fdb:60 as db\n${lines.join('\n')}\n`);
  return callProgram(['run', file, '--lang', 'en', '--persons', '2000', '--policy', 'strict', '--width', '200']);
}

describe('a dataset of municipalities', () => {
  test('of public facts may be small: everybody knows who is in it', async () => {
    const { output, exitCode } = await run([
      'create-dataset places',
      'import db/SB12241_KOSTRA_HUSHOLDNINGSAVFALL_AARSINNBYGGER 2021-12-31 as accounts',
      'create-dataset people',
      'import db/BEFOLKNING_KJOENN as sex',
    ]);
    expect(output).toContain('it defines the population of `places`');
    expect(exitCode).toBe(0);
  });

  test('a dataset of so few persons may not, nor one that loses most of its rows', async () => {
    const few = await run(['create-dataset people', 'import db/UFOERP2011FDT_GRAD 2021-01-01 as degree']);
    expect(few.exitCode).toBe(3);
    const kept = await run([
      'create-dataset places',
      'import db/SB12241_KOSTRA_HUSHOLDNINGSAVFALL_AARSINNBYGGER 2021-12-31 as accounts',
      'keep if accounts > 1000000000',
    ]);
    expect(kept.output).not.toMatch(/removed/u);
  });
});
