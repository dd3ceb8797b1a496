import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../src/disclosure/history/store.ts';
import { HistoryFile } from '../../../src/runtime/ledger/history-file.ts';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'history-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const counts = { units: 70, rows: 70, sumA: 4_294_967_295, sumB: 17 };
const bits = (seed: number, words = 3000): Uint32Array =>
  Uint32Array.from({ length: words }, (_, i) => Math.imul(i + 1, seed) >>> 0);

const entries: readonly HistoryEntry[] = [
  { type: 'population', isDataset: false, members: { space: 'PERSON abc', counts, units: bits(2_654_435_761) } },
  { type: 'population', isDataset: true, members: { space: 'FAMILIE ø', counts, units: bits(3, 5) } },
  {
    type: 'sample',
    wasNear: true,
    members: {
      space: 'PERSON abc',
      counts,
      units: bits(7),
      rows: {
        origin: 'panel',
        isWhole: false,
        pages: new Map([
          ['2001', bits(11)],
          ['2002', bits(13, 4)],
        ]),
      },
    },
  },
  { type: 'score', event: { kind: 'population', reason: 'near-equal', weight: 1 }, about: 'PERSON 1 2 3' },
  { type: 'score', event: { kind: 'cell', reason: 'near-cell', weight: 2.5 }, time: 1_790_000_000, user: 'Ola ø' },
  { type: 'attempt', isRefused: true, members: { space: 'PERSON abc', counts, units: bits(23, 5) } },
  {
    type: 'population',
    isDataset: false,
    members: { space: 'PERSON abc', counts, units: bits(29, 5) },
    bracket: { width: 30, root: 240 },
  },
  { type: 'cell', cell: { ...counts, print: bits(17, 64) } },
  { type: 'cell', cell: { ...counts, print: bits(31, 64) }, way: 'sha256:0f' },
  { type: 'near', cell: '69 69 3 17', of: '70 70 4294967295 17' },
  {
    type: 'value',
    cell: '70 70 4294967295 17',
    value: { statistic: 'p 0.5', print: bits(17, 64), values: bits(19, 64), value: 0.1 + 0.2 },
  },
  { type: 'looked', at: { type: 'cell', cell: { ...counts, print: bits(43, 64) } } },
  { type: 'looked', at: { type: 'near', cell: '68 68 3 17', of: '70 70 4294967295 17' } },
  { type: 'divided', division: 'sha256:1f', units: bits(37, 5), time: 1_790_000_000 },
  { type: 'column', sketch: { place: 'PERSON abc 70 70 1 2 0 number', words: bits(37, 1152) } },
  { type: 'column', sketch: { place: 'PERSON abc 70 70 1 2 0 text', words: bits(41, 1152), texts: ['æ', 'q "1"'] } },
  { type: 'use', use: { user: 'Ola ø', time: 1_790_000_000, tables: 1, cells: 36, models: 0 } },
  { type: 'reset' },
];

function write(...some: readonly HistoryEntry[]): void {
  const file = new HistoryFile(folder);
  for (const entry of some) file.append(entry);
  file.close();
}

/** An entry with its bits at hand: those of earlier runs are read when they are looked at. */
function plain(entry: HistoryEntry): unknown {
  if (entry.type === 'column') {
    const { place, words, texts } = entry.sketch;
    return { type: entry.type, sketch: { place, words, ...(texts === undefined ? {} : { texts }) } };
  }
  if (!('members' in entry)) return entry;
  const { space, counts: sums, units, rows } = entry.members;
  return { ...entry, members: { space, counts: sums, units, ...(rows === undefined ? {} : { rows }) } };
}

describe('the history that lasts between runs', () => {
  it('gives back what was written, in its order', () => {
    write(...entries.slice(0, 3));
    write(...entries.slice(3));
    expect(new HistoryFile(folder).load().map(plain)).toEqual(entries.map(plain));
  });

  it('keeps the first words of a set at hand, which tell most sets apart', () => {
    write(...entries);
    const [first, second] = new HistoryFile(folder).load();
    expect(first).toHaveProperty('members.head', bits(2_654_435_761).slice(0, 1024));
    expect(second).toHaveProperty('members.head', bits(3, 5));
  });

  it('has a name for what it knows, which changes with it and with nothing else', () => {
    const empty = new HistoryFile(folder).snapshotHash;
    write(...entries.slice(0, 2));
    const some = new HistoryFile(folder).snapshotHash;
    expect(new HistoryFile(folder).snapshotHash).toBe(some);
    expect(some).not.toBe(empty);
  });

  it('forgets no more than the entry that was being written when a run was killed', () => {
    write(...entries);
    const file = path.join(folder, 'history.jsonl');
    fs.truncateSync(file, fs.statSync(file).size - 3);
    expect(new HistoryFile(folder).load().map(plain)).toEqual(entries.slice(0, -1).map(plain));
    write({ type: 'reset' });
    expect(new HistoryFile(folder).load()).toHaveLength(entries.length);
  });

  it('is refused where an entry or a set is damaged: not knowing would mean answering', () => {
    write(...entries);
    const sets = fs.readdirSync(path.join(folder, 'sets'));
    fs.writeFileSync(path.join(folder, 'sets', sets[0]!), 'x');
    const look = (): unknown => new HistoryFile(folder).load().map(plain);
    expect(look).toThrow('ledger-damaged');
    fs.rmSync(path.join(folder, 'sets'), { recursive: true });
    expect(look).toThrow('ledger-damaged');
    fs.appendFileSync(path.join(folder, 'history.jsonl'), '{"type":"population"}\n');
    expect(() => new HistoryFile(folder).load()).toThrow('ledger-damaged');
  });

  it('leaves out sketches that a later program has made in another way', () => {
    write(...entries);
    const file = path.join(folder, 'history.jsonl');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('"form":1', '"form":2'));
    const rest = entries.filter(({ type }) => type !== 'column');
    expect(new HistoryFile(folder).load().map(plain)).toEqual(rest.map(plain));
  });

  it('can be read by nobody but its owner', () => {
    write(...entries);
    const modes = [path.join(folder, 'history.jsonl'), path.join(folder, 'sets')].map(
      (name) => fs.statSync(name).mode & 0o077,
    );
    expect(modes).toEqual([0, 0]);
  });
});
