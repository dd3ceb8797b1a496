import { redrawUnit } from '../ingest/numbering.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { universeHash } from '../store/content.ts';
import type { FolderReader } from '../store/reader.ts';
import { markUnits } from './renumber.ts';
import { numbersIn, type Universe, writeUniverse } from './universes.ts';

/**
 * The universes of a release where the draft's hold more units than belong to it: those of the release before, and of what is
 * released now. A space where a pseudonym had to be drawn again keeps all units, since who comes again must draw the same.
 *
 * @param released  names of variables whose data are released, with their unit types; the reader is of the draft
 */
export async function universesOfRelease(
  columns: ColumnFolder,
  base: ReadonlyMap<string, Universe>,
  draft: ReadonlyMap<string, Universe>,
  reader: FolderReader,
  released: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Universe>> {
  const marks = new Map<string, Uint8Array>();
  for (const [idKind, universe] of draft) {
    const before = base.get(idKind);
    if (before !== undefined && universeHash(before.stored) === universeHash(universe.stored)) continue;
    if (isRedrawn(universe)) continue;
    const marked = new Uint8Array(universe.stored.size);
    if (before !== undefined) for (const unit of numbersIn(before, universe)) marked[unit] = 1;
    marks.set(idKind, marked);
  }
  for (const [name, unitType] of released) await markUnits(reader, name, unitType, (idKind) => marks.get(idKind));
  const universes = new Map<string, Universe>();
  for (const [idKind, universe] of draft) {
    const marked = marks.get(idKind);
    const kept = marked === undefined ? universe : keep(columns, idKind, universe, marked, base.get(idKind));
    if (kept !== undefined) universes.set(idKind, kept);
  }
  return universes;
}

function isRedrawn({ identifiers }: Universe): boolean {
  return identifiers.type === 'pseudonyms' && identifiers.checks?.some((check) => check >= redrawUnit) === true;
}

/** The universe of the marked units; `undefined` where there are none and never were. */
function keep(
  columns: ColumnFolder,
  idKind: string,
  universe: Universe,
  marked: Uint8Array,
  before: Universe | undefined,
): Universe | undefined {
  let count = 0;
  for (const mark of marked) count += mark;
  if (count === marked.length) return universe;
  if (count === before?.stored.size) return before;
  if (count === 0) return undefined;
  const { identifiers } = universe;
  if (identifiers.type === 'texts') {
    return writeUniverse(columns, idKind, {
      type: 'texts',
      texts: identifiers.texts.filter((_, i) => marked[i] === 1),
    });
  }
  const pick = (values: Float64Array): Float64Array => values.filter((_, i) => marked[i] === 1);
  const { pseudonyms, checks } = identifiers;
  return writeUniverse(columns, idKind, {
    type: 'pseudonyms',
    pseudonyms: pick(pseudonyms),
    ...(checks === undefined ? {} : { checks: pick(checks) }),
  });
}
