import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shortVersion } from '../../../src/base/version-number.ts';
import { readCatalogue } from '../../../src/metadata/databank-folder.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { buildDatabank, createDatabank, openWriter } from '../../../src/metadata/release/open-writer.ts';
import { nextVersion, updateTypeOf } from '../../../src/metadata/release/version-step.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type MemoryDataset, validated } from './memory-datasets.ts';
import { change, codesOf, created, databankIn, expectWhole, reading, snapshot, testFacts } from './test-databank.ts';

const parent = temporaryFolder();
let serial = 0;
const fresh = (facts: Parameters<typeof created>[2] = {}): Promise<string> =>
  created(parent, `bank-${++serial}`, facts);
const confidentialFacts = { databank: 'no.test', label: testFacts.label, nature: 'confidential' } as const;
const note = { description: 'Ny', time: 1000 } as const;
const adding = { ...note, operation: 'ADD' } as const;
const changing = { ...note, operation: 'CHANGE' } as const;

const season: MemoryDataset = {
  name: 'ARSTID',
  rows: [
    { unit: 3, value: 'V' },
    { unit: 8, value: 'S' },
  ],
  codes: [
    ['S', 'Sommer', '1950-01-01', '', false],
    ['V', 'Vinter', '1950-01-01', '', false],
  ],
};
const shoe: MemoryDataset = { name: 'SKO', rows: [{ unit: 8, value: 42 }] };
const friend: MemoryDataset = { name: 'VENN', rows: [{ unit: 8, value: 5 }], keyUnitType: 'PERSON' };

describe('numbers of versions', () => {
  it('go by the strongest change, the first being 1', () => {
    const update = (operation: 'ADD' | 'CHANGE' | 'REMOVE' | 'PATCH_METADATA') => ({
      name: 'A',
      operation,
      description: '',
    });
    const steps = [
      ['ADD'],
      ['ADD', 'PATCH_METADATA'],
      ['PATCH_METADATA'],
      ['REMOVE', 'ADD'],
      ['PATCH_METADATA'],
      ['ADD'],
      ['CHANGE'],
    ] as const;
    const found: string[] = [];
    let newest: Parameters<typeof nextVersion>[0];
    for (const operations of steps) {
      const type = updateTypeOf(operations.map(update), newest === undefined);
      newest = nextVersion(newest, type);
      found.push(`${type} ${shortVersion(newest)}`);
    }
    expect(found).toEqual(['MAJOR 1', 'MINOR 1.1', 'PATCH 1.1.1', 'MAJOR 2', 'PATCH 2.0.1', 'MINOR 2.1', 'MAJOR 3']);
  });
});

