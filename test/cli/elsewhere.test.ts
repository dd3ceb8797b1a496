import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callChild } from '../helpers/child-program.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const example = path.join(import.meta.dirname, '../../examples/wages-by-municipality.txt');

/** Surroundings that must make no difference, beside one thread, Oslo and Norwegian. */
const others = [
  ['eight threads', ['--threads', '8'], {}],
  ['another time zone', [], { TZ: 'Pacific/Kiritimati' }],
  ['another locale', [], { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LC_NUMERIC: 'de_DE.UTF-8' }],
  ['a databank made anew', [], { MICRODATA_CACHE: at('cache') }],
] as const;

describe('an archive that was made on one machine', () => {
  test('is the same elsewhere, and made elsewhere it has the same bytes', { timeout: 300_000 }, async () => {
    const archive = (name: string, options: readonly string[], environment: Readonly<Record<string, string>>) =>
      callChild(
        [
          'archive',
          example,
          '-o',
          at(name),
          '--date',
          '2026-11-22',
          '--persons',
          '10000',
          '--quiet',
          '--lang',
          'en',
          ...options,
        ],
        environment,
      );
    const made = await archive('a.zip', ['--threads', '1'], { TZ: 'Europe/Oslo', LANG: 'nb_NO.UTF-8' });
    expect(made).toMatchObject({ code: 0, output: '', error: '' });
    for (const [name, options, environment] of others) {
      const verified = await callChild(['verify', at('a.zip'), '--lang', 'en', ...options], environment);
      expect(verified, name).toMatchObject({ code: 0, error: '' });
      expect(verified.output, name).toContain('same. All');
    }
    mkdirSync(at('folder'));
    const again = await archive(path.join('folder', 'b.zip'), ['--threads', '3'], { TZ: 'Asia/Kolkata', LANG: 'C' });
    expect(again.code).toBe(0);
    expect(readFileSync(at('folder', 'b.zip')).equals(readFileSync(at('a.zip')))).toBe(true);
    expect(existsSync(at('cache'))).toBe(true);
  });
});
