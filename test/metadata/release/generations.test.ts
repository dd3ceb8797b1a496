import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type MemoryDataset, type MemoryRow, validated } from './memory-datasets.ts';
import { change, codesOf, created, databankIn, expectWhole, reading } from './test-databank.ts';

const parent = temporaryFolder();
let serial = 0;
const freshName = (): string => `bank-${++serial}`;

const days = [-3, 0, 10, 400];

/** Datasets about persons and families (one identifier space), enterprises and municipalities, of all layouts. */
const dataset = (name: string): fc.Arbitrary<MemoryDataset> =>
  fc
    .record({
      unitType: fc.constantFrom('PERSON', 'FAMILIE', 'FORETAK', 'KOMMUNE'),
      temporality: fc.constantFrom('FIXED' as const, 'STATUS' as const, 'EVENT' as const),
      kind: fc.constantFrom('number', 'text', 'PERSON', 'FORETAK', 'KOMMUNE'),
      // Both a few among many units and nearly all of them, so that both layouts occur.
      units: fc.uniqueArray(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 }),
      seed: fc.nat({ max: 1000 }),
    })
    .map(({ unitType, temporality, kind, units, seed }): MemoryDataset => {
      const idOf = (type: string, number: number): number | string =>
        type === 'KOMMUNE' ? String(1000 + number) : number * 7 + 1;
      const valueOf = (number: number): number | string => {
        const value = (number * 31 + seed) % 23;
        if (kind === 'number') return value;
        return kind === 'text' ? `verdi ${value % 9}` : idOf(kind, value);
      };
      const rows = units.flatMap((unit): MemoryRow[] => {
        const id = idOf(unitType, unit);
        if (temporality === 'FIXED') return [{ unit: id, value: valueOf(unit) }];
        return days.flatMap((start, i): MemoryRow[] => {
          if ((unit + i + seed) % 3 === 0) return [];
          const row = { unit: id, value: valueOf(unit + i), start };
          if (temporality === 'STATUS') return [{ ...row, stop: start }];
          return [i === days.length - 1 ? row : { ...row, stop: start + 2 }];
        });
      });
      const isKey = kind !== 'number' && kind !== 'text';
      const safe = rows.length > 0 ? rows : [{ unit: idOf(unitType, 0), value: valueOf(0), start: 0, stop: 0 }];
      return { name, unitType, temporality, rows: safe, ...(isKey && kind !== 'KOMMUNE' ? { keyUnitType: kind } : {}) };
    });

const datasets = fc
  .nat({ max: 4 })
  .chain((more) => fc.tuple(...Array.from({ length: more + 1 }, (_, i) => dataset(`V${i}`))));

/** All that a reader says about some variables, with plain values. */
async function answers(reader: DatabankReader, some: readonly MemoryDataset[]): Promise<unknown> {
  const all: unknown[] = [];
  for (const { name, unitType = 'PERSON', temporality } of some) {
    const { size, pseudonyms } = await reader.universe(unitType);
    const identifiers = Array.from({ length: size }, (_, i) => i);
    all.push([name, size, pseudonyms?.join(), identifiers.length]);
    for (const day of temporality === 'FIXED' ? [undefined] : [...days, 1, 12, 500, -50]) {
      all.push(plain(await reader.sliceAt(name, day)));
    }
    all.push(plain(await reader.spellsOf!(name)));
    for await (const part of reader.partsOf!(name)) all.push(plain(part));
  }
  return all;
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (_, member: unknown) =>
      ArrayBuffer.isView(member) ? [member.constructor.name, ...(member as Int32Array)] : member,
    ),
  );
}

const note = { description: 'd', time: 1 } as const;