describe('the life of a databank', () => {
  it('is that of the example in the format: three releases, of which each keeps answering', async () => {
    const folder = await fresh();
    expect(databankIn(folder).manifest).toMatchObject({ versions: [], draft: { stamp: 0, updates: [] } });
    await change(folder, async (writer) => {
      expect(await writer.add([season, shoe].map(validated), adding)).toEqual([]);
      expect(await writer.release({ description: 'Første utgivelse', time: 1704067200 })).toEqual([]);
      expect(await writer.add([validated(friend)], adding)).toEqual([]);
      expect(await writer.release({ description: 'Ny variabel', time: 1719792000 })).toEqual([]);
    });
    const first = snapshot(folder);
    await change(folder, async (writer) => {
      const revised = {
        ...shoe,
        rows: [
          { unit: 8, value: 43 },
          { unit: 9, value: 40 },
        ],
      };
      expect(await writer.add([validated(revised)], changing)).toEqual([]);
      expect(await writer.remove(['ARSTID'], note)).toEqual([]);
      expect(writer.manifest.draft).toMatchObject({
        stamp: 1000,
        updates: [
          { name: 'SKO', operation: 'CHANGE', status: 'PENDING_RELEASE' },
          { name: 'ARSTID', operation: 'REMOVE', status: 'PENDING_DELETE' },
        ],
      });
      expect(await writer.release({ description: 'Rettet', time: 1735689600 })).toEqual([]);
    });
    expect(databankIn(folder).manifest.versions).toMatchObject([
      { version: '1', updateType: 'MAJOR', releaseTime: 1704067200, updates: [{ name: 'ARSTID' }, { name: 'SKO' }] },
      { version: '1.1', updateType: 'MINOR', updates: [{ name: 'VENN', operation: 'ADD', description: 'Ny' }] },
      {
        version: '2',
        updateType: 'MAJOR',
        description: 'Rettet',
        updates: [{ operation: 'CHANGE' }, { operation: 'REMOVE' }],
      },
    ]);
    expect(databankIn(folder).manifest.draft).toBeUndefined();
    // Whatever was released is there byte for byte.
    const now = snapshot(folder);
    for (const [file, bytes] of first) if (file !== 'databank.json') expect(now.get(file) === bytes, file).toBe(true);
    const names = (version: string) => [...readCatalogue(databankIn(folder), version)!.variables.keys()];
    expect([names('1'), names('1.1'), names('2'), names('DRAFT')]).toEqual([
      ['ARSTID', 'SKO'],
      ['ARSTID', 'SKO', 'VENN'],
      ['SKO', 'VENN'],
      ['SKO', 'VENN'],
    ]);
    expect(await reading(folder, '1').sliceAt('SKO', undefined)).toMatchObject({
      values: { values: new Int32Array([-2147483648, 42]) },
    });
    expect(await reading(folder, '2').sliceAt('SKO', undefined)).toMatchObject({ recordCount: 2 });
    expectWhole(folder);
  });

  it('lets a removed variable come back in a MINOR release', async () => {
    const folder = await fresh();
    await change(folder, async (writer) => {
      await writer.add([season, shoe].map(validated), adding);
      await writer.release(note);
      await writer.remove(['SKO'], note);
      await writer.release(note);
      expect(await writer.add([validated(shoe)], adding)).toEqual([]);
      expect(await writer.release(note)).toEqual([]);
    });
    expect(databankIn(folder).manifest.versions.map(({ version }) => version)).toEqual(['1', '2', '2.1']);
  });

  it('keeps numbers and times of versions that had them before', async () => {
    const folder = await fresh();
    await change(folder, async (writer) => {
      await writer.add([validated(season)], adding);
      expect(await writer.release({ ...note, version: '38.1' })).toEqual([]);
      await writer.add([validated(shoe)], adding);
      expect(codesOf(await writer.release({ ...note, version: '38.1' }))).toEqual(['release-version-not-newer']);
      expect(codesOf(await writer.release({ ...note, version: 'ny' }))).toEqual(['databank-version-invalid']);
      expect(await writer.release({ ...note, version: '40.0.0.0', updateType: 'MAJOR' })).toEqual([]);
      expect(await writer.release({ ...note, version: '41' })).toEqual([]);
    });
    expect(databankIn(folder).manifest.versions).toMatchObject([
      { version: '38.1' },
      { version: '40', updateType: 'MAJOR' },
      { version: '41', updateType: 'PATCH', updates: [] },
    ]);
  });

  it('counts rows and units for the data owner', async () => {
    const folder = await fresh();
    const histories: MemoryDataset = {
      name: 'FORLOP',
      temporality: 'EVENT',
      rows: [
        { unit: 1, value: 1, start: 0, stop: 3 },
        { unit: 1, value: 2, start: 5 },
        { unit: 2, value: 1, start: 0 },
      ],
    };
    const status: MemoryDataset = {
      name: 'STATUS',
      temporality: 'STATUS',
      rows: [
        { unit: 1, value: 1, start: 0, stop: 0 },
        { unit: 1, value: 2, start: 5, stop: 5 },
        { unit: 7, value: 1, start: 5, stop: 5 },
      ],
    };
    await change(folder, async (writer) => {
      await writer.add([histories, status].map(validated), adding);
    });
    const { content } = databankIn(folder).manifest.draft!;
    const digits = content.slice('sha256:'.length);
    const list = JSON.parse(
      fs.readFileSync(path.join(folder, `documents/${digits.slice(0, 2)}/${digits}.json`), 'utf8'),
    ) as {
      variables: Record<string, { statistics: unknown }>;
    };
    expect(list.variables['FORLOP']?.statistics).toEqual({ rows: 3, units: 2 });
    expect(list.variables['STATUS']?.statistics).toEqual({ rows: 3, units: 2 });
  });
});

