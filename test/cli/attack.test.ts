import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sdcDatabank } from '../../src/attack/population/databank.ts';
import { callProgram, testPlaces } from '../helpers/program.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'attack-command-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

interface AttackJson {
  readonly format: string;
  readonly failures: number;
  readonly record: Readonly<Record<string, unknown>>;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

async function attack(...options: readonly string[]): Promise<{ exitCode: number; json: AttackJson; error: string }> {
  const called = await callProgram(['attack', '--format', 'json', '--lang', 'en', ...options]);
  const json = called.output === '' ? '{}' : called.output;
  return { exitCode: called.exitCode, json: JSON.parse(json) as AttackJson, error: called.error };
}

describe('microdata attack', () => {
  test('gives a line for each attack and policy, with what it was and what came of it', async () => {
    const { exitCode, json, error } = await attack('--attack', 'A01', '--runs', '2', '--threads', '1');
    expect(exitCode, error).toBe(0);
    expect(json.format).toBe('microdata-attack');
    expect(json.record).toMatchObject({ databank: 'angrep.sdcpop1', seed: '1', runs: 2, targets: 100 });
    expect(json.lines.map(({ attack: id, service }) => [id, service])).toEqual([
      ['A01a', 'strict/user'],
      ['A01a', 'hardened/databank'],
      ['A01b', 'strict/user'],
      ['A01b', 'hardened/databank'],
    ]);
    expect(json.lines[0]).toMatchObject({ success: 0, limit: 0, verdict: 'holds', runs: 2 });
    expect(error).toContain('[4/4] A01b hardened/databank');
  });

  test('gives the same from any number of threads, and something else from another seed', async () => {
    const options = ['--attack', 'A01b', '--runs', '12', '--policy', 'strict', '--quiet'];
    const one = await attack(...options, '--threads', '1');
    expect(await attack(...options, '--threads', '2')).toEqual(one);
    expect((await attack(...options, '--threads', '1', '--seed', 'other')).json.lines).not.toEqual(one.json.lines);
  });

  test('shows what attacks can do where nothing is protected, and writes the report to a file', async () => {
    const file = path.join(folder, 'report.json');
    const open = await attack('--attack', 'A12', '--runs', '1', '--policy', 'open', '--threads', '1', '--out', file);
    expect(open.exitCode).toBe(0);
    expect(open.json.lines[0]).toMatchObject({ success: 1, verdict: 'shown', limit: null });
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(open.json);
  });

  test("plays on an owner's databank with what the owner names", async () => {
    const databank = await sdcDatabank(testPlaces.MICRODATA_CACHE);
    const named = ['KOMMUNE', 'KJONN', 'FAAR', 'UTD'].flatMap((name) => ['--known', name]);
    const options = ['--databank', databank, '--runs', '1', '--threads', '1', '--quiet'];
    const { exitCode, json, error } = await attack(
      ...[...options, ...named, '--value', 'INNTEKT', '--property', 'SYK=1', '--attack', 'A12', '--attack', 'A19a'],
    );
    expect(exitCode, error).toBe(0);
    expect(json.record).toMatchObject({
      known: ['KOMMUNE', 'KJONN', 'FAAR', 'UTD'],
      value: 'INNTEKT',
      property: 'SYK=1',
    });
    expect(json.lines.map(({ attack: id, verdict }) => [id, verdict])).toEqual([
      ['A12', 'holds'],
      ['A19a', 'holds'],
    ]);
  });

  test('finds variables by itself', async () => {
    const databank = await sdcDatabank(testPlaces.MICRODATA_CACHE);
    const { json } = await attack('--databank', databank, '--runs', '1', '--threads', '1', '--attack', 'A01a');
    expect(json.record['value']).toBe('INNTEKT');
    expect(json.record['known']).toEqual(expect.arrayContaining(['KOMMUNE', 'FAAR']));
  });

  test.each([
    [['--attack', 'A99'], 'There is no attack'],
    [['--policy', 'acro'], 'acro'],
    [['--databank', 'DIR', '--known', 'NOTHING'], "no variable 'NOTHING'"],
    [['--databank', 'DIR', '--property', 'SYK'], 'write VARIABLE=CODE'],
    [['--databank', 'DIR', '--date', 'soon'], 'YYYY-MM-DD'],
    [['--databank', 'DIR', '--databank-version', '7'], 'no version 7'],
    [['--databank', 'DIR', '--known', 'KJONN', '--known', 'FAAR'], 'code list'],
  ])('says what is wrong: %j', async (options, words) => {
    const databank = await sdcDatabank(testPlaces.MICRODATA_CACHE);
    const { exitCode, error } = await attack(...options.map((option) => (option === 'DIR' ? databank : option)));
    expect(error).toContain(words);
    expect(exitCode).toBe(2);
  });
});
