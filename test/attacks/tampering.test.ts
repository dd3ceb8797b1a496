import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { policyById, policyIds } from '../../src/disclosure/policies.ts';
import { callProgram } from '../helpers/program.ts';
import { attack, opening } from './attacker.ts';
import { attackDatabank, bankName, bankSecret, secretsFolder } from './population.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tampering-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const script = `${opening}tabulate region\n`;

/** Writes a policy file that is a shipped one with changes. */
function policyFile(id: string, change: (policy: Record<string, Record<string, unknown>>) => void): string {
  const derived = new Set(['hash', 'strictness']);
  const data = Object.entries(policyById(id)!).filter(([name]) => !derived.has(name));
  const copy = JSON.parse(JSON.stringify(Object.fromEntries(data))) as Record<string, Record<string, unknown>>;
  change(copy);
  const file = path.join(fs.mkdtempSync(path.join(folder, 'policy-')), 'hardened.json');
  fs.writeFileSync(file, JSON.stringify(copy));
  return file;
}

describe('A50 DC-35: a policy cannot be weakened', () => {
  test.each(policyIds.filter((id) => id !== 'hardened'))(
    'confidential data are not opened under %s',
    async (policy) => {
      const refused = await attack(script, { nature: 'confidential', policy });
      expect(refused.exitCode).not.toBe(0);
      expect(refused.text + refused.json + refused.html).toBe('');
      expect(refused.error).toContain(policy);
    },
  );

  test('confidential data get the policy hardened when none is asked for, in every stamp', async () => {
    const leaving = await attack(script, { nature: 'confidential' });
    expect(leaving.exitCode, leaving.error).toBe(0);
    const run = JSON.parse(leaving.json) as {
      statements: { results: { stamp: { policy: string; trust: string; policyHash: string } }[] }[];
    };
    const stamps = run.statements.flatMap(({ results }) => results.map(({ stamp }) => stamp));
    expect(stamps.length).toBeGreaterThan(8);
    expect(new Set(stamps.map(({ policy }) => policy))).toEqual(new Set(['hardened']));
    expect(new Set(stamps.map(({ trust }) => trust))).toEqual(new Set(['client']));
  });

  test('every stamp carries the hash of the policy that was applied', async () => {
    const file = path.join(folder, 'script.txt');
    fs.writeFileSync(file, script);
    const databank = await attackDatabank(0);
    for (const id of ['strict', 'hardened', 'open']) {
      const argv = ['run', file, '--databank', databank, '--policy', id, '--format', 'json', '--threads', '1'];
      const { output } = await callProgram(argv, { environment: { MICRODATA_SECRETS: secretsFolder } });
      const hashes = new Set([...output.matchAll(/"policyHash":"([^"]+)"/gu)].map((match) => match[1]));
      expect(hashes).toEqual(new Set([policyById(id)!.hash]));
    }
  });

  test.each([
    ['a minimum', (policy: Record<string, Record<string, unknown>>) => (policy['population']!['min'] = 0)],
    ['the noise', (policy: Record<string, Record<string, unknown>>) => (policy['magnitude']!['lambda'] = 0)],
    ['counts', (policy: Record<string, Record<string, unknown>>) => (policy['counts']!['mode'] = 'exact')],
  ])('a file that calls itself hardened with less of %s does not open confidential data', async (_, change) => {
    const file = policyFile('hardened', (policy) => void change(policy));
    const refused = await attack(script, { nature: 'confidential', policy: file });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text + refused.json + refused.html).toBe('');
  });

  test('a weakened file cannot bear the name of a shipped policy, even for synthetic data', async () => {
    const file = policyFile('hardened', (policy) => (policy['population']!['min'] = 0));
    const refused = await attack(script, { policy: file });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text + refused.json + refused.html).toBe('');
  });

  test('the floor that a manifest states is kept, and raises the policy when none is asked for', async () => {
    const databank = path.join(fs.mkdtempSync(path.join(folder, 'floor-')), 'bank');
    fs.cpSync(await attackDatabank(0), databank, { recursive: true });
    const file = path.join(folder, 'floor.txt');
    fs.writeFileSync(file, script);
    const environment = { MICRODATA_SECRETS: secretsFolder };
    const run = (...more: readonly string[]) =>
      callProgram(['run', file, '--databank', databank, '--format', 'json', '--threads', '1', ...more], {
        environment,
      });
    const manifest = path.join(databank, 'databank.json');
    const stated = JSON.parse(fs.readFileSync(manifest, 'utf8')) as object;
    fs.writeFileSync(manifest, JSON.stringify({ ...stated, minimumPolicy: 'hardened' }));
    for (const policy of ['strict', 'literal', 'open']) {
      const refused = await run('--policy', policy);
      expect([refused.exitCode === 0, refused.output], policy).toEqual([false, '']);
    }
    const { output } = await run();
    expect(new Set([...output.matchAll(/"policy":"([^"]+)"/gu)].map((match) => match[1]))).toEqual(
      new Set(['hardened']),
    );
    fs.writeFileSync(manifest, JSON.stringify({ ...stated, minimumPolicy: 'nonsense' }));
    expect((await run()).exitCode).not.toBe(0);
    fs.writeFileSync(manifest, JSON.stringify({ ...stated, minimumPolicy: 7 }));
    expect((await run()).exitCode).not.toBe(0);
  });

  test('an unchanged copy of a shipped policy is that policy', async () => {
    const leaving = await attack(script, { nature: 'confidential', policy: policyFile('hardened', () => undefined) });
    expect(leaving.exitCode, leaving.error).toBe(0);
  });

  test.each([
    '// policy: open',
    '// @policy open\n// disclosure: off',
    'configure policy open',
    'configure nodisclosure',
    '#policy open',
  ])('nothing in a script changes the policy: %s', async (line) => {
    const plain = await attack(`${opening}tabulate region if nr < 9\n`, { policy: 'strict' });
    const tampered = await attack(`${line}\n${opening}tabulate region if nr < 9\n`, { policy: 'strict' });
    if (tampered.exitCode === 0) {
      expect(/strict@1/u.test(tampered.text)).toBe(true);
      const bodies = (text: string): unknown =>
        (JSON.parse(text) as { statements: { results: { body: unknown }[] }[] }).statements
          .at(-1)!
          .results.map(({ body }) => body);
      expect(bodies(tampered.json)).toEqual(bodies(plain.json));
    } else {
      expect(tampered.json + tampered.html).toBe('');
    }
  });

  test('front matter and environment do not change it either', async () => {
    const databank = await attackDatabank(0);
    const file = path.join(folder, 'script.md');
    fs.writeFileSync(file, `---\npolicy: open\ntrust: server\n---\n\n\`\`\`microdata\n${script}\`\`\`\n`);
    const environment = { MICRODATA_SECRETS: secretsFolder, MICRODATA_POLICY: 'open', POLICY: 'open' };
    const { output } = await callProgram(['run', file, '--databank', databank, '--format', 'json', '--threads', '1'], {
      environment,
    });
    expect(new Set([...output.matchAll(/"policy":"([^"]+)"/gu)].map((match) => match[1]))).toEqual(new Set(['strict']));
    expect(output).not.toContain('"trust":"server"');
  });
});

describe('DC-35: the secret', () => {
  test('a databank whose secret is missing, short or not a secret is not opened', async () => {
    const databank = await attackDatabank(0);
    const file = path.join(folder, 'secret.txt');
    fs.writeFileSync(file, script);
    for (const content of [undefined, '', 'ab', 'zz'.repeat(32), `${bankSecret}00`]) {
      const secrets = fs.mkdtempSync(path.join(folder, 'secrets-'));
      if (content !== undefined) fs.writeFileSync(path.join(secrets, `${bankName}.key`), content);
      const called = await callProgram(['run', file, '--databank', databank, '--threads', '1'], {
        environment: { MICRODATA_SECRETS: secrets },
      });
      expect(called.exitCode, content).not.toBe(0);
      expect(called.output).toBe('');
      expect(called.error).not.toContain(bankSecret);
    }
  });

  test('a new secret is readable by its owner only, and never replaced', async () => {
    const secrets = path.join(folder, 'made');
    const source = path.join(import.meta.dirname, '../../assets/rand/datasets');
    const make = (target: string) =>
      callProgram(['databank', 'ingest', source, path.join(folder, target), '--name', 'no.prove', '--quiet'], {
        environment: { MICRODATA_SECRETS: secrets },
      });
    expect((await make('first')).exitCode).toBe(0);
    const key = path.join(secrets, 'no.prove.key');
    expect(fs.statSync(key).mode & 0o777).toBe(0o600);
    expect(fs.statSync(secrets).mode & 0o777).toBe(0o700);
    const secret = fs.readFileSync(key, 'utf8').trim();
    expect(secret).toMatch(/^[0-9a-f]{64}$/u);
    expect((await make('second')).exitCode).toBe(0);
    expect(fs.readFileSync(key, 'utf8').trim()).toBe(secret);
    for (const target of ['first', 'second']) {
      for (const entry of fs.readdirSync(path.join(folder, target), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const bytes = fs.readFileSync(path.join(entry.parentPath, entry.name));
        expect(bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'hex'))).toBe(false);
      }
    }
  });
});

test('DC-35c: a run on this machine says so in every format', async () => {
  const leaving = await attack(script, { policy: 'strict' });
  for (const stream of [leaving.text, leaving.html]) {
    expect(stream).toContain('Calculated on this machine: no confidentiality guarantee.');
  }
  expect(leaving.json).toContain('"trust":"client"');
});