describe('changes that cannot be', () => {
  it('are refused, and nothing is changed', async () => {
    const folder = await fresh();
    await change(folder, async (writer) => {
      await writer.add([season, shoe].map(validated), adding);
      await writer.release(note);
      await writer.add([validated(friend)], adding);
      const before = fs.readFileSync(path.join(folder, 'databank.json'), 'utf8');
      const refused: readonly (readonly [Promise<readonly unknown[]>, readonly string[]])[] = [
        [writer.add([validated(season)], adding), ['release-variable-known ARSTID']],
        [writer.add([validated(friend)], changing), ['release-variable-pending VENN']],
        [writer.add([validated({ ...shoe, name: 'NY' })], changing), ['release-variable-unknown NY']],
        [writer.add([validated(shoe), validated(shoe)], changing), ['release-variable-twice SKO']],
        [
          writer.add([validated({ name: 'NY', rows: [{ unit: 'a', value: 1 }] })], adding),
          ['release-identifiers-not-pseudonyms NY'],
        ],
        [
          writer.add([validated({ name: 'NY', rows: [{ unit: 2 ** 48, value: 1 }] })], adding),
          ['release-identifiers-not-pseudonyms NY'],
        ],
        [
          writer.add([validated({ name: 'NY', rows: [{ unit: 1.5, value: 1 }] })], adding),
          ['release-identifiers-not-pseudonyms NY'],
        ],
        [
          writer.add([validated({ ...friend, name: 'NY', rows: [{ unit: 1, value: -1 }] })], adding),
          ['release-identifiers-not-pseudonyms NY'],
        ],
        [writer.remove(['VENN', 'NY'], note), ['release-variable-pending VENN', 'release-variable-unknown NY']],
        [writer.drop(['SKO'], note), ['release-not-in-draft SKO']],
        [writer.release({ ...note, expected: [] }), ['release-pending-changed']],
        [writer.release({ ...note, expected: [{ name: 'VENN', operation: 'CHANGE' }] }), ['release-pending-changed']],
      ];
      for (const [outcome, expected] of refused) expect(codesOf((await outcome) as never)).toEqual(expected);
      expect(fs.readFileSync(path.join(folder, 'databank.json'), 'utf8')).toBe(before);
      expect(await writer.release({ ...note, expected: [{ name: 'VENN', operation: 'ADD' }] })).toEqual([]);
      expect(codesOf(await writer.release(note))).toEqual(['release-nothing-pending']);
    });
  });

  it('take other texts in the catalogue, but not other data', async () => {
    const folder = await fresh();
    const winter = season.codes!.map((code) => [code[0], code[1].toUpperCase(), ...code.slice(2)]) as never;
    const patchOf = (dataset: MemoryDataset) => {
      const { description, codes } = validated(dataset);
      return { description, ...(codes === undefined ? {} : { codes }) };
    };
    await change(folder, async (writer) => {
      await writer.add([season, shoe].map(validated), adding);
      await writer.release(note);
      const wrong = [
        [{ ...season, sensitivityLevel: 'PERSON_SPECIAL' as const }, 'sensitivityLevel'],
        [{ ...season, unitType: 'FAMILIE' }, 'unitType'],
        [{ ...season, rows: [{ unit: 1, value: 1 }] }, 'dataType'],
        [{ ...season, codes: season.codes!.slice(1) }, 'codeList'],
        [
          { ...season, codes: season.codes!.map(([code, title]) => [code, title, '1960-01-01', '', false] as const) },
          'codeList',
        ],
        [
          { ...season, codes: season.codes!.map(([code, title, from]) => [code, title, from, '', true] as const) },
          'codeList',
        ],
      ] as const;
      for (const [dataset, field] of wrong) {
        expect(codesOf(await writer.patch([patchOf(dataset)], note))).toEqual([
          `release-patch-not-allowed ARSTID ${field}`,
        ]);
      }
      expect(await writer.patch([patchOf({ ...season, title: 'Årstid', codes: winter })], note)).toEqual([]);
      expect(await writer.release(note)).toEqual([]);
    });
    const { versions } = databankIn(folder).manifest;
    expect(versions.map(({ version, updateType }) => `${version} ${updateType}`)).toEqual(['1 MAJOR', '1.0.1 PATCH']);
    expect(versions[1]!.content).toBe(versions[0]!.content);
    const variable = readCatalogue(databankIn(folder), '1.0.1')!.variables.get('ARSTID');
    expect(variable).toMatchObject({
      title: 'Årstid',
      valueDomain: { codes: [{ title: 'SOMMER' }, { title: 'VINTER' }] },
    });
    expect(readCatalogue(databankIn(folder), '1')!.variables.get('ARSTID')?.title).toBe('ARSTID');
  });
});

