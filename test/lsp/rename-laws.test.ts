import { describe, expect, test } from 'vitest';
import { renameAt } from '../../src/lsp/rename.ts';
import { type Snapshot, snapshotOf } from '../../src/lsp/snapshot.ts';
import { isNamed } from '../../src/lsp/symbol-at.ts';
import { fuzzDirectory } from '../helpers/fuzz/directory.ts';
import { Random, seedOfCase } from '../helpers/fuzz/random.ts';
import { grammarScript } from '../helpers/fuzz/scripts.ts';
import { withEdits } from '../helpers/lsp.ts';

const scripts = 400;
const series = 11;
const fresh = 'zzOther';

const snapshot = (text: string): Snapshot =>
  snapshotOf({ uri: 'file:///a.micro', version: 1, text, languageId: 'microdata', directory: fuzzDirectory() });

const codes = ({ diagnostics }: Snapshot): readonly string[] => diagnostics.map(({ code }) => code);

/** All that a script means, as text: without places in it, and with code lists by number instead of their names. */
function meaningOf({ analysis }: Snapshot): string {
  const { codeLists, ...rest } = analysis.analysed;
  const ids = new Map(Object.keys(codeLists).map((id, i) => [id, `list ${i}`]));
  const plain = (key: string, value: unknown): unknown => {
    if (key === 'span' || key === 'echo') return undefined;
    const isId = key === 'codeList' || (key === 'from' && typeof value === 'string' && ids.has(value));
    if (isId) return ids.get(String(value)) ?? value;
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  };
  return JSON.stringify([rest, Object.values(codeLists)], plain);
}

/** One name of each script, chosen at random, with its new name everywhere. */
interface Renaming {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly name: string;
  /** Where the new name stands afterwards. */
  readonly offset: number;
}

function renamings(): { readonly done: readonly Renaming[]; readonly refused: number } {
  const done: Renaming[] = [];
  let refused = 0;
  for (let index = 0; index < scripts; index++) {
    const random = new Random(seedOfCase(series, index));
    const before = snapshot(grammarScript(random));
    const named = before.trace.occurrences.filter((each) => isNamed(each) && each.writing.type !== 'implicit');
    if (named.length === 0) continue;
    const { at, name } = random.of(named);
    const result = renameAt(before, at.start, fresh);
    if (result?.type !== 'edits') {
      refused++;
      continue;
    }
    const after = snapshot(withEdits(before, result.edits));
    done.push({ before, after, name, offset: after.source.text.indexOf(fresh) });
  }
  return { done, refused };
}

describe('random scripts with a name changed', () => {
  const { done, refused } = renamings();

  test('most names can be changed', () => {
    expect(done.length).toBeGreaterThan(scripts / 2);
    expect(refused).toBeGreaterThan(10);
  });

  test('have no other problems than before', () => {
    for (const { before, after } of done) {
      expect(codes(after).every((code, i) => codes(before)[i] === code)).toBe(true);
    }
  });

  test('mean the same as before, up to that name', () => {
    for (const { before, after, name } of done) {
      expect(meaningOf(after).replaceAll(fresh, name)).toBe(meaningOf(before));
    }
  });

  test('are the first text again when the name is changed back', () => {
    for (const { before, after, name, offset } of done) {
      const back = renameAt(after, offset, name);
      const isAdded = after.source.text.includes(` as ${fresh}`) && !before.source.text.includes(` as ${name}`);
      if (isAdded) continue;
      expect(back?.type === 'edits' ? withEdits(after, back.edits) : back).toBe(before.source.text);
    }
  });
});
