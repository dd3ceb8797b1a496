import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil, type EpochDay } from '../../../src/base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../../../src/metadata/catalogue.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import type { ColumnValues, DatabankReader } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { firstAndLast, valueOf } from './demo-values.ts';

/** The smallest databank answers for every variable, and with nothing that the catalogue does not say. */
const demo = demoDatabank(temporaryFolder(), 1000);
let reader: DatabankReader;
let catalogue: Catalogue;
beforeAll(async () => {
  const newest = demo.versions.at(-1)!;
  catalogue = demo.catalogue(newest)!;
  reader = (await demo.open(newest, silent))!;
});

/** Physical kinds of values by data type; identifiers of other units are stored by unit number. */
function kindOf({ dataType, keyUnitType }: RegisterVariable): ColumnValues['kind'] {
  if (dataType === 'STRING') return 'dictionary';
  if (keyUnitType !== undefined) return 'unit';
  return dataType === 'DOUBLE' ? 'float64' : 'int32';
}

/** Whether a number could be what the format says. */
function isOfFormat(format: string | undefined, value: number): boolean {
  const isYear = (year: number): boolean => year >= 1850 && year <= 2030;
  const isMonth = (month: number): boolean => isYear(Math.floor(month / 100)) && month % 100 >= 1 && month % 100 <= 12;
  if (format === 'YYYY') return isYear(value);
  if (format === 'YYYYMM') return isMonth(value);
  if (format === 'YYYYMMDD') return isMonth(Math.floor(value / 100)) && value % 100 >= 1 && value % 100 <= 31;
  return true;
}

function checkValues(variable: RegisterVariable, column: ColumnValues, rows: number, unitCount: number): number {
  const { name, valueDomain, format } = variable;
  expect(column.kind, name).toBe(kindOf(variable));
  const listed = valueDomain.type === 'enumerated' ? new Set(valueDomain.codes.map(({ code }) => code)) : undefined;
  let records = 0;
  const wrong = new Set<string | number>();
  for (let row = 0; row < rows; row++) {
    const value = valueOf(column, row);
    if (value === undefined) continue;
    records++;
    if (listed !== undefined && !listed.has(String(value))) wrong.add(value);
    if (typeof value === 'number' && !isOfFormat(format, value)) wrong.add(value);
    if (column.kind === 'unit' && Number(value) >= unitCount) wrong.add(value);
  }
  expect([...wrong], name).toEqual([]);
  return records;
}

/** Codes of a dictionary that are not valid on a day. */
function invalidAt(
  { valueDomain }: RegisterVariable,
  column: ColumnValues,
  rows: number,
  day: EpochDay,
): readonly string[] {
  if (valueDomain.type !== 'enumerated') return [];
  const valid = new Set(
    valueDomain.codes.flatMap(({ code, validFromDay = day, validUntilDay = day }) =>
      validFromDay <= day && day <= validUntilDay ? [code] : [],
    ),
  );
  const used = new Set(Array.from({ length: rows }, (_, row) => valueOf(column, row)));
  return [...used].flatMap((code) => (code === undefined || valid.has(String(code)) ? [] : [String(code)]));
}

/** Sources that concern so few persons that the smallest databank may have none at a date. */
const rare =
  /^(BEFOLKNING_SVALBARD|ETLATBRN|INTROST|KVALIF|NUDB_KURS_|NUDB_UTVEKSL|NUDB_VGS_STP|SUPPLST|ARBEIDSSOKER_TILTAK|ARBLONN_ARB_SLUTT|ARBLONN_LONN_|SOSHJ)/u;

describe('the smallest demo databank', () => {
  it('has the 722 variables of the original and an older name', () => {
    expect(catalogue.variables.size).toBe(723);
    const oldest = demo.catalogue('56')!.variables;
    expect(oldest.has('KOMMNR_FORMELL') && oldest.has('KOMMNR_FAKTISK')).toBe(true);
  });

  it('answers at the first and the last date of every variable, as the catalogue says', async () => {
    const silentOnes: string[] = [];
    for (const variable of catalogue.variables.values()) {
      const { size } = await reader.universe(variable.unitType);
      const others = variable.keyUnitType === undefined ? size : (await reader.universe(variable.keyUnitType)).size;
      for (const day of firstAndLast(variable)) {
        const slice = await reader.sliceAt(variable.name, day);
        if (slice.layout === 'dense') expect(slice.rowCount).toBe(size);
        expect(reader.filesOf(variable.name, day), variable.name).not.toEqual([]);
        const records = checkValues(variable, slice.values, slice.rowCount, others);
        if (records === 0 && !rare.test(variable.name)) silentOnes.push(`${variable.name} ${String(day)}`);
        if (day !== undefined && variable.temporality !== 'EVENT') {
          expect(invalidAt(variable, slice.values, slice.rowCount, day), variable.name).toEqual([]);
        }
      }
    }
    expect(silentOnes).toEqual([]);
  }, 120_000);

  it('has histories without overlaps, kept within their coverage', async () => {
    for (const { name, temporality, coverage } of catalogue.variables.values()) {
      if (temporality !== 'EVENT') continue;
      const { offsets, starts, stops } = (await reader.spellsOf!(name))!;
      for (let unit = 0; unit + 1 < offsets.length; unit++) {
        for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) {
          const isOpen = stops[i] === openStop16;
          const isInside =
            coverage!.startDay <= starts[i]! &&
            starts[i]! <= coverage!.stopDay &&
            (isOpen || stops[i]! <= coverage!.stopDay);
          const isLater = i === offsets[unit]! || starts[i]! > stops[i - 1]!;
          if (!isInside || !isLater || starts[i]! > stops[i]!)
            throw new Error(`${name}: a spell of unit ${unit} is wrong`);
        }
      }
    }
  }, 60_000);

  it('has municipal figures that grow with the number of inhabitants', async () => {
    const municipalities = await reader.universe('KOMMUNE');
    const slice = await reader.sliceAt('SB12362_KOSTRA_LONNSUTGIFTER_MUSEER', daysFromCivil(2022, 7, 1));
    const values = new Map<string, number>();
    for (let row = 0; row < slice.rowCount; row++) {
      const value = valueOf(slice.values, row);
      if (value !== undefined)
        values.set(municipalities.identifierOf(slice.layout === 'dense' ? row : slice.units[row]!), Number(value));
    }
    expect(values.get('0301')!).toBeGreaterThan(10 * values.get('1101')!);
    // Only the municipalities of the year have figures.
    expect(values.has('3201')).toBe(false);
    expect(values.size).toBeGreaterThan(340);
  });

  it('gives amounts of adults only', async () => {
    const births = await reader.sliceAt('BEFOLKNING_FOEDSELS_AAR_MND', undefined);
    for (const name of ['SKATT_GJELD', 'SKATT_FORMUESKATT', 'INNTEKT_RENTUT']) {
      const day = catalogue.variables.get(name)!.coverage!.stopDay;
      const { year } = civilDate(day);
      const slice = await reader.sliceAt(name, day);
      for (let row = 0; row < slice.rowCount; row++) {
        if (valueOf(slice.values, row) === undefined) continue;
        const born = Math.floor(
          Number(valueOf(births.values, slice.layout === 'dense' ? row : slice.units[row]!)) / 100,
        );
        expect(year - born, name).toBeGreaterThanOrEqual(17);
      }
    }
  });
});