describe('raw identifiers', () => {
  it("become the same pseudonyms whenever they come, and the databank's secret stays outside it", async () => {
    const folder = await created(parent, `bank-${++serial}`, { identifiers: 'raw' });
    const ids = Array.from({ length: 60 }, (_, i) => `id-${i}`);
    const dataset = (name: string, some: readonly string[]): MemoryDataset => ({
      name,
      rows: some.map((unit) => ({ unit, value: ids.indexOf(unit) })),
    });
    for (const [name, some] of [
      ['A', ids.slice(0, 30)],
      ['B', ids.slice(20)],
      ['C', ids],
    ] as const) {
      await change(folder, async (writer) => {
        expect(await writer.add([validated(dataset(name, some))], adding)).toEqual([]);
        expect(await writer.release(note)).toEqual([]);
      });
    }
    const reader = reading(folder, '1.2');
    expect((await reader.universe('PERSON')).size).toBe(60);
    const [a, b, c] = await Promise.all(['A', 'B', 'C'].map((name) => reader.sliceAt(name, undefined)));
    const values = (slice: typeof a): readonly number[] =>
      slice?.values.kind === 'int32' ? [...slice.values.values] : [];
    // Each row's value is the number of its identifier, so that all three must agree unit by unit.
    values(c).forEach((value, unit) => {
      expect(values(a)[unit]).toBe(value < 30 ? value : -2147483648);
      expect(values(b)[unit]).toBe(value >= 20 ? value : -2147483648);
    });
  });

  it('of a confidential databank need the secret that was made with it', async () => {
    const secretsFolder = path.join(parent, 'secrets');
    const folder = path.join(parent, `bank-${++serial}`);
    expect(await createDatabank(folder, { ...confidentialFacts, identifiers: 'raw' }, { secretsFolder })).toEqual([]);
    expect(fs.readdirSync(secretsFolder)).toEqual(['no.test.key']);
    const writer = openWriter(folder, { secretsFolder: path.join(parent, 'nowhere') });
    const dataset = validated({ name: 'A', rows: [{ unit: 'x', value: 1 }] });
    await expect(writer.add([dataset], adding)).rejects.toMatchObject({ problem: { code: 'databank-secret-missing' } });
    writer.close();
    await change(folder, () => Promise.resolve());
    expectWhole(folder);
  });
});

describe('a databank made in one go', () => {
  it('is there whole or not at all', async () => {
    const folder = path.join(parent, `bank-${++serial}`);
    const options = { secretsFolder: parent };
    const build = (fill: Parameters<typeof buildDatabank>[3]) => buildDatabank(folder, testFacts, options, fill);
    expect(codesOf(await build((writer) => writer.release(note)))).toEqual(['release-nothing-pending']);
    await expect(build(() => Promise.reject(new Error('broken off')))).rejects.toThrow('broken off');
    expect(fs.existsSync(folder)).toBe(false);
    expect(fs.readdirSync(parent).filter((name) => name.includes('.making-'))).toEqual([]);
    const done = await build(async (writer) => {
      await writer.add([season, shoe].map(validated), adding);
      await writer.release(note);
      await writer.add([validated(friend)], adding);
      return writer.release(note);
    });
    expect(done).toEqual([]);
    expectWhole(folder);
    expect(codesOf(await build(() => Promise.resolve([])))).toEqual(['ingest-target-exists']);
  });
});

describe('a library', () => {
  it('serves the draft beside the releases, and tells it from them', async () => {
    const folder = await fresh();
    await change(folder, async (writer) => {
      await writer.add([validated(season)], adding);
    });
    const open = () => openLibrary({ folders: [folder], embedded: [], secretsFolder: parent });
    expect(open().databanks).toEqual([{ name: 'no.test', versions: ['DRAFT'], newest: 'DRAFT' }]);
    await change(folder, async (writer) => {
      await writer.release(note);
      await writer.add([validated(shoe)], adding);
    });
    const library = open();
    expect(library.databanks).toEqual([{ name: 'no.test', versions: ['1', 'DRAFT'], newest: '1' }]);
    expect([...library.findCatalogue('no.test', 'DRAFT')!.variables.keys()]).toEqual(['ARSTID', 'SKO']);
    expect([...library.findCatalogue('no.test', '1')!.variables.keys()]).toEqual(['ARSTID']);
    expect((await (await library.open('no.test', 'DRAFT')).sliceAt('SKO', undefined)).rowCount).toBe(2);
    await expect(library.open('no.test', '2')).rejects.toMatchObject({
      problem: { code: 'databank-version-not-found', parameters: { newest: '1', known: ['1', 'DRAFT'] } },
    });
  });
});
