import type { DisclosureSession } from '../../disclosure/protection.ts';
import { openStop16 } from '../../metadata/store/spells.ts';
import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { ImportEventsRequest, ImportedRows } from '../engine/importing.ts';
import { blockSize, type FoldRunner } from '../fold.ts';
import { chosenSpells, countSpellsKernel, takeSpellsKernel } from '../folds/events.ts';
import { withRemembered } from './column-ledger.ts';
import { unitsForRows } from './group-units.ts';
import { populationSet } from './reading/facts.ts';
import { asUnits, tableOf, tableOfRows } from './table.ts';
import type { UnitSpaces } from './units.ts';
import { emptyLike } from './values.ts';

/** Fills a dataset with the spells that overlap a period: one row each, by unit and start, not cut to the period. */
export async function importEvents(
  runner: FoldRunner,
  spaces: UnitSpaces,
  protection: DisclosureSession,
  request: ImportEventsRequest,
): Promise<ImportedRows> {
  const table = tableOf(request.dataset);
  const [space, spells] = await Promise.all([
    spaces.space(spaces.variable(request.source).unitType),
    spaces.spells(request.source),
  ]);
  const units = table.schema.kind === 'empty' ? undefined : unitsForRows(space, table);
  const unitCount = units?.length ?? space.universe.size;
  const { offsets, starts, stops, values } = spells;
  const { startDay, stopDay: to } = request.period;
  // After the last day that a stored spell can name, only open spells answer.
  const from = Math.min(startDay, openStop16);
  const choice = { spells: { offsets, starts, stops }, units, from, to };
  const counts = await runner.map(countSpellsKernel, choice, unitCount);
  const begins = sharedInt32(counts.length + 1);
  counts.forEach((count, block) => (begins[block + 1] = begins[block]! + count));
  const rowCount = begins[counts.length]!;
  const outUnits = sharedInt32(rowCount);
  const outStarts = sharedInt32(rowCount);
  const outStops = sharedInt32(rowCount);
  const column = emptyLike(values, rowCount);
  const unitsPerBlock = blockSize(unitCount, 0);
  await runner.map(
    takeSpellsKernel,
    { ...choice, values, begins, unitsPerBlock, outUnits, outStarts, outStops, outValues: arrayOf(column) },
    unitCount,
  );
  const { databank, version, variable } = request.source;
  const origin = {
    type: 'spells',
    name: `${databank}:${version}/${variable}`,
    spells: () => (chosen ??= chosenSpells(choice, rowCount)),
    offsets,
  } as const;
  let chosen: Int32Array | undefined;
  const columns: readonly (readonly [string, Column])[] = [
    [request.startName, { kind: 'int32', values: outStarts }],
    [request.stopName, { kind: 'int32', values: outStops }],
    [request.name, column],
  ];
  const imported = tableOfRows(request.schema, space, outUnits, columns, spaces.keepsRows ? origin : undefined);
  const dataset = await withRemembered(runner, protection, imported);
  return { dataset, units: asUnits(await populationSet(runner, { dataset })) };
}
