import {
  type Cell,
  type CodeList,
  cellOf,
  Invalid,
  type OracleDataset,
  type OracleVariable,
  type Row,
} from './model.ts';
import { checkDistinct, checkNew, identifiers } from './names.ts';
import { semantics } from './semantics.ts';
import type { StatementOf } from './statement.ts';

/** One row of a register variable; days are inclusive, and a spell without a stop has not ended. */
export interface RegisterRow {
  readonly unit: number;
  readonly start: number;
  readonly stop: number | null;
  readonly value: number | string;
}

/** A register variable as its rows. */
export interface Register {
  readonly unitType: keyof typeof identifiers;
  readonly temporality: 'FIXED' | 'STATUS' | 'ACCUMULATED' | 'EVENT';
  /** What its values are in a dataset. */
  readonly value: Omit<OracleVariable, 'name'>;
  readonly rows: readonly RegisterRow[];
}

/** The register variables that scripts can import, as they write them: `alias/NAME`. */
export type Registers = ReadonlyMap<string, Register>;

function registerNamed(registers: Registers, name: string): Register {
  const found = registers.get(name);
  if (found === undefined) throw new Invalid(`no register variable ${name}`);
  return found;
}

/** The value of a unit at a day, found by looking at all its rows. */
function valueAt(rows: readonly RegisterRow[] | undefined, day: number | undefined): Cell {
  const found = rows?.find(({ start, stop }) => day === undefined || semantics.holdsAt(start, stop, day));
  return found === undefined ? null : found.value;
}

function byUnit({ rows }: Register): ReadonlyMap<number, readonly RegisterRow[]> {
  const units = new Map<number, RegisterRow[]>();
  for (const row of rows) {
    const own = units.get(row.unit);
    if (own === undefined) units.set(row.unit, [row]);
    else own.push(row);
  }
  return units;
}

function identifierOf({ unitType }: Register): OracleVariable {
  return { name: identifiers[unitType], type: 'key', unit: unitType };
}

/** A variable that changes can be imported at a day that some row covers, or measures. */
function checkDay({ temporality, rows }: Register, day: number | undefined): void {
  if (temporality === 'FIXED') {
    if (day !== undefined) throw new Invalid('a day for a fixed variable');
    return;
  }
  if (day === undefined) throw new Invalid('no day');
  if (rows.length === 0) return;
  const isMeasured = rows.some(({ start }) => start === day);
  const first = firstStart(rows);
  const last = rows.reduce((latest, { start, stop }) => Math.max(latest, stop ?? start), Number.NEGATIVE_INFINITY);
  // What holds after the last change of an event is known.
  const isLate = day > last && temporality !== 'EVENT';
  if (temporality === 'STATUS' ? !isMeasured : day < first || isLate) throw new Invalid('a day that is not covered');
}

function firstStart(rows: readonly RegisterRow[]): number {
  return rows.reduce((earliest, { start }) => Math.min(earliest, start), Number.POSITIVE_INFINITY);
}

function checkUnits(d: OracleDataset, { unitType }: Register): void {
  if (d.kind !== 'empty' && d.unitType !== unitType) throw new Invalid('other units');
}

/** `import`: the units with a value, or those that are there, with new ones where the join is an outer one. */
export function importAt(d: OracleDataset, s: StatementOf<'import'>, registers: Registers): OracleDataset {
  const register = registerNamed(registers, s.register);
  if (d.kind === 'event' || d.kind === 'panel') throw new Invalid('rows are no units');
  checkNew(d, s.name);
  checkUnits(d, register);
  checkDay(register, s.day);
  const identifier = d.identifier ?? identifierOf(register);
  const key = identifier.name;
  const units = byUnit(register);
  const held = new Set(d.rows.map((row) => cellOf(row, key)));
  const isOpen = d.kind === 'empty' || s.outer;
  const added = [...units]
    .filter(([unit, rows]) => isOpen && !held.has(unit) && valueAt(rows, s.day) !== null)
    .map(([unit]): Row => ({ [key]: unit }));
  const all = [...d.rows, ...added].sort((a, b) => Number(a[key]) - Number(b[key]));
  return {
    kind: 'cross-section',
    unitType: d.unitType ?? register.unitType,
    identifier,
    variables: [...d.variables, { ...register.value, name: s.name }],
    rows: all.map((row) => ({ ...row, [s.name]: valueAt(units.get(Number(row[key])), s.day) })),
  };
}

