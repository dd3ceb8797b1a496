import type { SetCounts } from '../../disclosure/nodes.ts';
import type { DisclosureSession, RecordKeys } from '../../disclosure/protection.ts';
import { findVariable, type VariableType } from '../../lang/types/schema.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../column.ts';
import type { Grouped, GroupItem, GroupRequest } from '../engine/changing.ts';
import { codeTexts } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { narrowNumbersKernel, widenNumbersKernel } from '../folds/segments.ts';
import { exactStatistics, type GroupNumbers } from './exact-groups.ts';
import { groupRows, type RowGroups } from './group-rows.ts';
import { tableOfUnits } from './import.ts';
import { closedColumnOf, openRowsOf } from './open-stops.ts';
import { ProtectedStatistics } from './protected-groups.ts';
import { missingRows } from './reading/count-set.ts';
import { createReadingEngine } from './reading/engine.ts';
import { columnOf } from './reading/population.ts';
import { withoutCodes } from './recode.ts';
import { gather } from './rows.ts';
import { columnsFor, countRows, emptyTable, noUnits, type Table, tableOf, withColumns } from './table.ts';
import { firstRowsOf, tableOfRowsUnits } from './unit-rows.ts';
import type { UnitSpace, UnitSpaces } from './units.ts';

/** What `collapse` and `aggregate` work with. */
export interface GroupingTools {
  readonly runner: FoldRunner;
  readonly protection: DisclosureSession;
  readonly spaces: UnitSpaces;
}

/** Groups with the statistics that were asked for, one column per item. */
interface Computed {
  readonly table: Table;
  readonly groups: RowGroups;
  readonly axis: GroupAxis;
  readonly results: ReadonlyMap<string, Column>;
  readonly withoutKey: SetCounts;
}

/** The units that groups are. */
interface GroupAxis {
  readonly unitType: string;
  /** Set when the groups are units of a register; then `units` are their numbers. */
  readonly space: UnitSpace | undefined;
  readonly units: Int32Array | undefined;
  readonly keys: RecordKeys;
}

/** One row per group (rows without a group are left out). `undefined` when there are too many groups of an ordinary variable. */
export async function collapse(tools: GroupingTools, request: GroupRequest): Promise<Grouped | undefined> {
  const computed = await compute(tools, request);
  if (computed === undefined) return undefined;
  const { groups, axis, results, withoutKey } = computed;
  const named = new Map<string, Column>(request.by.map((name, i) => [name, groups.keys[i]!]));
  const columns = columnsFor(request.schema, new Map([...named, ...results]));
  const table = tableOfGroups(request, groups, axis, columns);
  const counted = await countRows(tools.runner, table, undefined);
  return { dataset: table, groups: counted, groupUnitType: axis.unitType, withoutKey };
}

function tableOfGroups(
  request: GroupRequest,
  groups: RowGroups,
  axis: GroupAxis,
  columns: ReadonlyMap<string, Column>,
): Table {
  if (axis.space !== undefined) return tableOfUnits(request.schema, axis.space, axis.units, columns);
  return {
    ...emptyTable(request.schema),
    rowCount: groups.count,
    units: { unitType: axis.unitType, index: undefined, distinct: true, keys: axis.keys },
    identifier: groups.keys.length === 1 ? groups.keys[0]! : combinationColumn(groups),
    columns,
  };
}

/** The statistics of its group on every row; missing where the row has no group. */
export async function aggregate(tools: GroupingTools, request: GroupRequest): Promise<Grouped | undefined> {
  const computed = await compute(tools, request);
  if (computed === undefined) return undefined;
  const { table, groups, axis, results, withoutKey } = computed;
  const added = new Map<string, Column>();
  const groupOf = await groups.groupOf();
  for (const [name, column] of results) added.set(name, await gather(tools.runner, column, groupOf));
  const dataset = withColumns(table, request.schema, added);
  const bare = { ...request, schema: { ...request.schema, variables: [] } };
  const grouped = tableOfGroups(bare, groups, axis, new Map());
  const counted = await countRows(tools.runner, grouped, undefined);
  return { dataset, groups: counted, groupUnitType: axis.unitType, withoutKey };
}

async function compute(tools: GroupingTools, request: GroupRequest): Promise<Computed | undefined> {
  const { runner } = tools;
  const table = tableOf(request.dataset);
  const by: Column[] = [];
  for (const name of request.by) by.push(await closedColumnOf(runner, table, name));
  const isByUnit = by.length === 1 && by[0] === table.identifier && table.space?.pseudonymised === true;
  const groups = await groupRows(runner, by, isByUnit);
  const axis = await axisOfGroups(tools, table, request, groups);
  const isByKey = by.some((column) => column.kind === 'unit');
  const results = isByKey
    ? await exactResults(runner, table, groups, request)
    : await protectedResults(tools, table, groups, request);
  if (results === undefined) return undefined;
  const withoutKey = await setWithoutGroup(runner, table, by, groups);
  return { table, groups, axis, results, withoutKey };
}

/** Exact statistics by a key: those of one variable together. */
async function exactResults(
  runner: FoldRunner,
  table: Table,
  groups: RowGroups,
  request: GroupRequest,
): Promise<ReadonlyMap<string, Column>> {
  const segments = await groups.segments();
  const { isWhole } = groups;
  const results = new Map<string, Column>();
  for (const items of Map.groupBy(request.items, ({ variable }) => variable).values()) {
    const [{ variable, flaggedMissing }] = items as [GroupItem, ...GroupItem[]];
    const column = await withoutCodes(runner, columnOf(table, variable), flaggedMissing);
    const statistics = items.map(({ statistic }) => statistic);
    const found = await exactStatistics(runner, { column, statistics, segments, isWhole });
    for (const [i, item] of items.entries()) {
      results.set(item.target, await resultColumn(runner, found[i]!, item, request));
    }
  }
  return results;
}

