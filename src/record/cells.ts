import type { Json } from '../base/canonical-json.ts';

/** A released number, text or reason for there being none. */
export type CellValue = number | string | boolean | null;

type Members = { readonly [key: string]: Json | undefined };

/**
 * All that a released result shows, by where it stands in words that last: categories, variables and statistics instead of
 * positions, so that results of different versions can be laid side by side. A withheld number is its reason in brackets.
 *
 * @param body  the JSON of a released body
 */
export function cellsOf(body: Json): ReadonlyMap<string, CellValue> {
  const cells = new Map<string, CellValue>();
  if (!isMembers(body)) return cells;
  const own: Json = placed(body);
  walk(own, [], cells);
  return cells;
}

/** The body with names in the place of positions, where its type is known to have some. */
function placed(body: Members): Members {
  switch (body['type']) {
    case 'table':
      return { ...body, rows: tableRows(body), dimensions: undefined, stub: undefined, column: undefined };
    case 'summary':
      return { ...body, rows: summaryRows(body), statistics: undefined };
    case 'matrix':
      return { ...body, rows: pairs(body), variables: undefined };
    case 'flow':
      return { ...body, nodes: flowNodes(body), links: flowLinks(body), stages: undefined };
    default:
      return body;
  }
}

function tableRows(body: Members): Json {
  const dimensions = membersIn(body['dimensions']);
  const stub = numbersIn(body['stub']);
  const column = typeof body['column'] === 'number' ? dimensions[body['column']] : undefined;
  const measures = membersIn(body['measures']).map(({ key, variable }) =>
    [textOf(variable), textOf(key)].filter((part) => part !== '').join(' '),
  );
  const heads = listIn(body['columns']).map((place) => categoryText(column, place));
  return unique(
    membersIn(body['rows']).map((row) => {
      const key = listIn(row['key']).map((place, i) => categoryText(dimensions[stub[i] ?? -1], place));
      const cells = listIn(row['cells']).map((across, c): [string, Json] => [
        heads[c] ?? String(c),
        Object.fromEntries(listIn(across).map((cell, m) => [measures[m] ?? String(m), cell])),
      ]);
      return [key.join(', '), unique(cells)];
    }),
  );
}

function summaryRows(body: Members): Json {
  const statistics = listIn(body['statistics']).map(textOf);
  const times = isMembers(body['times']) ? body['times'] : undefined;
  return unique(
    membersIn(body['rows']).map((row) => {
      const time = row['time'] === undefined ? '' : categoryText(times, row['time']);
      const values = listIn(row['values']).map((value, i) => [statistics[i] ?? String(i), value] as const);
      return [[textOf(row['variable']), time].filter((part) => part !== '').join(', '), Object.fromEntries(values)];
    }),
  );
}

function pairs(body: Members): Json {
  const variables = listIn(body['variables']).map(textOf);
  return unique(
    listIn(body['rows']).flatMap((row, i) =>
      listIn(row).map((cell, j): [string, Json] => [`${variables[i] ?? i}, ${variables[j] ?? j}`, cell]),
    ),
  );
}

function flowNodes(body: Members): Json {
  const stages = membersIn(body['stages']);
  return unique(
    listIn(body['nodes']).flatMap((nodes, i) =>
      listIn(nodes).map((cell, at): [string, Json] => [
        `${textOf(stages[i]?.['variable'])} ${categoryText(stages[i], at)}`,
        cell,
      ]),
    ),
  );
}

function flowLinks(body: Members): Json {
  const stages = membersIn(body['stages']);
  return unique(
    listIn(body['links']).flatMap((matrix, i) =>
      listIn(matrix).flatMap((row, from) =>
        listIn(row).map((cell, to): [string, Json] => [
          `${textOf(stages[i]?.['variable'])} ${categoryText(stages[i], from)} → ${textOf(stages[i + 1]?.['variable'])} ${categoryText(stages[i + 1], to)}`,
          cell,
        ]),
      ),
    ),
  );
}

/** A category by its text, or its code where it has none; totals and missing values by words of the format. */
function categoryText(dimension: Members | undefined, place: Json | undefined): string {
  if (typeof place !== 'number') return textOf(place ?? 'total');
  const category = membersIn(dimension?.['categories'])[place];
  if (category === undefined) return String(place);
  const { label, code, pooled } = category;
  if (pooled === true) return 'pooled';
  return label === undefined ? textOf(code ?? 'sysmiss') : textOf(label);
}

/** Members of one name each: a name that comes again gets its number. */
function unique(members: readonly (readonly [string, Json])[]): Members {
  const seen = new Map<string, number>();
  return Object.fromEntries(
    members.map(([name, value]) => {
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return [times === 1 ? name : `${name} (${times})`, value];
    }),
  );
}

/** What names an element of a list, best first. */
const names = ['variable', 'display', 'term', 'test', 'key', 'source', 'group'] as const;

function walk(value: Json, path: readonly string[], cells: Map<string, CellValue>): void {
  if (isList(value)) {
    const named = value.map((item, i): [string, Json] => [nameOf(item) ?? String(i + 1), item]);
    walk(unique(named), path, cells);
    return;
  }
  if (value !== null && typeof value === 'object') {
    const shown = shownOf(value);
    if (shown !== undefined) cells.set(path.join(' · '), shown);
    else
      for (const [key, member] of Object.entries(value)) if (member !== undefined) walk(member, [...path, key], cells);
    return;
  }
  cells.set(path.join(' · '), value);
}

function nameOf(item: Json): string | undefined {
  if (!isMembers(item)) return undefined;
  for (const key of names) if (typeof item[key] === 'string' && item[key] !== '') return item[key];
  return undefined;
}

/** A number that may be shown, or the reason why there is none. */
function shownOf(value: Members): CellValue | undefined {
  const { v, why } = value;
  if (typeof v === 'number') return v;
  return v === null && typeof why === 'string' ? `(${why})` : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !isList(value);
}

function listIn(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function membersIn(value: Json | undefined): readonly Members[] {
  return listIn(value).filter(isMembers);
}

function numbersIn(value: Json | undefined): readonly number[] {
  return listIn(value).filter((item) => typeof item === 'number');
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
