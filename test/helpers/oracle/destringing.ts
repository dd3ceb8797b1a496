import {
  type Cell,
  type CodeList,
  cellOf,
  Invalid,
  type Label,
  type OracleDataset,
  Refused,
  withColumn,
} from './model.ts';
import { checkDistinct, checkNew } from './names.ts';
import { semantics } from './semantics.ts';
import type { StatementOf } from './statement.ts';
import { readable } from './typing.ts';

/** `destring`: texts as numbers; without `force` one that is none fails the statement. */
export function destring(d: OracleDataset, s: StatementOf<'destring'>): OracleDataset {
  const variables = s.names.map((name) => readable(d, name));
  if (variables.some(({ type }) => type !== 'text')) throw new Invalid('a variable that is no text');
  checkDistinct(s.names);
  let after = d;
  for (const { name, list } of variables) {
    const target = `${s.prefix ?? ''}${name}`;
    if (target !== name) checkNew(after, target);
    const numbers = list === undefined ? undefined : numericList(list, s);
    const isWhole = numbers !== undefined && numbers.entries.length > 0;
    const areWhole = isWhole && numbers.entries.every(({ code }) => Number.isInteger(code));
    const cells = d.rows.map((row): Cell => readNumber(cellOf(row, name), s) ?? null);
    const variable = {
      name: target,
      type: 'number',
      subtype: areWhole ? 'integer' : 'decimal',
      ...(numbers === undefined ? {} : { list: numbers }),
    } as const;
    after = withColumn(after, variable, cells);
  }
  const isNone = (name: string): boolean => d.rows.some((row) => readNumber(cellOf(row, name), s) === undefined);
  if (!s.force && s.names.some(isNone)) throw new Refused('a text that is no number');
  return after;
}

/** The codes that are numbers; of two that become the same number the first stays. */
function numericList({ entries }: CodeList, s: StatementOf<'destring'>): CodeList {
  const converted: Label[] = [];
  for (const entry of entries) {
    const code = typeof entry.code === 'number' ? entry.code : readNumber(entry.code, s);
    if (typeof code === 'number' && converted.every((other) => other.code !== code)) converted.push({ ...entry, code });
  }
  return { entries: converted };
}

/** A text as a number: `null` when it is missing or empty, `undefined` when it is no number. */
function readNumber(
  cell: Cell,
  { ignore, dpcomma }: { readonly ignore: string; readonly dpcomma: boolean },
): number | null | undefined {
  if (typeof cell !== 'string') return null;
  const kept = Array.from(cell.trim())
    .filter((c) => !ignore.includes(c))
    .join('');
  const text = dpcomma ? kept.replaceAll(',', '.') : kept;
  if (text === '') return null;
  return semantics.isNumeral(text) ? Number(text) : undefined;
}
