import { describe, expect, test } from 'vitest';
import { sdcEnterprises } from '../../src/attack/population/enterprises.ts';
import { sdcPersons } from '../../src/attack/population/persons.ts';
import { quasiOf, sdcScene } from '../../src/attack/sdc-scene.ts';
import { worldLibrary } from '../../src/attack/worlds.ts';
import { hashJson } from '../../src/base/hash.ts';
import { arrayOf } from '../../src/metadata/stored-column.ts';
import { testTheatre } from './theatre.ts';

const persons = sdcPersons();

describe('SDCPOP-1', () => {
  test('is the same everywhere', () => {
    expect(hashJson(persons.map(({ mor, ...person }) => ({ ...person, mor: mor ?? null })))).toMatchInlineSnapshot(
      `"sha256:721030770c869916ac09006ec0e2d1d4d24c165d956fe513e50773e101a39f0a"`,
    );
    expect(hashJson(sdcEnterprises().map((firm) => ({ ...firm })))).toMatchInlineSnapshot(
      `"sha256:e9e12c50029155835948eb52425df841880d47c2ca40c176f048619542cfbdaa"`,
    );
  });

  test('is as the attacks are described: municipalities, illness, twelve very rich', () => {
    const sizes = new Map<string, number>();
    for (const { kommune } of persons) sizes.set(kommune, (sizes.get(kommune) ?? 0) + 1);
    expect(persons).toHaveLength(12_000);
    expect(sizes.size).toBe(20);
    expect(Math.min(...sizes.values())).toBeGreaterThan(100);
    expect(Math.max(...sizes.values()) / Math.min(...sizes.values())).toBeGreaterThan(10);
    const share = (old: boolean): number => {
      const group = persons.filter(({ faar }) => 2026 - faar > 65 === old);
      return group.filter(({ syk }) => syk === 1).length / group.length;
    };
    expect(share(true)).toBeCloseTo(0.13, 1);
    expect(share(false)).toBeCloseTo(0.03, 1);
    expect(persons.filter(({ inntekt }) => inntekt > 20_000_000)).toHaveLength(12);
  });

  test('has an industry that two firms hold four fifths of', () => {
    const turnovers = sdcEnterprises()
      .filter(({ naering }) => naering === 'N12')
      .map(({ omsetning }) => omsetning)
      .sort((a, b) => b - a);
    const total = turnovers.reduce((sum, x) => sum + x, 0);
    expect((turnovers[0]! + turnovers[1]!) / total).toBeCloseTo(0.8, 2);
  });

  test('has a hundred targets who are alone with what is known of them, half of them ill', () => {
    const { targets } = sdcScene();
    const known = targets.map(({ unit }) => quasiOf(persons[unit]!));
    expect(targets).toHaveLength(100);
    expect(new Set(known).size).toBe(100);
    for (const key of known) expect(persons.filter((person) => quasiOf(person) === key)).toHaveLength(1);
    expect(targets.filter(({ unit }) => persons[unit]!.syk === 1)).toHaveLength(50);
  });
});

describe('worlds', () => {
  test('differ from the stored databank in the values that were changed, and nowhere else', async () => {
    const { library } = await testTheatre();
    const { databank } = sdcScene();
    const changes = [{ variable: 'SYK', unit: 17, value: 9 }];
    const stored = await library.open(databank, '1');
    const world = await worldLibrary(library, databank, { changes, secret: new Uint8Array(32) }).open(databank, '1');
    const values = async (reader: typeof stored, variable: string): Promise<number[]> =>
      Array.from(arrayOf((await reader.sliceAt(variable, undefined)).values));
    const [before, after] = [await values(stored, 'SYK'), await values(world, 'SYK')];
    expect(after[17]).toBe(9);
    expect(after.filter((value, unit) => value !== before[unit])).toEqual([9]);
    expect(await values(world, 'INNTEKT')).toEqual(await values(stored, 'INNTEKT'));
    expect(await values(stored, 'SYK')).toEqual(before);
  });

  test('have a secret of their own', async () => {
    const { library } = await testTheatre();
    const { databank } = sdcScene();
    const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
    expect(worldLibrary(library, databank, { changes: [], secret }).secretOf(databank)).toBe(secret);
    expect(library.secretOf(databank)).not.toEqual(secret);
  });

  test('may have texts that the databank has, and no others', async () => {
    const { library } = await testTheatre();
    const { databank } = sdcScene();
    const changed = (value: string) => [{ variable: 'KOMMUNE', unit: 3, value }];
    const open = (value: string) =>
      worldLibrary(library, databank, { changes: changed(value), secret: new Uint8Array(32) }).open(databank, '1');
    await expect((await open('K20')).sliceAt('KOMMUNE', undefined)).resolves.toBeDefined();
    await expect((await open('K99')).sliceAt('KOMMUNE', undefined)).rejects.toThrow(RangeError);
  });
});
