import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/commands/vocabulary.ts';
import { lint } from '../../src/lint/lint.ts';
import { safeFixes, withFixes } from '../../src/lint/safe-fixes.ts';
import { type Snapshot, snapshotOf } from '../../src/lsp/snapshot.ts';
import { fuzzCase } from '../helpers/fuzz/cases.ts';
import { fuzzDirectory } from '../helpers/fuzz/directory.ts';
import { Random, seedOfCase } from '../helpers/fuzz/random.ts';
import { grammarScript } from '../helpers/fuzz/scripts.ts';

const series = 53;

function read(text: string, name = 'script.txt'): Snapshot {
  return snapshotOf({ uri: `file:///${name}`, version: 1, text, languageId: 'microdata', directory: fuzzDirectory() });
}

function hasErrors({ diagnostics }: Snapshot): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Lines that any script with an active dataset can have, and that none needs. */
const needless = `generate needless_a = 1
replace needless_a = 3
replace needless_a = 2
generate needless_b = needless_a
for v in 1 2
  replace needless_a = 4 if needless_b == $v
end
generate needless_c = 5
`;

/** What a script puts out: everything that reads data. */
function results({ analysis }: Snapshot): readonly string[] {
  return analysis.analysed.statements.flatMap(({ operation, activeDataset }) =>
    vocabulary.commands.get(operation.type)?.spec.effect === 'reads'
      ? [JSON.stringify([activeDataset, operation])]
      : [],
  );
}

describe('lint of random scripts', () => {
  it('never throws, and what it finds lies in the text', () => {
    for (let index = 0; index < 400; index++) {
      const { name, text } = fuzzCase(series, index);
      if (text.length > 20_000) continue;
      const places = lint(read(text, name)).flatMap(({ problem }) => [problem, ...(problem.fixes ?? [])]);
      expect(places.every(({ at }) => 0 <= at.start && at.start <= at.end && at.end <= text.length)).toBe(true);
    }
  });

  it('mends without changing what a script puts out', () => {
    let mended = 0;
    for (let index = 0; index < 400; index++) {
      const base = grammarScript(new Random(seedOfCase(series, index)));
      // Needless lines among those that the script has.
      const text = `${base.trimEnd()}\n${needless}`;
      const before = read(text);
      if (hasErrors(before)) continue;
      const fixes = safeFixes(lint(before));
      if (fixes.length === 0) continue;
      mended++;
      const after = read(withFixes(text, fixes));
      expect(after.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(results(after)).toEqual(results(before));
    }
    expect(mended).toBeGreaterThan(20);
  });
});
