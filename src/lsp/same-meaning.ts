import type { Span } from '../base/span.ts';
import type { Analysis } from '../lang/analyse/analyse.ts';
import type { AnalysedScript } from '../lang/ir/script.ts';

/** What texts may have become, by what they were. */
type Renamed = ReadonlyMap<string, ReadonlySet<string>>;

/** Facts about the text and not about what it does, and schemas on the way, which follow from the operations. */
const skipped: ReadonlySet<string> = new Set(['span', 'echo', 'changes']);

/**
 * Where the first statement stands, in the text before, that means something else afterwards: names that have been changed and
 * the ids of code lists aside, all that a script is made of must be equal. `undefined` when nothing differs.
 */
export function firstDifference(before: Analysis, after: Analysis, renamed: Renamed): Span | undefined {
  const [idsBefore, idsAfter] = [idPlaces(before.analysed), idPlaces(after.analysed)];
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
  const { statements } = before.analysed;
  for (const [i, statement] of statements.entries()) {
    if (!same(statement, after.analysed.statements[i])) return statement.span;
  }
  return same(wholeOf(before), wholeOf(after)) ? undefined : (statements.at(-1)?.span ?? { start: 0, end: 0 });
}

/** What is true of a script as a whole, and what it leaves. */
function wholeOf({ analysed, state }: Analysis): unknown {
  const { databanks, codeLists, texts, statements } = analysed;
  const schemas = Array.from(state.datasets.values(), ({ schema }) => schema);
  return [databanks, Object.values(codeLists), texts, statements.length, schemas, state.active];
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
  return Object.entries(value).filter(([key]) => !skipped.has(key));
}
