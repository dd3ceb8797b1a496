import path from 'node:path';
import { expect, test } from 'vitest';
import { definitionOf } from '../../../src/base/messages/catalogue.ts';
import { readCatalogue } from '../../../src/metadata/databank-folder.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { prepareRows, type VersionToRead } from '../../../src/metadata/exchange/data-files.ts';
import { exportDatasets } from '../../../src/metadata/exchange/export-datasets.ts';
import { type RowHash, rowHash } from '../../../src/metadata/exchange/row-hash.ts';
import { ingestFolder } from '../../../src/metadata/ingest/ingest-folder.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { testPlaces } from '../../helpers/program.ts';
import { datasetJson, writeDataset } from '../ingest/exchange-files.ts';
import { databankIn, expectWhole, reading, testFacts } from '../release/test-databank.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const parent = temporaryFolder();

/**
 * Variables of every unit type, temporality and type of values: texts with and without code lists and sentinels, whole and
 * decimal numbers, days, keys of persons, families, households, siblings, employers, accidents and municipalities; dates that
 * the demo keeps as blocks and such that it keeps as histories; open spells.
 */
const chosen = [
  ...['BEFOLKNING_KJOENN', 'BEFOLKNING_DOEDS_DATO', 'BEFOLKNING_MOR_FNR', 'BEFOLKNING_SOESKEN_FNR'],
  ...['BEFOLKNING_FOEDEKOMMNR', 'NUDB_KURS_GRPOENG', 'NUDB_GS_STP_MAT', 'BEFOLKNING_FODELAND'],
  ...['SIVSTANDFDT_SIVSTAND', 'BOSATTEFDT_BOSTED', 'NUDB_BU', 'AFPO2011FDT_GRAD', 'UFOERP2011FDT_GRAD'],
  ...['BEFOLKNING_STATUSKODE', 'BEFOLKNING_KOMMNR_FORMELL', 'BEFOLKNING_REGSTAT_FAMNR', 'BEFOLKNING_HUSHNR'],
  ...['BEFOLKNING_EKT_FNR', 'REGSYS_FRTK_ID_SSB', 'REGSYS_VIRK_ID_SSB'],
  ...['REGSYS_ARB_ARBEIDSTID', 'BOFORHOLD_BRUKSAREAL'],
  ...['INNTEKT_WLONN', 'INNTEKT_WSAMINNT', 'INNTEKT_SYKEPENGER', 'BOSTOTTE_SUM_BOSTOTTE', 'BARNEVERN_HJELPETIL'],
  ...['ARBEIDSFORHOLD_PERSON', 'ARBLONN_ARB_START'],
  ...['ARBLONN_LONN_BONUS', 'KJORETOY_KJORETOYID_FNR', 'KJORETOY_EG_VEKT', 'KJORETOY_TEKN_CO2_UTSLIPP'],
  ...['NUDB_KURS_FNR', 'NUDB_KURS_EIERF', 'NUDB_KURS_SKOLEKOM', 'ELHUB_PERS_STROMFORBRUK'],
  ...['ELHUB_PERS_MALEPUNKTID_FNR', 'TRAFULYK_KOMMUNE', 'TRAFULYK_PERS_TRAFULYK'],
  ...['SB12362_KOSTRA_LONNSUTGIFTER_ADMINISTRASJON', 'SB12241_KOSTRA_HUSHOLDNINGSAVFALL_AARSINNBYGGER'],
];

/** Builds a databank of what another one writes as datasets. */
async function carried(source: VersionToRead, name: string, data: 'csv' | 'parquet'): Promise<VersionToRead> {
  const datasets = path.join(parent, `${name}-datasets`);
  expect(await exportDatasets(source, datasets, { data, only: chosen }, silent)).toEqual([]);
  return ingested(datasets, name);
}

async function ingested(datasets: string, name: string): Promise<VersionToRead> {
  const folder = path.join(parent, name);
  const options = { ...testFacts, description: 'x', releaseTime: 1, secretsFolder: parent };
  const problems = await ingestFolder(datasets, folder, options, silent);
  expect(problems.filter(({ code }) => definitionOf(code).severity === 'error')).toEqual([]);
  expectWhole(folder);
  const catalogue = readCatalogue(databankIn(folder), '1');
  if (catalogue === undefined) throw new Error('no version 1');
  return { catalogue, reader: reading(folder, '1') };
}

async function rowHashes(source: VersionToRead): Promise<ReadonlyMap<string, RowHash>> {
  const hashes = new Map<string, RowHash>();
  for (const name of chosen) {
    const variable = source.catalogue.variables.get(name);
    if (variable === undefined) throw new Error(`no ${name}`);
    await prepareRows(source, variable, silent);
    hashes.set(name, await rowHash(source.reader, variable));
  }
  return hashes;
}

test('the demo databank is the same after it has been written as datasets and ingested', async () => {
  const databank = demoDatabank(testPlaces.MICRODATA_CACHE, 1000);
  const catalogue = databank.catalogue('60');
  const reader = await databank.open('60', silent);
  if (catalogue === undefined || reader === undefined) throw new Error('no version 60');
  const demo = { catalogue, reader };
  const facts = chosen.map((name) => catalogue.variables.get(name)!);
  expect(new Set(facts.map(({ unitType }) => unitType))).toEqual(
    new Set([...catalogue.variables.values()].map(({ unitType }) => unitType)),
  );
  const fromCsv = await carried(demo, 'csv', 'csv');
  const wanted = await rowHashes(demo);
  const found = await rowHashes(fromCsv);
  for (const name of chosen) {
    expect(found.get(name), name).toEqual(wanted.get(name));
    expect(wanted.get(name)!.rowCount, name).toBeGreaterThan(0);
  }
  const again = await carried(fromCsv, 'again', 'parquet');
  expect(again.catalogue.versionHash).toBe(fromCsv.catalogue.versionHash);
  // The demo may have to be made first.
}, 300_000);

test('a hash of rows tells one value, one day and one unit', async () => {
  const hashes = new Set<string>();
  const rows = [
    ...['5;1;2020-01-01;;', '5;2;2020-01-01;;', '5;1;2020-01-02;;', '6;1;2020-01-01;;'],
    ...['5;1;2020-01-01;2021-01-01;', '5;1;2020-01-01;;\n6;1;2020-01-01;;'],
  ];
  for (const [i, row] of rows.entries()) {
    const source = path.join(parent, `rows-${i}`);
    writeDataset(source, 'X', datasetJson({ temporalityType: 'EVENT' }), `${row}\n`);
    const { catalogue, reader } = await ingested(source, `bank-${i}`);
    hashes.add((await rowHash(reader, catalogue.variables.get('X')!)).hash);
  }
  expect(hashes.size).toBe(rows.length);
});
