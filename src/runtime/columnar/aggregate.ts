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
import { withoutNearEqualColumns } from './near-equal.ts';
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
import { takeRows } from './values.ts';

/** What `collapse` and `aggregate` work with. */
export interface GroupingTools {
  readonly runner: FoldRunner;
  readonly protection: DisclosureSession;
  readonly spaces: UnitSpaces;
}

/** The values that make each of some groups, one column per by-variable. */
type GroupValues = Pick<RowGroups, 'count' | 'keys'>;

/** Groups with the statistics that were asked for, one column per item. */
interface Computed {
  readonly table: Table;
  readonly groups: RowGroups;
  /** The groups that may be told of: all of them, or those of enough units (rule DC-17). */
  readonly told: GroupValues;
  /** Their numbers among all groups; `undefined` when all may be told of. */
  readonly toldRows: Int32Array | undefined;
  readonly axis: GroupAxis;
  readonly results: ReadonlyMap<string, Column>;
  readonly withoutKey: SetCounts;
}

/** The units that groups are, or belong to. */
interface GroupAxis {
  readonly unitType: string;
  /** Set when the groups are units of a register; then `units` are their numbers. */
  readonly space: UnitSpace | undefined;
  /** Unit of each group; several groups may have the same where it is not the only by-variable. */
  readonly units: Int32Array | undefined;
  readonly keys: RecordKeys;
}

/** One row per group (rows without a group are left out). `undefined` when there are too many groups of an ordinary variable. */
export async function collapse(tools: GroupingTools, asked: GroupRequest): Promise<Grouped | undefined> {
  const request = await unitsFirst(tools.runner, asked);
  const computed = await compute(tools, request);
  if (computed === undefined) return undefined;
  const { told, toldRows, axis, results, withoutKey } = computed;
  const named = new Map<string, Column>(request.by.map((name, i) => [name, told.keys[i]!]));
  for (const [name, column] of results) named.set(name, toldRows === undefined ? column : takeRows(column, toldRows));
  const grouped = tableOfGroups(request, told, axis, columnsFor(request.schema, named));
  const table = await withoutNearEqualGroups(tools, grouped, [...results.keys()]);
  const counted = await countRows(tools.runner, table, undefined);
  return { dataset: table, groups: counted, groupUnitType: axis.unitType, withoutKey };
}

/** Rule DC-06 (c) for what is told of units that groups are, as families: no column of theirs is the one before but for a few. */
async function withoutNearEqualGroups(
  { runner, protection }: GroupingTools,
  table: Table,
  names: readonly string[],
): Promise<Table> {
  const made = new Map([...table.columns].filter(([name]) => names.includes(name)));
  const others = new Map([...table.columns].filter(([name]) => !names.includes(name)));
  const safe = await withoutNearEqualColumns(runner, protection, { ...table, columns: others }, table.schema, made);
  return withColumns(table, table.schema, safe);
}

/** By-variables with those of units first, so that groups of the same unit are adjacent. */
async function unitsFirst(runner: FoldRunner, request: GroupRequest): Promise<GroupRequest> {
  const table = tableOf(request.dataset);
  const units: string[] = [];
  for (const name of request.by) {
    if ((await closedColumnOf(runner, table, name)).kind === 'unit') units.push(name);
  }
  return { ...request, by: [...units, ...request.by.filter((name) => !units.includes(name))] };
}

function tableOfGroups(
  request: GroupRequest,
  groups: GroupValues,
  axis: GroupAxis,
  columns: ReadonlyMap<string, Column>,
): Table {
  if (axis.space !== undefined) return tableOfUnits(request.schema, axis.space, axis.units, columns);
  return {
    ...emptyTable(request.schema),
    rowCount: groups.count,
    units: { unitType: axis.unitType, index: axis.units, distinct: axis.units === undefined, keys: axis.keys },
    identifier: groups.keys.length === 1 ? groups.keys[0]! : combinationColumn(groups),
    columns,
  };
}

/** The statistics of its group on every row; missing where the row has no group. */
export async function aggregate(tools: GroupingTools, asked: GroupRequest): Promise<Grouped | undefined> {
  const request = await unitsFirst(tools.runner, asked);
  const computed = await compute(tools, request);
  if (computed === undefined) return undefined;
  const { table, groups, told, axis, results, withoutKey } = computed;
  const added = new Map<string, Column>();
  const groupOf = await groups.groupOf();
  for (const [name, column] of results) added.set(name, await gather(tools.runner, column, groupOf));
  const safe = await withoutNearEqualColumns(tools.runner, tools.protection, table, request.schema, added);
  const dataset = withColumns(table, request.schema, safe);
  const bare = { ...request, schema: { ...request.schema, variables: [] } };
  const grouped = tableOfGroups(bare, told, axis, new Map());
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
  const isByKey = by.some((column) => column.kind === 'unit');
  const statistics = isByKey
    ? undefined
    : new ProtectedStatistics(createReadingEngine(runner), tools.protection, table, groups);
  const results =
    statistics === undefined
      ? await exactResults(runner, table, groups, request)
      : await protectedResults(runner, statistics, table, request);
  if (results === undefined) return undefined;
  const toldRows = await statistics?.largeGroups();
  const told = toldRows === undefined ? groups : groupsAt(groups, toldRows);
  const axis = await axisOfGroups(tools, table, request, told);
  const withoutKey = await setWithoutGroup(runner, table, by, groups);
  return { table, groups, told, toldRows, axis, results, withoutKey };
}

function groupsAt({ keys }: GroupValues, rows: Int32Array): GroupValues {
  return { count: rows.length, keys: keys.map((key) => takeRows(key, rows)) };
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
  runner: FoldRunner,
  statistics: ProtectedStatistics,
  table: Table,
  request: GroupRequest,
): Promise<ReadonlyMap<string, Column> | undefined> {
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
  groups: GroupValues,
): Promise<GroupAxis> {
  const [key] = groups.keys;
  if (key?.kind === 'unit') {
    const space = await tools.spaces.space(key.unitType);
    // Where a unit has several groups, what is told of them is told of the unit: they count as one (rule DC-16).
    const ownSpace = groups.keys.length === 1 ? space : undefined;
    return { unitType: space.unitType, space: ownSpace, units: key.units, keys: space.keys };
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
function combinationColumn(groups: GroupValues): Column {
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
