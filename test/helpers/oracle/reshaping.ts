import {
  type Cell,
  type CodeList,
  cellOf,
  closed,
  Invalid,
  type OracleDataset,
  type OracleVariable,
  type Row,
  type Subtype,
  type Time,
} from './model.ts';
import { checkDistinct, checkNotOfSystem } from './names.ts';

interface Member {
  readonly time: string;
  readonly variable: OracleVariable;
}

/** `reshape-to-panel`: a row for each unit and time, where a time is what follows a prefix. */
export function toPanel(d: OracleDataset, prefixes: readonly string[]): OracleDataset {
  if (d.kind !== 'cross-section') throw new Invalid('no cross-section');
  checkDistinct(prefixes);
  const series = new Map(prefixes.map((prefix) => [prefix, membersOf(d, prefix, prefixes)]));
  const all = [...series.values()].flat();
  const times = timesOf([...new Set(all.map(({ time }) => time))]);
  const inSeries = new Set(all.map(({ variable }) => variable.name));
  const fixed = d.variables.filter(({ name }) => !inSeries.has(name));
  const taken = [...fixed.map(({ name }) => name), d.identifier?.name];
  for (const [prefix, members] of series) checkSeries(prefix, members, taken);
  if (taken.includes('date@panel')) throw new Invalid('two columns of times');
  const made = [...series].map(([prefix, members]) => ({
    variable: seriesVariable(prefix, members, times),
    names: new Map(members.map(({ time, variable }) => [time, variable.name])),
  }));
  const rows = d.rows.flatMap((row) =>
    times.map(({ value, text }): Row => {
      const cells = made.map(({ variable, names }): readonly [string, Cell] => {
        const name = names.get(text);
        const cell = name === undefined ? null : cellOf(row, name);
        return [variable.name, variable.open ? cell : closed(cell)];
      });
      return { ...row, ...Object.fromEntries(cells), 'date@panel': value };
    }),
  );
  const time: OracleVariable = times.every(({ value }) => typeof value === 'number')
    ? { name: 'date@panel', type: 'number', subtype: 'integer' }
    : { name: 'date@panel', type: 'text' };
  return { ...d, kind: 'panel', variables: [time, ...made.map(({ variable }) => variable), ...fixed], rows, times };
}

/** The variables of a prefix: what follows it has no letters, and no longer prefix fits. */
function membersOf(d: OracleDataset, prefix: string, prefixes: readonly string[]): readonly Member[] {
  const fits = (name: string, start: string): boolean =>
    name.startsWith(start) && name.length > start.length && !/\p{L}/u.test(name.slice(start.length));
  return d.variables
    .filter(({ name }) => fits(name, prefix) && !prefixes.some((p) => p.length > prefix.length && fits(name, p)))
    .map((variable) => ({ time: variable.name.slice(prefix.length), variable }));
}

/** Suffixes in order: as numbers where all of them are, which no two may denote alike. */
function timesOf(texts: readonly string[]): readonly Time[] {
  const areNumbers = texts.every((text) => /^\d+$/u.test(text));
  if (!areNumbers) return texts.toSorted((a, b) => (a < b ? -1 : 1)).map((text) => ({ value: text, text }));
  if (new Set(texts.map(Number)).size < texts.length) throw new Invalid('one time written twice');
  return texts.toSorted((a, b) => Number(a) - Number(b)).map((text) => ({ value: Number(text), text }));
}

function checkSeries(prefix: string, members: readonly Member[], taken: readonly (string | undefined)[]): void {
  const [first] = members;
  if (first === undefined) throw new Invalid(`nothing starts with ${prefix}`);
  if (members.some(({ variable }) => variable.type === 'key')) throw new Invalid('a series of keys');
  if (members.some(({ variable }) => variable.type !== first.variable.type))
    throw new Invalid('a series of several types');
  if (taken.includes(prefix)) throw new Invalid(`${prefix} exists`);
}

/** Its list is that of the latest time, completed with codes of earlier ones. */
function seriesVariable(prefix: string, members: readonly Member[], times: readonly Time[]): OracleVariable {
  const order = times.map(({ text }) => text);
  const ordered = members.toSorted((a, b) => order.indexOf(a.time) - order.indexOf(b.time)).map((m) => m.variable);
  const list = commonList(ordered.flatMap((v) => v.list ?? []));
  const [first] = ordered;
  if (first === undefined) throw new Invalid(`nothing starts with ${prefix}`);
  const subtype = first.type === 'number' ? commonSubtype(ordered.map((v) => v.subtype ?? 'decimal')) : undefined;
  const has = (trait: 'open' | 'rough' | 'unsure'): boolean => ordered.some((variable) => variable[trait] === true);
  return {
    name: prefix,
    type: first.type,
    ...(subtype === undefined ? {} : { subtype }),
    ...(list === undefined ? {} : { list }),
    ...(has('open') && subtype !== 'decimal' ? { open: true } : {}),
    ...(has('rough') ? { rough: true } : {}),
    ...(has('unsure') ? { unsure: true } : {}),
  };
}

/** The latest of some lists with the codes of earlier ones; itself where these add nothing. */
function commonList(lists: readonly CodeList[]): CodeList | undefined {
  const latest = lists.at(-1);
  if (latest === undefined) return undefined;
  let entries = latest.entries;
  for (const earlier of lists.toReversed()) {
    entries = [...entries, ...earlier.entries.filter(({ code }) => entries.every((known) => known.code !== code))];
  }
  return entries.length === latest.entries.length ? latest : { entries };
}

/** What numbers of several kinds are together: a day beside other whole numbers is one of them. */
function commonSubtype(subtypes: readonly Subtype[]): Subtype {
  const known = [...new Set(subtypes.filter((subtype) => subtype !== 'undetermined'))];
  const [only, another] = known;
  if (another === undefined) return only ?? 'undetermined';
  return known.includes('decimal') ? 'decimal' : 'integer';
}

/** `reshape-from-panel`: a row for each unit, and a variable for each variable and time. */
export function fromPanel(d: OracleDataset): OracleDataset {
  if (d.kind !== 'panel' || d.identifier === undefined || d.times === undefined) throw new Invalid('no panel');
  const { times, identifier } = d;
  const key = identifier.name;
  const variables = d.variables.filter(({ name }) => name !== 'date@panel');
  const made = variables.flatMap((variable) => times.map(({ text }) => ({ ...variable, name: variable.name + text })));
  checkDistinct([key, ...made.map(({ name }) => name)]);
  for (const { name } of made) checkNotOfSystem(name);
  const units = new Map<Cell, Map<Cell, Row>>();
  for (const row of d.rows) {
    const unit = cellOf(row, key);
    const byTime = units.get(unit) ?? new Map<Cell, Row>();
    units.set(unit, byTime.set(cellOf(row, 'date@panel'), row));
  }
  const rows = [...units].map(([unit, byTime]): Row => {
    const cells = variables.flatMap(({ name }) =>
      times.map(({ value, text }): readonly [string, Cell] => {
        const row = byTime.get(value);
        return [name + text, row === undefined ? null : cellOf(row, name)];
      }),
    );
    return { [key]: unit, ...Object.fromEntries(cells) };
  });
  const kind = made.length > 0 ? 'cross-section' : 'units';
  return { kind, unitType: d.unitType, identifier, variables: made, rows };
}