describe('units that come later', () => {
  it('move the numbers of those before, and readers answer as if all had come at once', async () => {
    await fc.assert(
      fc.asyncProperty(datasets, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), async (all, releases) => {
        const once = await created(parent, freshName());
        await change(once, async (writer) => {
          expect(await writer.add(all.map(validated), { ...note, operation: 'ADD' })).toEqual([]);
          expect(await writer.release(note)).toEqual([]);
        });
        const stepwise = await created(parent, freshName());
        for (const [i, one] of all.entries()) {
          await change(stepwise, async (writer) => {
            expect(await writer.add([validated(one)], { ...note, operation: 'ADD' })).toEqual([]);
            if (releases[i] === true) expect(await writer.release(note)).toEqual([]);
          });
        }
        const expected = await answers(reading(once, '1'), all);
        expect(await answers(reading(stepwise, 'DRAFT'), all)).toEqual(expected);
        await change(stepwise, async (writer) => {
          if (writer.manifest.draft !== undefined) expect(await writer.release(note)).toEqual([]);
        });
        const newest = databankIn(stepwise).manifest.versions.at(-1)!.version;
        expect(await answers(reading(stepwise, newest), all)).toEqual(expected);
        expectWhole(stepwise);
        // What was released first is what it was.
        const before = all.slice(0, releases.indexOf(true) + 1);
        if (before.length > 0 && before.length < all.length) {
          const first = await created(parent, freshName());
          await change(first, async (writer) => {
            await writer.add(before.map(validated), { ...note, operation: 'ADD' });
            await writer.release(note);
          });
          expect(await answers(reading(stepwise, '1'), before)).toEqual(await answers(reading(first, '1'), before));
          expect(databankIn(stepwise).manifest.versions[0]).toMatchObject({
            catalogue: databankIn(first).manifest.versions[0]!.catalogue,
            content: databankIn(first).manifest.versions[0]!.content,
          });
        }
      }),
      { numRuns: 6 },
    );
  });

  it('make no difference to a release when they came and went in the draft', async () => {
    await fc.assert(
      fc.asyncProperty(datasets, datasets, datasets, async (base, kept, passing) => {
        const named = (prefix: string, list: readonly MemoryDataset[]) =>
          list.map((one) => ({ ...one, name: `${prefix}_${one.name}` }));
        const [first, later, gone] = [named('A', base), named('B', kept), named('C', passing)];
        const straight = await created(parent, freshName());
        await change(straight, async (writer) => {
          await writer.add(first.map(validated), { ...note, operation: 'ADD' });
          await writer.release(note);
          await writer.add(later.map(validated), { ...note, operation: 'ADD' });
          await writer.release(note);
        });
        const winding = await created(parent, freshName());
        await change(winding, async (writer) => {
          for (const one of first) await writer.add([validated(one)], { ...note, operation: 'ADD' });
          await writer.release(note);
          await writer.add(gone.map(validated), { ...note, operation: 'ADD' });
          // Added with other rows first, and once more rightly.
          const [some] = later;
          if (some !== undefined)
            await writer.add([validated({ ...some, rows: some.rows.slice(0, 1) })], { ...note, operation: 'ADD' });
          for (const one of [...later].reverse()) await writer.add([validated(one)], { ...note, operation: 'ADD' });
          expect(await writer.remove([first[0]!.name], note)).toEqual([]);
          expect(await writer.drop([first[0]!.name, ...gone.map(({ name }) => name)], note)).toEqual([]);
        });
        await change(winding, async (writer) => {
          expect(codesOf(await writer.release(note))).toEqual([]);
        });
        const hashes = (folder: string) =>
          databankIn(folder).manifest.versions.map(({ catalogue, content }) => [catalogue, content]);
        expect(hashes(winding)).toEqual(hashes(straight));
        expectWhole(winding);
      }),
      { numRuns: 4 },
    );
  });

  it('that are held back do not enter a release, and are there for the next one', async () => {
    const folder = await created(parent, freshName());
    const held = {
      name: 'HELD',
      rows: [
        { unit: 5, value: 1 },
        { unit: 50, value: 2 },
      ],
    };
    const open = {
      name: 'OPEN',
      rows: [
        { unit: 9, value: 1 },
        { unit: 50, value: 3 },
      ],
    };
    await change(folder, async (writer) => {
      await writer.add([validated(held)], { ...note, operation: 'ADD', status: 'DRAFT' });
      await writer.add([validated(open)], { ...note, operation: 'ADD' });
      await writer.release(note);
    });
    expect([...(await reading(folder, '1').universe('PERSON')).pseudonyms!]).toEqual([9, 50]);
    expect(databankIn(folder).manifest.draft?.updates).toMatchObject([{ name: 'HELD', status: 'DRAFT' }]);
    expect([...(await reading(folder, 'DRAFT').universe('PERSON')).pseudonyms!]).toEqual([5, 9, 50]);
    expect(await reading(folder, 'DRAFT').sliceAt('OPEN', undefined)).toMatchObject({
      values: { values: new Int32Array([-2147483648, 1, 3]) },
    });
    expect(await reading(folder, 'DRAFT').sliceAt('HELD', undefined)).toMatchObject({
      values: { values: new Int32Array([1, -2147483648, 2]) },
    });
    await change(folder, async (writer) => {
      expect(codesOf(await writer.release(note))).toEqual(['release-nothing-pending']);
      await writer.add([validated(held)], { ...note, operation: 'ADD' });
      expect(await writer.release(note)).toEqual([]);
    });
    expect(databankIn(folder).manifest.versions.map(({ version }) => version)).toEqual(['1', '1.1']);
    expect(databankIn(folder).manifest.draft).toBeUndefined();
    expectWhole(folder);
  });
});