/** `import-event`: the rows that overlap the period, by unit and start. */
export function importEvents(d: OracleDataset, s: StatementOf<'import-event'>, registers: Registers): OracleDataset {
  const register = registerNamed(registers, s.register);
  if (register.temporality !== 'EVENT') throw new Invalid('no events');
  if (d.kind !== 'empty' && d.kind !== 'units') throw new Invalid('the dataset holds something');
  checkNew(d, s.name);
  checkUnits(d, register);
  if (s.from > s.to) throw new Invalid('a period backwards');
  checkPeriod(register, s.to);
  const identifier = d.identifier ?? identifierOf(register);
  const key = identifier.name;
  const held = d.kind === 'empty' ? undefined : new Set(d.rows.map((row) => cellOf(row, key)));
  const rows = register.rows
    .filter(({ unit, start, stop }) => {
      const overlaps = start <= s.to && (stop === null || stop >= s.from);
      return overlaps && (held === undefined || held.has(unit));
    })
    .toSorted((a, b) => a.unit - b.unit || a.start - b.start)
    .map(
      ({ unit, start, stop, value }): Row => ({
        [key]: unit,
        [`START@${s.name}`]: start,
        [`STOP@${s.name}`]: stop ?? Number.POSITIVE_INFINITY,
        [s.name]: value,
      }),
    );
  const day = { type: 'number', subtype: 'date' } as const;
  return {
    kind: 'event',
    unitType: d.unitType ?? register.unitType,
    identifier,
    variables: [
      { ...day, name: `START@${s.name}` },
      { ...day, name: `STOP@${s.name}`, open: true },
      { ...register.value, name: s.name },
    ],
    rows,
  };
}

function checkPeriod({ rows }: Register, to: number): void {
  if (rows.length > 0 && to < firstStart(rows)) throw new Invalid('a period before the first');
}

/** `import-panel`: units times days; in an empty dataset those with a value that changes at one of the days. */
export function importPanel(d: OracleDataset, s: StatementOf<'import-panel'>, registers: Registers): OracleDataset {
  const chosen = s.registers.map((reference) => ({
    name: reference.slice(reference.indexOf('/') + 1),
    register: registerNamed(registers, reference),
  }));
  const [first] = chosen;
  if (first === undefined || (d.kind !== 'empty' && d.kind !== 'units'))
    throw new Invalid('the dataset holds something');
  checkDistinct(chosen.map(({ name }) => name));
  checkDistinct(s.days.map(String));
  for (const { name, register } of chosen) {
    checkNew(d, name);
    checkUnits(d.kind === 'empty' ? { ...d, kind: 'units', unitType: first.register.unitType } : d, register);
    if (register.temporality !== 'FIXED') for (const day of s.days) checkDay(register, day);
  }
  const identifier = d.identifier ?? identifierOf(first.register);
  const key = identifier.name;
  const histories = chosen.map(({ name, register }) => ({ name, register, units: byUnit(register) }));
  const days = s.days.toSorted((a, b) => a - b);
  const at = (history: (typeof histories)[number], unit: number, day: number): Cell =>
    valueAt(history.units.get(unit), history.register.temporality === 'FIXED' ? undefined : day);
  const changing = histories.filter(({ register }) => register.temporality !== 'FIXED');
  const deciding = changing.length === 0 ? histories : changing;
  const known = [...new Set(deciding.flatMap(({ units }) => [...units.keys()]))].sort((a, b) => a - b);
  const units =
    d.kind === 'empty'
      ? known.filter((unit) => deciding.some((history) => days.some((day) => at(history, unit, day) !== null)))
      : d.rows.map((row) => Number(row[key]));
  return {
    kind: 'panel',
    times: days.map((day) => ({ value: day, text: day < 0 ? `m${-day}` : String(day) })),
    unitType: d.unitType ?? first.register.unitType,
    identifier,
    variables: [
      { name: 'date@panel', type: 'number', subtype: 'date' },
      ...chosen.map(({ name, register }): OracleVariable => ({ ...register.value, name })),
    ],
    rows: units.flatMap((unit) =>
      days.map((day): Row => {
        const cells = histories.map((history) => [history.name, at(history, unit, day)] as const);
        return { [key]: unit, 'date@panel': day, ...Object.fromEntries(cells) };
      }),
    ),
  };
}

/** A code list as the register has it. */
export function registerList(entries: readonly (readonly [code: number | string, label: string])[]): CodeList {
  return { entries: entries.map(([code, label]) => ({ code, label })) };
}
