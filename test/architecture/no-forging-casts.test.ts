import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(`${source}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
const all = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => filesIn(entry.name));

/** Lines of code (comments left out) that match. */
const matches = (files: readonly string[], pattern: RegExp): readonly string[] =>
  files.flatMap((file) =>
    readFileSync(`${source}${file}`, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/?\*|\/\/)/u.test(line) && pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('no road around the gate', () => {
  test('nobody casts to a released result or to a secret', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(matches(all, /\bas (?:Released|Secret)\b|<(?:Released|Secret)<.*>>\s*\(/u)).toEqual([]);
    expect(matches(all, /as unknown as/u)).toEqual([]);
  });

  test('only the session judges and seals, and only rules are handed the opener', () => {
    const outside = all.filter((file) => !file.startsWith('disclosure/'));
    const imports = /import[^;]*\b(?:judge\w*|seal|Open)\b[^;]*disclosure\/gate\.ts'/u;
    expect(outside.filter((file) => imports.test(readFileSync(`${source}${file}`, 'utf8')))).toEqual([]);
  });

  test('renderers, records and the language server see released types only', () => {
    const readers = all.filter((file) => /^(?:render|record|lsp)\//u.test(file));
    const imports = matches(readers, /from '[^']*disclosure\//u);
    const permitted = /^record\/|from '[^']*disclosure\/(?:released|gate)\.ts'/u;
    expect(imports.filter((line) => !permitted.test(line))).toEqual([]);
  });
});
