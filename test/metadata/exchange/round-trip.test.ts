import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftVersion } from '../../../src/base/version-number.ts';
import type { Catalogue } from '../../../src/metadata/catalogue.ts';
import { readCatalogue } from '../../../src/metadata/databank-folder.ts';
import { datastoreKind } from '../../../src/metadata/exchange/datastore-kind.ts';
import { exportDatasets } from '../../../src/metadata/exchange/export-datasets.ts';
import { exportDatastore } from '../../../src/metadata/exchange/export-datastore.ts';
import { importDatastore } from '../../../src/metadata/exchange/import-datastore.ts';
import { ingestFolder } from '../../../src/metadata/ingest/ingest-folder.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { ManifestVersion, Update } from '../../../src/metadata/store/manifest.ts';
import { databankIn, expectWhole, reading, snapshot, testFacts } from '../release/test-databank.ts';
import { buildGenerated, generatedRows, good, inTemporaryFolder } from './generated-databank.ts';

/** What a catalogue says, apart from the hash that names its files. */
function said(catalogue: Catalogue | undefined): unknown {
  if (catalogue === undefined) return undefined;
  const { variables, label, databank, version } = catalogue;
  return { databank, version, label, variables: [...variables].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** What an import keeps of a version, without the hash of its catalogue: catalogues are compared as they are read. */
function kept({ version, content, updateType, description, releaseTime, updates }: ManifestVersion): unknown {
  return { version, content, updateType, description, releaseTime, updates: byName(updates) };
}

function byName(updates: readonly Update[] | undefined): readonly Update[] | undefined {
  return updates?.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

describe('a databank, written as a datastore and read again', () => {
  test('has the same contents and catalogues in every version and in the draft', async () => {
    await fc.assert(
      fc.asyncProperty(generatedRows, generatedRows, (first, second) =>
        inTemporaryFolder(async (parent) => {
          const folder = await buildGenerated(parent, first, second);
          const { manifest } = databankIn(folder);
          const library = openLibrary({ folders: [folder], embedded: [], secretsFolder: parent });
          const store = path.join(parent, 'store');
          await exportDatastore({ library, databank: manifest.databank, history: manifest }, store, silent);
          const back = path.join(parent, 'back');
          good(await importDatastore(store, back, { nature: 'synthetic', secretsFolder: parent, threads: 1 }, silent));
          const again = databankIn(back).manifest;
          expectWhole(back);
          expect(again.versions.map(kept)).toEqual(manifest.versions.map(kept));
          expect(byName(again.draft?.updates)).toEqual(byName(manifest.draft?.updates));
          expect(again.draft?.content).toBe(manifest.draft?.content);
          const read = openLibrary({ folders: [back], embedded: [], secretsFolder: parent });
          const served = openLibrary({
            folders: [store],
            embedded: [],
            secretsFolder: parent,
            kinds: [datastoreKind({ cacheFolder: path.join(parent, 'cache'), secretsFolder: parent })],
          });
          for (const version of ['1.0.0', '2.0.0', '2.1.0', '2.1.1', '3.0.0', draftVersion]) {
            const wanted = said(library.findCatalogue(manifest.databank, version));
            expect(said(read.findCatalogue(manifest.databank, version))).toEqual(wanted);
            expect(said(served.findCatalogue(manifest.databank, version))).toEqual(wanted);
          }
        }),
      ),
      { numRuns: 4, seed: 3, endOnFailure: true },
    );
  }, 60_000);

  test('never rewrites a data file: later versions name the files of earlier ones', async () => {
    const [first, second] = fc.sample(generatedRows, { numRuns: 2, seed: 11 });
    await inTemporaryFolder(async (parent) => {
      const folder = await buildGenerated(parent, first!, second!);
      const { manifest } = databankIn(folder);
      const library = openLibrary({ folders: [folder], embedded: [], secretsFolder: parent });
      const stores = [path.join(parent, 'store'), path.join(parent, 'again')] as const;
      for (const store of stores) {
        await exportDatastore({ library, databank: manifest.databank, history: manifest }, store, silent);
      }
      const lists = (name: string): unknown =>
        JSON.parse(fs.readFileSync(path.join(stores[0], 'datastore', name), 'utf8'));
      expect(fs.readdirSync(path.join(stores[0], 'datastore')).sort()).toEqual([
        'data_versions__1_0.json',
        'data_versions__2_0.json',
        'data_versions__2_1.json',
        'data_versions__3_0.json',
        'datastore_versions.json',
        'draft_version.json',
        ...['1_0_0', '2_0_0', '2_1_0', '2_1_1', '3_0_0', 'DRAFT'].map((stem) => `metadata_all__${stem}.json`),
        ...['1_0_0', '2_0_0', '2_1_0', '2_1_1', '3_0_0', 'DRAFT'].map((stem) => `openmicrodata__${stem}.json`),
      ]);
      expect(lists('data_versions__3_0.json')).toEqual({
        A_FAST: 'A_FAST__2_0.parquet',
        A_MOR: 'A_MOR__1_0.parquet',
        B_KOMM: 'B_KOMM__1_0',
        B_STATUS: 'B_STATUS__2_0',
        C_SESONG: 'C_SESONG__1_0',
        C_SUM: 'C_SUM__3_0',
        D_BOSTED: 'D_BOSTED__1_0.parquet',
        D_DATO: 'D_DATO__3_0.parquet',
        D_FAMILIE: 'D_FAMILIE__2_1.parquet',
        D_TEKST: 'D_TEKST__2_0.parquet',
      });
      expect(fs.existsSync(path.join(stores[0], 'data/C_SUM/C_SUM__1_0'))).toBe(true);
      expect(snapshot(stores[0])).toEqual(snapshot(stores[1]));
    });
  });

  test('without its history has the versions that differ, found by comparing files', async () => {
    const [first, second] = fc.sample(generatedRows, { numRuns: 2, seed: 11 });
    await inTemporaryFolder(async (parent) => {
      const folder = await buildGenerated(parent, first!, second!);
      const { manifest } = databankIn(folder);
      const library = openLibrary({ folders: [folder], embedded: [], secretsFolder: parent });
      const store = path.join(parent, 'store');
      await exportDatastore({ library, databank: manifest.databank }, store, silent);
      const file = fs.readFileSync(path.join(store, 'datastore/datastore_versions.json'), 'utf8');
      const { versions } = JSON.parse(file) as {
        versions: readonly { dataStructureUpdates: readonly { name: string; operation: string }[] }[];
      };
      const found = versions.map((version) =>
        version.dataStructureUpdates.map(({ name, operation }) => `${operation} ${name}`).sort(),
      );
      const known = manifest.versions.map(({ updates }) =>
        updates.map(({ name, operation }) => `${operation} ${name}`).sort(),
      );
      expect(found.reverse()).toEqual(known);
    });
  });
});

describe.each(['csv', 'csv.gz', 'parquet'] as const)('a databank version, written as datasets with %s', (data) => {
  test('is the same when it is ingested', async () => {
    const [first, second] = fc.sample(generatedRows, { numRuns: 2, seed: 5 });
    await inTemporaryFolder(async (parent) => {
      const folder = await buildGenerated(parent, first!, second!);
      const library = openLibrary({ folders: [folder], embedded: [], secretsFolder: parent });
      const catalogue = library.findCatalogue('no.test', '1')!;
      const datasets = path.join(parent, 'datasets');
      await exportDatasets({ catalogue, reader: reading(folder, '1') }, datasets, { data }, silent);
      const back = path.join(parent, 'back');
      const options = { ...testFacts, description: 'x', releaseTime: 1, secretsFolder: parent };
      good(await ingestFolder(datasets, back, options, silent));
      const [original] = databankIn(folder).manifest.versions;
      const [again] = databankIn(back).manifest.versions;
      expect(said(readCatalogue(databankIn(back), '1'))).toEqual(said(catalogue));
      expect(again?.content).toBe(original?.content);
      expect(again?.catalogue).toBe(original?.catalogue);
    });
  });
});
