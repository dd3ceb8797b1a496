import { assembleContent, ColumnFolder } from '../store/column-folder.ts';
import { type StoredContent, type StoredValues, type StoredVariable, universeHash } from '../store/content.ts';
import type { FolderReader } from '../store/reader.ts';
import { lengthOf, recordsOf } from '../store/sparse.ts';
import { mapped, type Ranks, scatter, translateSpells, translateUnitValues } from '../store/translate.ts';
import type { ColumnValues, StoredPart } from '../stored-column.ts';
import { idKindOf } from '../unit-types.ts';
import type { Universe } from './universes.ts';

/** Whether all numbers of units of a variable are those of these universes. */
export function isNumberedUnder(
  variable: StoredVariable,
  from: StoredContent,
  universes: ReadonlyMap<string, Universe>,
): boolean {
  const isCurrent = (unitType: string, universe: string | undefined): boolean => {
    const idKind = idKindOf(unitType);
    return (universe ?? universeHash(from.universes[idKind]!)) === universeHash(universes.get(idKind)!.stored);
  };
  return (
    isCurrent(variable.unitType, variable.universe) &&
    valuesOf(variable).every((values) => values.kind !== 'unit' || isCurrent(values.unitType, values.universe))
  );
}

/**
 * Writes a variable again under the numbers of other universes, from a reader of its present ones.
 *
 * @param numbersOf  by identifier space how present numbers become those of the other universe
 */
export async function renumber(
  reader: FolderReader,
  name: string,
  variable: StoredVariable,
  folder: string,
  numbersOf: (idKind: string) => Ranks,
): Promise<StoredVariable> {
  const columns = new ColumnFolder(folder);
  const { unitType, statistics } = variable;
  const ranks = numbersOf(idKindOf(unitType));
  for await (const part of reader.partsOf(name)) {
    if (part.type === 'spells') {
      const values = withUnits(part.spells.values, numbersOf);
      columns.addHistory(name, unitType, translateSpells({ ...part.spells, values }, ranks));
    } else {
      const values = withUnits(part.slice.values, numbersOf);
      const { slice, period } = part;
      const places = slice.layout === 'dense' ? ranks.numbers : mapped(slice.units, ranks.numbers);
      const dense = scatter(values, places, ranks.size);
      if (period === undefined) columns.addFixed(name, unitType, dense);
      else columns.addBlock(name, unitType, period.startDay, period.stopDay, dense);
    }
    await columns.settle();
  }
  const stored = assembleContent(await columns.written()).variables[name]!;
  return statistics === undefined ? stored : { ...stored, statistics };
}

function withUnits(values: ColumnValues, numbersOf: (idKind: string) => Ranks): ColumnValues {
  return values.kind === 'unit' ? translateUnitValues(values, numbersOf(idKindOf(values.unitType))) : values;
}

/** Marks the units that a variable has records of, and those that its values name. */
export async function markUnits(
  reader: FolderReader,
  name: string,
  unitType: string,
  marksOf: (idKind: string) => Uint8Array | undefined,
): Promise<void> {
  const marks = marksOf(idKindOf(unitType));
  for await (const part of reader.partsOf(name)) {
    if (marks !== undefined) markRecords(part, marks);
    const values = part.type === 'spells' ? part.spells.values : part.slice.values;
    const valueMarks = values.kind === 'unit' ? marksOf(idKindOf(values.unitType)) : undefined;
    if (values.kind !== 'unit' || valueMarks === undefined) continue;
    for (let i = 0; i < lengthOf(values); i++) if (values.units[i]! >= 0) valueMarks[values.units[i]!] = 1;
  }
}

function markRecords(part: StoredPart, marks: Uint8Array): void {
  if (part.type === 'spells') {
    const { offsets } = part.spells;
    for (let unit = 0; unit < marks.length; unit++) if (offsets[unit + 1]! > offsets[unit]!) marks[unit] = 1;
    return;
  }
  const units = part.slice.layout === 'sparse' ? part.slice.units : recordsOf(part.slice.values).units;
  for (let i = 0; i < units.length; i++) marks[units[i]!] = 1;
}

function valuesOf(variable: StoredVariable): readonly StoredValues[] {
  if (variable.layout === 'fixed') return [variable.block.values];
  return variable.layout === 'blocks' ? variable.blocks.map(({ values }) => values) : [variable.spells.values];
}