/** Statistics by an ordinary variable. `undefined` when there are too many groups. */
async function protectedResults(
  { runner, protection }: GroupingTools,
  table: Table,
  groups: RowGroups,
  request: GroupRequest,
): Promise<ReadonlyMap<string, Column> | undefined> {
  const statistics = new ProtectedStatistics(createReadingEngine(runner), protection, table, groups);
  const results = new Map<string, Column>();
  for (const items of Map.groupBy(request.items, ({ variable }) => variable).values()) {
    const values = await protectedStatistics(runner, statistics, table, items);
    if (values === undefined) return undefined;
    for (const [i, item] of items.entries()) {
      results.set(item.target, await resultColumn(runner, values[i]!, item, request));
    }
  }
  return results;
}

/** Statistics of one variable by an ordinary one. The latest and the earliest of some days may be the open end of a spell. */
async function protectedStatistics(
  runner: FoldRunner,
  statistics: ProtectedStatistics,
  table: Table,
  items: readonly GroupItem[],
): Promise<readonly Float64Array[] | undefined> {
  const { variable, flaggedMissing } = items[0]!;
  const closed = await withoutCodes(runner, await closedColumnOf(runner, table, variable), flaggedMissing);
  const asked = items.map(({ statistic }) => statistic);
  const found = await statistics.statistics(asked, closed);
  const open = await openRowsOf(runner, table, variable);
  if (found === undefined || open === undefined) return found;
  const results: Float64Array[] = [];
  for (const [i, values] of found.entries()) {
    const statistic = asked[i]!;
    const isExtreme = statistic === 'min' || statistic === 'max';
    results.push(isExtreme ? await statistics.withOpenEnds(statistic, values, open) : values);
  }
  return results;
}

/** The rows without a group: those where one of the by-variables is missing. */
async function setWithoutGroup(
  runner: FoldRunner,
  table: Table,
  by: readonly Column[],
  groups: RowGroups,
): Promise<SetCounts> {
  if (groups.isWhole) return noUnits;
  const column: Column = by.length === 1 ? by[0]! : { kind: 'unit', units: await groups.groupOf(), unitType: '' };
  return (await missingRows(runner, table, column)).set;
}

async function axisOfGroups(
  tools: GroupingTools,
  table: Table,
  request: GroupRequest,
  groups: RowGroups,
): Promise<GroupAxis> {
  const [key] = groups.keys;
  if (groups.keys.length === 1 && key?.kind === 'unit') {
    const space = await tools.spaces.space(key.unitType);
    return { unitType: space.unitType, space, units: key.units, keys: space.keys };
  }
  const values = groups.keys.length === 1 ? plainValues(key!) : plainValues(combinationColumn(groups));
  const source = groups.keys.length === 1 ? findVariable(table.schema, request.by[0]!)?.source : undefined;
  const origin = source?.variable ?? 'derived';
  const keys = tools.protection.groupKeys(origin, values);
  return { unitType: `AGG|${origin}`, space: undefined, units: undefined, keys };
}

function plainValues(column: Column): (string | number)[] {
  switch (column.kind) {
    case 'float64':
    case 'int32':
      return Array.from(column.values);
    case 'dictionary':
      return Array.from(column.codes, (code) => column.dictionary[code]!);
    case 'unit':
      return Array.from(column.units);
  }
}

/** Combinations of values as texts: opaque keys that nothing reads. */
function combinationColumn(groups: RowGroups): Column {
  const parts = groups.keys.map(plainValues);
  const texts = Array.from({ length: groups.count }, (_, group) => parts.map((part) => part[group]!).join('\u001f'));
  return { kind: 'dictionary', ...codeTexts(texts) };
}

/**
 * Numbers of groups as a column: integers where the schema says so and all of them fit. Infinite is an open end, and missing in
 * a variable that has none.
 */
async function resultColumn(
  runner: FoldRunner,
  numbers: GroupNumbers,
  item: GroupItem,
  request: GroupRequest,
): Promise<Column> {
  const variable = findVariable(request.schema, item.target);
  const whole = isWhole(variable?.type);
  if (numbers instanceof Int32Array) {
    if (whole) return { kind: 'int32', values: numbers };
    const out = sharedFloat64(numbers.length);
    await runner.map(widenNumbersKernel, { values: numbers, missing: missingInt32, out }, out.length);
    return { kind: 'float64', values: out };
  }
  if (whole) {
    const out = sharedInt32(numbers.length);
    const open = variable?.openStop === true ? openStopDay : missingInt32;
    const input = { values: numbers, missing: missingInt32, limit: openStopDay, open, out };
    const areWhole = await runner.map(narrowNumbersKernel, input, out.length);
    if (areWhole.every((isWhole) => isWhole)) return { kind: 'int32', values: out };
  }
  const out = sharedFloat64(numbers.length);
  for (let group = 0; group < out.length; group++)
    out[group] = Number.isFinite(numbers[group]) ? numbers[group]! : Number.NaN;
  return { kind: 'float64', values: out };
}

function isWhole(type: VariableType | undefined): boolean {
  return type?.type === 'numeric' && (type.subtype === 'integer' || type.subtype === 'date');
}

/** Each unit of a dataset once, without variables. */
export async function unitsOf(runner: FoldRunner, table: Table, schema: Table['schema']): Promise<Table> {
  const { index, distinct } = table.units;
  if (distinct || index === undefined) return { ...table, schema, columns: new Map() };
  return tableOfRowsUnits(runner, table, await firstRowsOf(runner, index), schema, new Map());
}
