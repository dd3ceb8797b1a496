import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { opening } from '../attacks/attacker.ts';
import { attackDatabank, bankName, everybody, secretsFolder } from '../attacks/population.ts';
import { type Called, callProgram } from '../helpers/program.ts';

let folder = '';
let secrets = '';
let databank = '';

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-'));
  secrets = path.join(folder, 'secrets');
  databank = await attackDatabank(1, 'confidential');
  fs.mkdirSync(secrets);
  fs.copyFileSync(path.join(secretsFolder, `${bankName}.key`), path.join(secrets, `${bankName}.key`));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const ledger = (): string => path.join(secrets, 'ledger', bankName);

function call(argv: readonly string[], user: string, now: number): Promise<Called> {
  return callProgram([...argv, '--lang', 'en'], { environment: { MICRODATA_SECRETS: secrets }, user, now });
}

/** Runs some statements on everybody, as a user at a time. */
async function run(
  statements: string,
  user = 'kari',
  now = 1_700_000_000,
  more: readonly string[] = [],
): Promise<Called> {
  const file = path.join(folder, 'script.txt');
  fs.writeFileSync(file, opening + statements);
  return call(['run', file, '--databank', databank, '--threads', '1', '--quiet', ...more], user, now);
}

const audit = (...argv: readonly string[]): Promise<Called> =>
  call(['audit', ...argv, '--databank', databank], 'eier', 1_700_100_000);

/** People who are young, so that they are in every population of these scripts but the second of their pair. */
const young = everybody()
  .filter(({ faar, nr }) => faar > 2000 && nr > 1000)
  .map(({ nr }) => nr);

/** The oldest way of finding somebody out: the same table with and without one person, for some persons. */
const pairs = (count: number): string =>
  young
    .slice(0, count)
    .map((nr, i) => [`faar > ${1950 + 5 * i}`, `faar > ${1950 + 5 * i} & nr != ${nr}`])
    .flatMap((conditions) => conditions.map((condition) => `tabulate kjonn if ${condition}\n`))
    .join('');

interface AuditJson {
  readonly head: string;
  readonly runs: readonly {
    readonly user: string;
    readonly time: number;
    readonly refused: number;
    readonly score: number;
    readonly reasons: readonly string[];
    readonly flags: readonly string[];
    readonly isEnded: boolean;
  }[];
  readonly rules: readonly { readonly rule: string; readonly refused: number }[];
}

async function auditJson(): Promise<AuditJson> {
  const { output } = await audit(bankName, '--format', 'json');
  return JSON.parse(output) as AuditJson;
}

