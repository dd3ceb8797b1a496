import type { TestRecord } from '../databank.ts';
import type { Cell, Row } from './expression.ts';
import type { OracleDataset, OracleVariable } from './interpreter.ts';

/** A register variable as its rows; `unit` is the number that the run gives the unit. FIXED ones hold at every day. */
export interface OracleHistory {
  readonly type: OracleVariable['type'];
  readonly isFixed: boolean;
  readonly records: readonly TestRecord[];
}

const identifier: OracleVariable = { name: 'PERSONID_1', type: 'key' };

/** The value of a unit at a day, found by looking at all rows. */
export function valueAt({ isFixed, records }: OracleHistory, unit: number, day: number): Cell {
  const found = records.find(
    (record) =>
      record.unit === unit && (isFixed || (record.start <= day && (record.stop === null || record.stop >= day))),
  );
  return found === undefined ? null : found.value;
}

/** `import`: the units with a value, or those that are there, with new ones where the join is an outer one. */
export function importAt(
  d: OracleDataset | undefined,
  name: string,
  history: OracleHistory,
  day: number,
  allUnits: readonly number[],
  outer: boolean,
): OracleDataset {
  const has = (unit: number): boolean => valueAt(history, unit, day) !== null;
  const rows: readonly Row[] = d?.rows ?? [];
  const held = new Set(rows.map((row) => row['PERSONID_1']));
  const added = allUnits.filter((unit) => !held.has(unit) && has(unit) && (d === undefined || outer));
  const all = [...rows, ...added.map((unit): Row => ({ PERSONID_1: unit }))];
  all.sort((a, b) => Number(a['PERSONID_1']) - Number(b['PERSONID_1']));
  return {
    identifier,
    variables: [...(d?.variables ?? []), { name, type: history.type }],
    rows: all.map((row) => ({ ...row, [name]: valueAt(history, Number(row['PERSONID_1']), day) })),
  };
}

/** `import-event`: the rows that overlap the period, by unit and start. */
export function importEvents(
  units: OracleDataset | undefined,
  name: string,
  history: OracleHistory,
  from: number,
  to: number,
): OracleDataset {
  const held = units?.rows.map((row) => row['PERSONID_1']);
  const rows = history.records
    .filter(({ unit, start, stop }) => {
      const isIn = start <= to && (stop === null || stop >= from);
      return isIn && (held === undefined || held.includes(unit));
    })
    .sort((a, b) => a.unit - b.unit || a.start - b.start)
    .map(
      ({ unit, start, stop, value }): Row => ({
        PERSONID_1: unit,
        [`START@${name}`]: start,
        [`STOP@${name}`]: stop ?? Number.POSITIVE_INFINITY,
        [name]: value,
      }),
    );
  const variables: readonly OracleVariable[] = [
    { name: `START@${name}`, type: 'number' },
    { name: `STOP@${name}`, type: 'number', open: true },
    { name, type: history.type },
  ];
  return { identifier, variables, rows, several: true };
}

/** `import-panel`: units times days; in an empty dataset those with a value that changes at one of the days. */
export function importPanel(
  units: OracleDataset | undefined,
  histories: ReadonlyMap<string, OracleHistory>,
  days: readonly number[],
  allUnits: readonly number[],
): OracleDataset {
  const changing = [...histories.values()].filter(({ isFixed }) => !isFixed);
  const deciding = changing.length === 0 ? [...histories.values()] : changing;
  const chosen =
    units?.rows.map((row) => Number(row['PERSONID_1'])) ??
    allUnits.filter((unit) => deciding.some((h) => days.some((day) => valueAt(h, unit, day) !== null)));
  const rows = chosen.flatMap((unit) =>
    days.map((day): Row => {
      const values = [...histories].map(([name, history]) => [name, valueAt(history, unit, day)] as const);
      return { PERSONID_1: unit, 'date@panel': day, ...Object.fromEntries(values) };
    }),
  );
  const variables: readonly OracleVariable[] = [
    { name: 'date@panel', type: 'number' },
    ...[...histories].map(([name, { type }]): OracleVariable => ({ name, type })),
  ];
  return { identifier, variables, rows, several: true };
}
