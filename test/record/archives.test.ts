import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';

const folder = path.join(import.meta.dirname, '../golden/archives');
const versions = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
const archives = versions.flatMap((version) =>
  fs.readdirSync(path.join(folder, version)).map((name) => path.join(version, name)),
);

interface Told {
  readonly outcome: string;
  readonly reasons: readonly { readonly type: string }[];
}

describe('archives of every released version', () => {
  test('are there for every example', () => {
    const examples = fs.readdirSync(path.join(import.meta.dirname, '../../examples'));
    for (const name of examples.filter((file) => /\.(?:md|txt)$/u.test(file))) {
      expect(
        archives.some((archive) => path.basename(archive) === `${name}.zip`),
        name,
      ).toBe(true);
    }
  });

  test.each(archives)('%s still gives the same, or what differs is owned up to', async (archive) => {
    const { output, error } = await callProgram(['verify', path.join(folder, archive), '--format', 'json', '--quiet']);
    expect(error).toBe('');
    const { verifications } = JSON.parse(output) as { readonly verifications: readonly Told[] };
    for (const { outcome, reasons } of verifications) {
      // A change that affects results is listed in src/record/changes.ts; nothing else may make a difference.
      if (outcome !== 'same') expect([...new Set(reasons.map(({ type }) => type))]).toEqual(['semantics']);
    }
  });
});
