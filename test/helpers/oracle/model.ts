/** A value in a cell; `null` is missing, infinite the end of a spell that has not ended. */
export type Cell = number | string | null;

/** One row: its cells by name. */
export type Row = Readonly<Record<string, Cell>>;

/** What a number is, as far as it shows. */
export type Subtype = 'integer' | 'decimal' | 'date' | 'undetermined';

/** One entry of a code list. */
export interface Label {
  readonly code: number | string;
  readonly label: string;
  readonly flagged?: true;
}

/** A code list; two variables share one when they hold the same object. */
export interface CodeList {
  readonly entries: readonly Label[];
}

/** A variable as the oracle knows it. */
export interface OracleVariable {
  readonly name: string;
  readonly type: 'number' | 'text' | 'key';
  /** Of numbers. */
  readonly subtype?: Subtype;
  /** Of keys: the unit type whose units they name. */
  readonly unit?: string;
  /** Its values are days of which some may be the open ends of spells. */
  readonly open?: true;
  readonly list?: CodeList;
  /** Another order of additions would give other last digits: nothing that jumps may depend on it. */
  readonly rough?: true;
  /** Rounding may decide between quite different values: they are not compared. */
  readonly unsure?: true;
}

/** A time of a panel: what `date@panel` is, and what names say. */
export interface Time {
  readonly value: number | string;
  readonly text: string;
}

/** What kind of rows a dataset has. */
export type Kind = 'empty' | 'units' | 'cross-section' | 'event' | 'panel';

/** A dataset as a list of rows; the identifier stands in the rows under its name. */
export interface OracleDataset {
  readonly kind: Kind;
  readonly unitType: string | undefined;
  readonly identifier: OracleVariable | undefined;
  readonly variables: readonly OracleVariable[];
  readonly rows: readonly Row[];
  /** Of a panel: the times that its rows can have, in order. */
  readonly times?: readonly Time[];
  /** It holds so many of the rows, drawn at random. */
  readonly sampled?: number;
}

/** The datasets of a run, the active one, and the code lists that scripts have named. */
export interface OracleState {
  readonly datasets: ReadonlyMap<string, OracleDataset>;
  readonly active: string | undefined;
  readonly lists: ReadonlyMap<string, CodeList>;
}

/** A mistake that can be seen without data. */
export class Invalid extends Error {}

/** What the data make impossible: the statement changes nothing, and the run ends. */
export class Refused extends Error {}

/** A cell as everything but comparisons and copies sees it: an open end is missing. */
export function closed(cell: Cell): Cell {
  return cell === Number.POSITIVE_INFINITY ? null : cell;
}

/** The cell of a row. */
export function cellOf(row: Row, name: string): Cell {
  return row[name] ?? null;
}

/** A cell by which rows are grouped and looked up: neither an open end nor a negative zero. */
export function keyCell(cell: Cell): Cell {
  const value = closed(cell);
  return value === 0 ? 0 : value;
}

/** The dataset with its variables replaced; one with variables is more than its units. */
export function withVariables(
  d: OracleDataset,
  variables: readonly OracleVariable[],
  rows: readonly Row[],
): OracleDataset {
  return { ...d, kind: d.kind === 'units' && variables.length > 0 ? 'cross-section' : d.kind, variables, rows };
}

/** The dataset with a column more, or with another in the place of the one of its name. */
export function withColumn(d: OracleDataset, variable: OracleVariable, cells: readonly Cell[]): OracleDataset {
  const exists = d.variables.some(({ name }) => name === variable.name);
  const variables = exists
    ? d.variables.map((v) => (v.name === variable.name ? variable : v))
    : [...d.variables, variable];
  return withVariables(
    d,
    variables,
    d.rows.map((row, i) => ({ ...row, [variable.name]: cells[i] ?? null })),
  );
}

/** The variable without what only some have. */
export function without(variable: OracleVariable, trait: 'open' | 'list'): OracleVariable {
  const rest: { -readonly [K in keyof OracleVariable]: OracleVariable[K] } = { ...variable };
  Reflect.deleteProperty(rest, trait);
  return rest;
}
