import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { ColumnFolder } from '../../src/metadata/store/column-folder.ts';
import type { StoredContent } from '../../src/metadata/store/content.ts';
import { FolderReader } from '../../src/metadata/store/reader.ts';
import type { ColumnValues, VariableSlice } from '../../src/metadata/stored-column.ts';
import { arrayOf } from '../../src/metadata/stored-column.ts';
import { emptyLike, missingOf } from '../../src/runtime/columnar/values.ts';
import type { TestDatabank } from './databank.ts';

class TestFolder extends ColumnFolder {
  get stored(): StoredContent {
    return this.content();
  }
}

/** The same databank of persons, read from files below a folder. Periods of ACCUMULATED variables are told by days within them. */
export async function storedDatabank(
  databank: TestDatabank,
  parent: string,
  periods: readonly { readonly startDay: number; readonly stopDay: number }[],
): Promise<TestDatabank> {
  const folder = mkdtempSync(path.join(parent, 'stored-'));
  const columns = new TestFolder(folder, false);
  const { catalogue, reader } = databank;
  const universe = await reader.universe('PERSON');
  columns.addPseudonyms('FNR', universe.pseudonyms ?? new Float64Array(0));
  for (const { name, temporality, unitType, statusDays } of catalogue.variables.values()) {
    const at = async (day: number | undefined): Promise<ColumnValues> =>
      dense(await reader.sliceAt(name, day), universe.size);
    const spells = await reader.spellsOf?.(name);
    if (temporality === 'FIXED') columns.addFixed(name, unitType, await at(undefined));
    else if (spells !== undefined) columns.addHistory(name, unitType, spells);
    else {
      const blocks = statusDays?.map((day) => ({ startDay: day, stopDay: day })) ?? periods;
      for (const { startDay, stopDay } of blocks) {
        columns.addBlock(name, unitType, startDay, stopDay, await at(startDay));
      }
    }
  }
  await columns.written();
  const stored = new FolderReader(reader.databank, reader.version, folder, columns.stored);
  return { ...databank, reader: stored };
}

function dense(slice: VariableSlice, size: number): ColumnValues {
  if (slice.layout === 'dense') return slice.values;
  const all = emptyLike(slice.values, size);
  const [from, to] = [arrayOf(slice.values), arrayOf(all)];
  to.fill(missingOf(all));
  slice.units.forEach((unit, i) => (to[unit] = from[i]!));
  return all;
}
