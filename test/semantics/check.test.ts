import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callProgram } from '../helpers/program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'microdata-check-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Folders that do not exist, and must not exist afterwards. */
const places = { MICRODATA_CACHE: path.join(folder, 'cache'), MICRODATA_SECRETS: path.join(folder, 'secrets') };
const environment = { ...places, LANG: 'en_GB.UTF-8' };

function expectNothingMade(): void {
  expect(Object.values(places).map((place) => existsSync(place))).toEqual([false, false]);
}

function scriptFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const tenMistakes = path.join(import.meta.dirname, 'ten-mistakes.txt');

describe('microdata check on a script with ten mistakes', () => {
  /** Where each mistake is reported, with what its way out must name. */
  const expected = [
    ['2:20', 'unknown-databank-version', '60'],
    ['6:26', 'date-outside', '2023-12-31'],
    ['8:1', 'unknown-command', 'generate'],
    ['9:23', 'unknown-variable', 'wage'],
    ['10:9', 'text-compared-with-number', "'1'"],
    ['11:18', 'key-variable-used', 'by()'],
    ['12:20', 'wrong-argument-count', 'round('],
    ['13:15', 'unknown-option', 'rowpct'],
    ['14:16', 'dataset-exists', 'use'],
    ['15:1', 'unclosed-loop', 'end'],
  ] as const;

  it.each(['en', 'no'])('reports all ten at their places, each with a way out, in %s', async (language) => {
    const { output, exitCode } = await callProgram(['check', tenMistakes, '--lang', language], { environment });
    expect(exitCode).toBe(1);
    const found = output
      .split(/^(?=\S*ten-mistakes\.txt:)/mu)
      .filter((block) => /^\S*ten-mistakes\.txt:\d/u.test(block));
    const heads = found.map((block) => /:(\d+:\d+): \S+ ([a-z-]+)/u.exec(block)?.slice(1));
    expect(heads).toEqual(expected.map(([place, code]) => [place, code]));
    for (const [i, [, , wayOut]] of expected.entries()) expect(found[i]).toContain(wayOut);
    expectNothingMade();
  });

  it('says the same in JSON', async () => {
    const { output, exitCode } = await callProgram(['check', tenMistakes, '--format', 'json'], { environment });
    expect(exitCode).toBe(1);
    const codes = [...output.matchAll(/"code": ?"([a-z-]+)"/gu)].map(([, code]) => code);
    expect(codes).toEqual(expected.map(([, code]) => code));
    expectNothingMade();
  });

  it('is not run either', async () => {
    const { exitCode } = await callProgram(['run', tenMistakes], { environment });
    expect(exitCode).toBe(1);
    expectNothingMade();
  });
});

describe('a script with a command that cannot be run yet', () => {
  const start = `require no.ssb.fdb:60 as reg
create-dataset people
import reg/BEFOLKNING_KJOENN as sex
import reg/INNTEKT_WLONN 2020-12-31 as wage
generate rich = wage > 500000
`;

  it.each([
    ['logit', 'logit rich wage'],
    ['kaplan-meier', 'kaplan-meier rich wage'],
  ])('%s is named before any data are read', async (command, statement) => {
    const file = scriptFile(`${command}.txt`, `${start}${statement}\n`);
    const { error, output, exitCode } = await callProgram(['run', file, '--policy', 'open'], { environment });
    expect(exitCode).toBe(1);
    expect(`${output}${error}`).toContain(`\`${command}\``);
    expectNothingMade();
  });
});
