import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffVersions } from '../../../src/metadata/release/diff.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type MemoryDataset, type MemoryRow, validated } from './memory-datasets.ts';
import { change, created, databankIn } from './test-databank.ts';

const parent = temporaryFolder();
let serial = 0;
const note = { description: 'd', time: 1 } as const;

/** What one version after the other holds, and how the two differ. */
async function differenceOf(before: readonly MemoryDataset[], after: readonly MemoryDataset[], versions = ['1', '2']) {
  const folder = await created(parent, `bank-${++serial}`);
  await change(folder, async (writer) => {
    expect(await writer.add(before.map(validated), { ...note, operation: 'ADD' })).toEqual([]);
    expect(await writer.release(note)).toEqual([]);
    const known = new Set(before.map(({ name }) => name));
    const kept = new Set(after.map(({ name }) => name));
    await writer.add(after.filter(({ name }) => known.has(name)).map(validated), { ...note, operation: 'CHANGE' });
    await writer.add(after.filter(({ name }) => !known.has(name)).map(validated), { ...note, operation: 'ADD' });
    await writer.remove(
      [...known].filter((name) => !kept.has(name)),
      note,
    );
    expect(await writer.release(note)).toEqual([]);
  });
  return diffVersions(databankIn(folder), versions[0]!, versions[1]!);
}

/** Rows of a history by unit and start, counted by definition. */
function expected(before: readonly MemoryRow[], after: readonly MemoryRow[]) {
  const key = ({ unit, start }: MemoryRow): string => `${unit} ${start}`;
  const left = new Map(before.map((row) => [key(row), row]));
  const right = new Map(after.map((row) => [key(row), row]));
  let changed = 0;
  for (const [name, row] of left) {
    const other = right.get(name);
    if (other !== undefined && (other.value !== row.value || other.stop !== row.stop)) changed++;
  }
  return {
    added: [...right.keys()].filter((name) => !left.has(name)).length,
    removed: [...left.keys()].filter((name) => !right.has(name)).length,
    changed,
  };
}

const rowsOf = (
  temporality: 'FIXED' | 'STATUS' | 'EVENT',
  kind: 'number' | 'text' | 'key',
): fc.Arbitrary<readonly MemoryRow[]> =>
  fc
    .uniqueArray(
      fc.record({
        unit: fc.nat({ max: 12 }).map((unit) => unit * 3 + 1),
        value: fc.nat({ max: 3 }).map((value) => (kind === 'text' ? `t${value}` : value * 5 + 2)),
        start: fc.nat({ max: 3 }).map((n) => n * 10),
        length: fc.nat({ max: 2 }),
      }),
      { selector: ({ unit, start }) => (temporality === 'FIXED' ? unit : `${unit} ${start}`), minLength: 1 },
    )
    .map((rows) =>
      rows.map(({ unit, value, start, length }): MemoryRow => {
        if (temporality === 'FIXED') return { unit, value };
        return { unit, value, start, stop: temporality === 'STATUS' ? start : start + length };
      }),
    );

describe('the difference of two versions', () => {
  it('counts rows as one would by hand, whatever the layouts', async () => {
    const layout = fc.constantFrom('FIXED' as const, 'STATUS' as const, 'EVENT' as const);
    const cases = fc
      .record({ kind: fc.constantFrom('number' as const, 'text' as const, 'key' as const), from: layout, to: layout })
      .chain(({ kind, from, to }) => fc.tuple(fc.constant({ kind, from, to }), rowsOf(from, kind), rowsOf(to, kind)));
    await fc.assert(
      fc.asyncProperty(cases, fc.boolean(), async ([{ kind, from, to }, before, after], isBackwards) => {
        const key = kind === 'key' ? { keyUnitType: 'FAMILIE' } : {};
        const found = await differenceOf(
          [{ name: 'A', temporality: from, rows: before, ...key }],
          [{ name: 'A', temporality: to, rows: after, ...key }],
          isBackwards ? ['2', '1'] : ['1', '2'],
        );
        const counts = expected(before, after);
        const rows = isBackwards ? { ...counts, added: counts.removed, removed: counts.added } : counts;
        const none = { added: 0, removed: 0, changed: 0 };
        expect({ ...none, ...found?.changed[0]?.rows }).toEqual(rows);
      }),
      { numRuns: 12 },
    );
  });

  it('names variables that came and went, and fields that changed; equal data are no change', async () => {
    const rows = [{ unit: 4, value: 1 }];
    const found = await differenceOf(
      [
        { name: 'GONE', rows },
        { name: 'SAME', rows },
        { name: 'TITLED', rows },
      ],
      [
        { name: 'COME', rows: [{ unit: 2, value: 1 }] },
        { name: 'SAME', rows },
        { name: 'TITLED', rows, title: 'Ny tittel', sensitivityLevel: 'PERSON_SPECIAL' },
      ],
    );
    expect(found).toEqual({
      added: ['COME'],
      removed: ['GONE'],
      changed: [{ name: 'TITLED', fields: ['sensitivityLevel', 'title'] }],
    });
  });

  it('is that of other units altogether where a variable is about others', async () => {
    const found = await differenceOf(
      [{ name: 'A', rows: [{ unit: 1, value: 1 }] }],
      [
        {
          name: 'A',
          rows: [
            { unit: 1, value: 1 },
            { unit: 2, value: 1 },
          ],
          unitType: 'FORETAK',
        },
      ],
    );
    expect(found?.changed).toEqual([{ name: 'A', fields: ['unitType'], rows: { added: 2, removed: 1, changed: 0 } }]);
  });

  it('of versions that do not exist is none', async () => {
    expect(
      await differenceOf(
        [{ name: 'A', rows: [{ unit: 1, value: 1 }] }],
        [{ name: 'B', rows: [{ unit: 1, value: 1 }] }],
        ['1', '7'],
      ),
    ).toBeUndefined();
  });
});
