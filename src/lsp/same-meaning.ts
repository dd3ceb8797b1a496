import type { Span } from '../base/span.ts';
import type { AnalysedScript } from '../lang/ir/script.ts';

/** What texts may have become, by what they were. */
type Renamed = ReadonlyMap<string, ReadonlySet<string>>;

/** Facts about the text and not about what it does. */
const textual: ReadonlySet<string> = new Set(['span', 'echo']);

/**
 * Where the first statement stands, in the text before, that means something else afterwards: names that have been changed and
 * the ids of code lists aside, all that a script is made of must be equal. `undefined` when nothing differs.
 */
export function firstDifference(before: AnalysedScript, after: AnalysedScript, renamed: Renamed): Span | undefined {
  const [idsBefore, idsAfter] = [idPlaces(before), idPlaces(after)];
  const sameText = (a: string, b: string): boolean => {
    if (a === b || renamed.get(a)?.has(b) === true) return true;
    const place = idsBefore.get(a);
    if (place !== undefined && place === idsAfter.get(b)) return true;
    // The identifier of groups of several variables is called after all of them.
    const [partsBefore, partsAfter] = [a.split('#'), b.split('#')];
    if (partsBefore.length < 2 || partsBefore.length !== partsAfter.length) return false;
    return partsBefore.every((part, i) => sameText(part, partsAfter[i] ?? ''));
  };
  const same = (a: unknown, b: unknown): boolean => isSame(a, b, sameText);
  for (const [i, statement] of before.statements.entries()) {
    if (!same(statement, after.statements[i])) return statement.span;
  }
  const rest = ({ databanks, codeLists, texts, statements }: AnalysedScript): unknown => [
    databanks,
    Object.values(codeLists),
    texts,
    statements.length,
  ];
  return same(rest(before), rest(after)) ? undefined : (before.statements[0]?.span ?? { start: 0, end: 0 });
}

/** Each code list by its place among all: their ids are made of names. */
function idPlaces({ codeLists }: AnalysedScript): ReadonlyMap<string, number> {
  return new Map(Object.keys(codeLists).map((id, place) => [id, place]));
}

function isSame(a: unknown, b: unknown, sameText: (a: string, b: string) => boolean): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a === 'string' && typeof b === 'string') return sameText(a, b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  return (
    left.length === right.length &&
    left.every(([key, value], i) => {
      const other = right[i];
      return other?.[0] === key && isSame(value, other[1], sameText);
    })
  );
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([key]) => !textual.has(key));
}