describe('microdata audit', () => {
  test('tells who ran what, which rules acted, and that the log is whole', async () => {
    await run('tabulate region kjonn\nsummarize inntekt if nr < 5\n');
    await run('tabulate kjonn\n', 'ola', 1_700_003_600);
    const { output, error, exitCode } = await audit();
    expect(exitCode).toBe(0);
    expect(output).toContain(`${bankName}\nRuns: 2 (2 different scripts), 2023-11-14 22:13 – 2023-11-14 23:13`);
    expect(output).toMatch(/kari\s+1\s+\d+\s+1\s/u);
    expect(output).toMatch(/DC-07\s+1\s+1\s+·\s+·\s+minimum of units for statistics/u);
    expect(error).toMatch(/^The log is whole: \d+ lines, the last with the seal [0-9a-f]{64}\.\n$/u);
    const { runs } = await auditJson();
    expect(runs.map(({ user, time, isEnded }) => ({ user, time, isEnded }))).toEqual([
      { user: 'kari', time: 1_700_000_000, isEnded: true },
      { user: 'ola', time: 1_700_003_600, isEnded: true },
    ]);
  });

  test('holds no number that was not released', async () => {
    await run('tabulate syk if nr < 3000\nsummarize inntekt\nregress inntekt faar\n');
    const log = fs.readFileSync(path.join(ledger(), 'audit.jsonl'), 'utf8');
    // A record says how many displayed cells a rule touched, never what was in them.
    expect(log).not.toMatch(/\d+\.\d{3}|"units"|"mean"/u);
  });

  test('shows what looked like a search for one person, which the author never sees', async () => {
    const first = await run(pairs(2));
    expect(`${first.output}${first.error}`).not.toMatch(/score|flag|DC-32|poeng/u);
    const { runs } = await auditJson();
    expect(runs[0]).toMatchObject({ score: 12, reasons: ['near-population'], flags: ['flag'] });
    expect((await audit()).output).toMatch(/12\.0\s+flagged\s+nearly equal populations/u);
    expect((await audit()).output).toMatch(/DC-30\s+4\s+·\s+·\s+2\s/u);
  });

  test('pauses a session that went on searching, in later runs too, until an operator has looked', async () => {
    await run(pairs(3));
    expect((await run('tabulate kjonn\n')).output).toContain('The session is paused for review');
    expect((await run('tabulate kjonn\n', 'ola')).output).not.toContain('paused');
    const { error } = await audit(bankName, '--reset');
    expect(error).toContain(`The score of '${bankName}' was set to zero by eier`);
    expect((await run('tabulate kjonn\n')).output).not.toContain('paused');
    expect((await audit()).output).toContain('The score was set to zero: 2023-11-16 02:00, eier');
  });

  test('remembers the populations of earlier runs: they are not told apart from near ones in later runs', async () => {
    const shown = async (condition: string): Promise<string> =>
      (await run(`tabulate region if ${condition}\n`)).output
        .split('\n')
        .filter((line) => /^Kode K\d\d/u.test(line))
        .join();
    const first = await shown('faar > 1950');
    expect(await shown(`faar > 1950 & nr != ${young[0]!}`)).toBe(first);
    expect(await shown('faar > 1950 & nr > 4000')).not.toBe(first);
  });

  test('names the history that a run depended on in its record', async () => {
    const record = async (): Promise<string> => {
      const out = path.join(folder, 'out.json');
      await run('tabulate kjonn if faar > 1950\n', 'kari', 1_700_000_000, ['--out', out]);
      return (JSON.parse(fs.readFileSync(out, 'utf8')) as { record: { history: string } }).record.history;
    };
    const before = await record();
    expect(before).toMatch(/^sha256:/u);
    expect(await record()).not.toBe(before);
    fs.rmSync(path.join(ledger(), 'databank'), { recursive: true });
    expect(await record()).toBe(before);
  });

  test('finds a log that was changed, cut, or put back', async () => {
    await run('tabulate kjonn\n');
    const { head } = await auditJson();
    const file = path.join(ledger(), 'audit.jsonl');
    const content = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, content.replace('kari', 'kara'));
    expect(await audit()).toMatchObject({ exitCode: 4, error: expect.stringContaining('Line 1 of') as string });
    fs.writeFileSync(file, content.split('\n').slice(0, 2).join('\n') + '\n');
    expect(await audit()).toMatchObject({ exitCode: 4, error: expect.stringContaining('has been longer') as string });
    fs.writeFileSync(file, content);
    expect((await audit(bankName, '--head', head)).exitCode).toBe(0);
    fs.rmSync(ledger(), { recursive: true });
    await run('tabulate region\n');
    expect(await audit(bankName, '--head', head)).toMatchObject({
      exitCode: 4,
      error: expect.stringContaining('was exchanged or put back') as string,
    });
  });

  test('says for which databanks there are logs', async () => {
    expect((await audit()).output).toContain('No log has been kept in');
    expect((await audit('no.such')).error).toContain("No log has been kept for 'no.such'");
    await run('tabulate kjonn\n');
    expect((await audit('no.such')).error).toContain(`there are logs for ${bankName}`);
  });

  test('resets nothing but what has a name and a history', async () => {
    expect((await audit('--reset')).error).toContain('there is nothing to reset');
    await run('tabulate kjonn\n');
    const before = fs.readFileSync(path.join(ledger(), 'audit.jsonl'), 'utf8');
    expect((await audit('--reset')).error).toContain(`'microdata audit NAME --reset'; there are logs for ${bankName}`);
    expect((await audit(bankName, '--reset', '--user', 'kari')).error).toContain('is not kept per user');
    fs.mkdirSync(path.join(ledger(), 'users', 'kari'), { recursive: true });
    const unknown = await audit(bankName, '--reset', '--user', 'ola');
    expect(unknown.exitCode).not.toBe(0);
    expect(unknown.error).toContain(`no history of the user 'ola' on '${bankName}'; there are histories of kari`);
    fs.rmSync(path.join(ledger(), 'databank'), { recursive: true });
    expect((await audit(bankName, '--reset')).error).toContain('say whose with --user: kari');
    expect(fs.readdirSync(path.join(ledger(), 'users'))).toEqual(['kari']);
    expect(fs.existsSync(path.join(ledger(), 'databank'))).toBe(false);
    expect(fs.readFileSync(path.join(ledger(), 'audit.jsonl'), 'utf8')).toBe(before);
  });

  test('a run whose log cannot be written fails, and lets the next one begin', async () => {
    fs.mkdirSync(ledger(), { recursive: true });
    fs.symlinkSync(path.join(folder, 'gone', 'audit.jsonl'), path.join(ledger(), 'audit.jsonl'));
    for (let attempt = 0; attempt < 2; attempt++) {
      const { exitCode, output, error } = await run('tabulate kjonn\n');
      expect(exitCode).not.toBe(0);
      expect(output).toBe('');
      expect(error).not.toContain('another run');
    }
    fs.rmSync(path.join(ledger(), 'audit.jsonl'));
    expect((await run('tabulate kjonn\n')).exitCode).toBe(0);
    expect((await audit()).exitCode).toBe(0);
  });

  test('a score fades within days, unless the session was paused', async () => {
    const day = 86_400;
    await run(pairs(2));
    await run(
      'tabulate region if faar > 1980\ntabulate region if faar > 1980 & nr > 3 & nr < 6000\n',
      'kari',
      1_700_000_000 + 2 * day,
    );
    const last = (await auditJson()).runs.at(-1)!;
    expect(last.flags).toEqual([]);
    await run(pairs(4), 'kari', 1_700_000_000 + 2 * day);
    await run('tabulate kjonn\n', 'kari', 1_700_000_000 + 9 * day);
    expect((await auditJson()).runs.map(({ flags }) => flags)).toEqual([['flag'], [], ['flag', 'block'], ['block']]);
  });

  test('is kept for synthetic data on request, which changes no result', async () => {
    databank = await attackDatabank(1);
    const without = await run('tabulate kjonn\n');
    expect(fs.existsSync(ledger())).toBe(false);
    const kept = await run('tabulate kjonn\n', 'kari', 1_700_000_000, ['--audit']);
    expect(kept.output).toBe(without.output);
    expect((await auditJson()).runs).toHaveLength(1);
  });

  test('two runs at once: the second waits until the first is done', async () => {
    const runs = await Promise.all([run('tabulate kjonn\n'), run('tabulate kjonn\n', 'ola')]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect((await auditJson()).runs.map(({ isEnded }) => isEnded)).toEqual([true, true]);
  });
});
