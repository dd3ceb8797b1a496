import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';

const script = `require no.ssb.fdb:60 as db
create-dataset people
import db/BEFOLKNING_KJOENN as sex
import db/BEFOLKNING_FOEDSELS_AAR_MND as birth
tabulate sex
histogram birth, freq
barchart (count) sex
`;

async function run(lines: string, ...names: readonly string[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'outputs-'));
  const file = path.join(folder, 'script.txt');
  writeFileSync(file, lines);
  const out = names.flatMap((name) => ['--out', path.join(folder, name)]);
  const called = await callProgram(['run', file, '--lang', 'en', '--persons', '5000', '--format', 'csv', ...out]);
  return { ...called, at: (name: string) => path.join(folder, name) };
}

test('tables and charts go to files; where there are several of one kind, their names get numbers', async () => {
  const { exitCode, output, at } = await run(script, 't.csv', 't.xlsx', 't.md', 't.tex', 'c.svg', 'c.png');
  expect(exitCode).toBe(0);
  expect(output).toMatch(/^sex,Count\n/mu);
  expect(output.replaceAll('\r', '').split('\n\n')).toHaveLength(3);
  expect(readFileSync(at('t-1.csv'), 'utf8')).toMatch(/^sex,Count\nMann,\d+\nKvinne,\d+\nTotal,\d+\n$/u);
  expect(readFileSync(at('t-2.csv'), 'utf8')).toMatch(/^From,To,Count\n\d+,\d+,\d*\n/u);
  expect(readFileSync(at('t.md'), 'utf8')).toContain('| Kvinne |');
  expect(readFileSync(at('t.tex'), 'utf8')).toContain('\\toprule');
  expect(readFileSync(at('t.xlsx')).subarray(0, 2).toString()).toBe('PK');
  for (const i of [1, 2]) {
    expect(readFileSync(at(`c-${i}.svg`), 'utf8')).toMatch(/^<svg /u);
    expect(
      readFileSync(at(`c-${i}.png`))
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  }
  expect(existsSync(at('c-3.png'))).toBe(false);
});

test('the same script gives the same bytes in every format', async () => {
  const names = ['t.xlsx', 't.md', 't.tex'];
  const pictures = ['c-1.png', 'c-2.svg'];
  const [first, second] = [
    await run(script, ...names, 'c.png', 'c.svg'),
    await run(script, ...names, 'c.png', 'c.svg'),
  ];
  for (const name of [...names, ...pictures]) {
    expect(readFileSync(second.at(name)).equals(readFileSync(first.at(name))), name).toBe(true);
  }
});

test('one table or chart is written under the very name', async () => {
  const { at } = await run(script.split('\n').slice(0, 5).join('\n'), 't.csv');
  expect(readFileSync(at('t.csv'), 'utf8')).toContain('Kvinne');
});

test('a script without charts has none to write, and says so', async () => {
  const { exitCode, error, at } = await run('let x = 2\n', 'c.png');
  expect(exitCode).toBe(2);
  expect(error).toContain('put out no chart');
  expect(existsSync(at('c.png'))).toBe(false);
});
