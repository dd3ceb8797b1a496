import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordKeyCache } from '../../src/runtime/key-cache.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';
import { callProgram, testPlaces } from '../helpers/program.ts';

const runner = createFoldRunner({ threads: 1 });
const secret = new Uint8Array(32).fill(7);
const universe = { unitType: 'PERSON', size: 3, identifierOf: String, contentHash: 'sha256:abc' };
const shared = (values: readonly number[]): Uint32Array => {
  const array = new Uint32Array(new SharedArrayBuffer(values.length * 4));
  array.set(values);
  return array;
};
const keys = { a: shared([1, 2, 0xffffffff]), b: shared([4, 5, 6]) };
const newFolder = (): string => path.join(mkdtempSync(path.join(os.tmpdir(), 'keys-')), 'keys');
const onlyFile = (folder: string): string => path.join(folder, readdirSync(folder)[0] ?? '');

describe('the cache of record keys', () => {
  test('gives back what was kept, readable by its owner only', async () => {
    const folder = newFolder();
    const cache = recordKeyCache(folder, secret, runner);
    expect(await cache.read(universe)).toBeUndefined();
    await cache.write(universe, keys);
    expect(await cache.read(universe)).toEqual(keys);
    expect(statSync(onlyFile(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('belongs to one secret and one universe', async () => {
    const folder = newFolder();
    await recordKeyCache(folder, secret, runner).write(universe, keys);
    expect(await recordKeyCache(folder, new Uint8Array(32), runner).read(universe)).toBeUndefined();
    expect(
      await recordKeyCache(folder, secret, runner).read({ ...universe, contentHash: 'sha256:other' }),
    ).toBeUndefined();
  });

  test('is not believed when a single bit has changed or bytes are missing', async () => {
    const folder = newFolder();
    const cache = recordKeyCache(folder, secret, runner);
    await cache.write(universe, keys);
    const whole = readFileSync(onlyFile(folder));
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(onlyFile(folder), damaged);
      expect(await cache.read(universe)).toBeUndefined();
    }
    writeFileSync(onlyFile(folder), whole.subarray(0, 20));
    expect(await cache.read(universe)).toBeUndefined();
  });

  test('changes no released number', async () => {
    const file = path.join(import.meta.dirname, '../../examples/wages-by-municipality.txt');
    const environment = { ...testPlaces, MICRODATA_SECRETS: path.dirname(newFolder()) };
    const first = await callProgram(['run', file, '--format', 'json'], { environment });
    expect(readdirSync(path.join(environment.MICRODATA_SECRETS, 'keys')).length).toBeGreaterThan(0);
    const second = await callProgram(['run', file, '--format', 'json'], { environment });
    expect(first.exitCode).toBe(0);
    expect(second.output).toBe(first.output);
  });
});
