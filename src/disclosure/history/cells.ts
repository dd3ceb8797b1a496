import type { SetCounts } from '../nodes.ts';
import {
  Alike,
  mostApart,
  mostDistance,
  type Neighbour,
  nearDistance,
  type PrintedSet,
  type Sketch,
  sketchOf,
} from './near-cells.ts';
import { printWords } from './prints.ts';

/** A released statistic of a cell, kept under the cell whose numbers it stands for. */
export interface CellValue {
  /** Which statistic, of which percentile. */
  readonly statistic: string;
  /** The set that it was computed for, and that set's values: by them the column is known, whatever its name. */
  readonly print: Uint32Array;
  readonly values: Uint32Array;
  readonly value: number;
}

/** The fingerprints that a column of a cell is known by. */
type Column = Pick<CellValue, 'print' | 'values'>;

/** What a result has added to the history: a cell that had no near one, a cell that had, or a statistic of a cell. */
export type CellEntry =
  | { readonly type: 'cell'; readonly cell: PrintedSet; readonly way?: string; readonly isAside?: true }
  | { readonly type: 'near'; readonly cell: string; readonly of: string }
  | { readonly type: 'value'; readonly cell: string; readonly value: CellValue };

/** A cell that is near an earlier one: a set that differs by few units, which counts as the same. */
interface NearCell {
  readonly cell: PrintedSet;
  readonly distance: number;
  /** The earlier cell, where the two are compared for the first time. */
  readonly of?: SetCounts;
}

/** What a result looked like beside earlier ones (rule DC-32): the cells that are near a cell of another result. */
export interface CellFindings {
  readonly entries: readonly CellEntry[];
  readonly near: readonly NearCell[];
  /** Cells that were found to be near others for an earlier result. */
  readonly again: readonly NearCell[];
}

/** A cell with a column that differs from an earlier one for so many of its units at least; for none at 0. */
interface NearColumn {
  readonly cell: SetCounts;
  readonly distance: number;
}

/** How the cells of a result are compared. */
export interface CellComparison {
  /** Whether near cells take the numbers of earlier ones, or are only noticed. */
  readonly reuses: boolean;
  /** Cells of no more units are told apart from all others; 0 for none. */
  readonly mostFew: number;
  /** Whether the sets are no cells of a table, but those that models and status lines are about. */
  readonly isAside?: true;
}

/** A cell whose numbers stand for all that are near it. */
interface Anchor {
  readonly cell: PrintedSet;
  /** Ascending in the order of release. */
  readonly order: number;
  readonly values: CellValue[];
  /** How a statement came to it first, where it is a cell of few (rule DC-32). */
  way?: string;
  /** Whether only models and status lines have told of it so far: to be near it is no step of a search. */
  isAside?: boolean;
}

/** Of more cells of few units than these in one result it is not noted how a statement came to them. */
const mostNamed = 3;

/** Fingerprints that are kept in one array. */
const printsPerRoom = 64;

/**
 * Cells that numbers have been released about (rule DC-31): a cell that differs by a few units from an earlier one is that cell.
 * The order of release decides, nothing else does.
 */
export class CellHistory {
  readonly #mostCells: number;
  readonly #byName = new Map<string, Anchor>();
  /** By number of units. */
  readonly #byUnits = new Map<number, Alike<Anchor>>();
  /** Cells that are near one of these, by name: which one. */
  readonly #near = new Map<string, Anchor>();
  #released = 0;
  /** Where fingerprints are kept, and how many words of it are. */
  #room = new Uint32Array(0);
  #usedWords = 0;
  #sketched: { readonly print: Uint32Array; readonly sketch: Sketch } | undefined;

  /** @param mostCells cells that are remembered; the oldest is forgotten first */
  constructor(mostCells: number) {
    this.#mostCells = mostCells;
  }

  /** Takes in what an earlier run has left. */
  restore(entry: CellEntry): void {
    if (entry.type === 'cell') {
      const anchor = this.#byName.get(nameOf(entry.cell)) ?? this.add(entry.cell);
      anchor.isAside = entry.isAside === true;
      if (entry.way !== undefined) anchor.way = entry.way;
      this.forget();
    } else if (entry.type === 'near') {
      const anchor = this.#byName.get(entry.of);
      if (anchor !== undefined) this.addNear(entry.cell, anchor);
    } else this.#byName.get(entry.cell)?.values.push(entry.value);
  }

  /** Begins a result. */
  begin(comparison: CellComparison): CellVisit {
    return new CellVisit(this, this.#released, comparison);
  }

  /** The cell that stands for the one of this name, which has been released before. */
  named(name: string): Anchor | undefined {
    return this.#byName.get(name) ?? this.#near.get(name);
  }

  /** The earliest cell that a set is near. */
  nearest(set: PrintedSet): Neighbour<Anchor> | undefined {
    const sketch = this.#sketchOf(set.print);
    let found: Neighbour<Anchor> | undefined;
    for (let units = Math.max(1, set.units - mostApart); units <= set.units + mostApart; units++) {
      const alike = this.#byUnits.get(units);
      // Single units are near no other single unit: a table of everybody's own value has thousands of them.
      if (alike === undefined || mostDistance(set.units, units) < 1) continue;
      found = alike.nearest(set, sketch, found?.anchor.order ?? Number.POSITIVE_INFINITY) ?? found;
    }
    return found;
  }

  add(cell: PrintedSet): Anchor {
    const anchor: Anchor = {
      cell: { ...cell, print: this.#keptPrint(cell.print) },
      order: this.#released++,
      values: [],
    };
    this.#byName.set(nameOf(cell), anchor);
    const alike = this.#byUnits.get(cell.units) ?? new Alike<Anchor>();
    alike.push(anchor, this.#sketchOf(cell.print));
    this.#byUnits.set(cell.units, alike);
    return anchor;
  }

  /* A cell that is near no other is added with the sketch by which it was compared. */
  #sketchOf(print: Uint32Array): Sketch {
    if (this.#sketched?.print !== print) this.#sketched = { print, sketch: sketchOf(print) };
    return this.#sketched.sketch;
  }

  /* Many fingerprints to an array: one of its own for each takes several times as long, and more room for itself than for its words. */
  #keptPrint(print: Uint32Array): Uint32Array {
    if (this.#usedWords + printWords > this.#room.length) {
      this.#room = new Uint32Array(printsPerRoom * printWords);
      this.#usedWords = 0;
    }
    const kept = this.#room.subarray(this.#usedWords, this.#usedWords + printWords);
    kept.set(print);
    this.#usedWords += printWords;
    return kept;
  }

  addNear(name: string, anchor: Anchor): void {
    this.#near.set(name, anchor);
  }

  takeNearBack(name: string): void {
    this.#near.delete(name);
  }

  /** Takes back the cell that was added last. */
  takeBack(cell: PrintedSet): void {
    this.#byName.delete(nameOf(cell));
    this.#byUnits.get(cell.units)?.pop();
  }

  /** Forgets the oldest cells where there are too many. */
  forget(): void {
    for (const name of this.#near.keys()) {
      if (this.#near.size <= this.#mostCells) break;
      this.#near.delete(name);
    }
    for (const [name, { cell }] of this.#byName) {
      if (this.#byName.size <= this.#mostCells) return;
      this.#byName.delete(name);
      this.#byUnits.get(cell.units)?.shift();
    }
  }
}

/** One result: what it adds to the history stays only if it is released (rule DC-29, 4). */
export class CellVisit {
  readonly #history: CellHistory;
  readonly #firstOwn: number;
  /** Whether near cells take the numbers of earlier ones, or are only noticed. */
  readonly reuses: boolean;
  /** Cells of no more units are remembered one by one; 0 for none. */
  readonly #mostFew: number;
  readonly #isAside: true | undefined;
  /** Cells that only models and status lines had told of. */
  readonly #shown: Anchor[] = [];
  readonly #added: Anchor[] = [];
  readonly #valued: { readonly anchor: Anchor; readonly value: CellValue }[] = [];
  readonly #near: (NearCell & { readonly name: string; readonly anchor: Anchor })[] = [];
  readonly #again = new Map<string, NearCell>();
  readonly #before = new Map<string, Anchor>();
  readonly #few = new Map<string, PrintedSet>();
  readonly #columns = new Map<string, NearColumn>();
  /** The set that was asked about last, and the cell that stands for it. */
  #last: { readonly set: SetCounts; readonly anchor: Anchor } | undefined;
  #lastColumn: { readonly of: Column; readonly kept: Column } | undefined;

  constructor(history: CellHistory, firstOwn: number, { reuses, mostFew, isAside }: CellComparison) {
    this.#history = history;
    this.#firstOwn = firstOwn;
    this.reuses = reuses;
    this.#mostFew = mostFew;
    this.#isAside = isAside;
  }

  /** The set whose numbers stand for a cell: the cell itself, or an earlier one that it is near. */
  standIn(set: SetCounts): SetCounts {
    if (set.units === 0 || set.print === undefined) return set;
    if (set.units <= this.#mostFew) this.#few.set(nameOf(set), printed(set));
    const { cell } = this.#anchorOf(printed(set));
    return this.reuses ? cell : set;
  }

  /**
   * A statistic of a cell: the one that was released of the same column for the cell that stands for it, or the present one, which
   * is kept. A column that differs from an earlier one for few of the cell's units is noticed: where a cap on everybody's values begins
   * to change a mean is the largest of them.
   */
  statistic(set: SetCounts, statistic: string, values: Uint32Array | undefined, compute: () => number): number {
    if (set.units === 0) return compute();
    if (values === undefined || set.print === undefined) {
      if (!this.reuses) return compute();
      throw new Error('the values of a cell have no fingerprint');
    }
    const { print } = set;
    const anchor = this.#anchorOf(printed(set));
    const name = this.reuses ? statistic : anyStatistic;
    const found = nearestColumn(anchor, name, { print, values }, mostColumnsApart(set.units));
    if (found !== undefined) this.#noteColumn({ cell: set, distance: found.distance });
    if (found?.distance === 0) return this.reuses ? found.value : compute();
    const value = compute();
    if (Number.isNaN(value)) return value;
    const kept = { statistic: name, ...this.#keptColumn(print, values), value: this.reuses ? value : 0 };
    anchor.values.push(kept);
    this.#valued.push({ anchor, value: kept });
    return value;
  }

  /* The statistics of a cell follow one another: what they are about is kept once for all of them. */
  #keptColumn(print: Uint32Array, values: Uint32Array): Column {
    const last = this.#lastColumn;
    if (last === undefined || !isSameView(last.of.print, print) || !isSameView(last.of.values, values)) {
      this.#lastColumn = { of: { print, values }, kept: { print: print.slice(), values: values.slice() } };
    }
    return this.#lastColumn!.kept;
  }

  #noteColumn(near: NearColumn): void {
    const name = nameOf(near.cell);
    const known = this.#columns.get(name);
    if (known === undefined || known.distance === 0) this.#columns.set(name, near);
  }

  /** Cells with columns that had been asked for before, or that differ from these for few of the cell's units. */
  get knownColumns(): readonly NearColumn[] {
    return [...this.#columns.values()];
  }

  /** What the result has added, and which of its cells are near those of other results. */
  get findings(): CellFindings {
    const valued = this.#valued.map(
      ({ anchor, value }): CellEntry => ({ type: 'value', cell: nameOf(anchor.cell), value }),
    );
    const added = [...this.#added, ...this.#shown].map(
      ({ cell, way, isAside }): CellEntry => ({
        type: 'cell',
        cell,
        ...(way === undefined ? {} : { way }),
        ...(isAside === true ? { isAside: true as const } : {}),
      }),
    );
    const seen = this.#near.map(
      ({ name, anchor }): CellEntry => ({ type: 'near', cell: name, of: nameOf(anchor.cell) }),
    );
    const near = this.#near.filter(({ anchor }) => anchor.order < this.#firstOwn && anchor.isAside !== true);
    return {
      entries: [...added, ...seen, ...valued],
      near: near.map(({ cell, distance, anchor }) => ({ cell, distance, of: anchor.cell })),
      again: [...this.#again.values()],
    };
  }

  /** Notes how a statement has come to its cells of few units, where these are few, too: not to those of large tables. */
  nameFew(most: number, way: () => string): void {
    const few = this.#added.filter(({ cell }) => cell.units <= most);
    if (few.length > mostNamed) return;
    for (const anchor of few) anchor.way = way();
  }

  /** Cells of few units that have been released before, and how a statement came to them first. */
  get fewBefore(): readonly (NearCell & { readonly way: string })[] {
    return [...this.#before.values()].flatMap(({ cell, way }) =>
      way === undefined ? [] : [{ cell, way, distance: cell.units }],
    );
  }

  /** The cells of few units that the result shows, or hides because they are few. */
  get few(): Iterable<PrintedSet> {
    return this.#few.values();
  }

  /** Keeps what the result has added. */
  keep(): void {
    this.#history.forget();
  }

  /** Ends a result of which nothing else is noted. @returns what it has added */
  end(isReleased: boolean): readonly CellEntry[] {
    const { entries } = this.findings;
    if (isReleased) this.keep();
    else this.drop();
    return isReleased ? entries : [];
  }

  /** Takes it back: a refused result leaves no trace. */
  drop(): void {
    for (const { anchor, value } of this.#valued.reverse()) anchor.values.splice(anchor.values.indexOf(value), 1);
    for (const { name } of this.#near) this.#history.takeNearBack(name);
    for (const anchor of this.#shown) anchor.isAside = true;
    for (const { cell } of this.#added.reverse()) this.#history.takeBack(cell);
  }

  #anchorOf(set: PrintedSet): Anchor {
    // Whatever is asked about a cell is asked at once, as a rule.
    const last = this.#last;
    if (last !== undefined && isSameSet(last.set, set)) return last.anchor;
    const anchor = this.#foundAnchor(set);
    this.#last = { set, anchor };
    return anchor;
  }

  #foundAnchor(set: PrintedSet): Anchor {
    const name = nameOf(set);
    const known = this.#history.named(name);
    if (known !== undefined) {
      this.#noteShown(name, known);
      this.#noteAgain(name, set, known);
      return known;
    }
    const near = this.#history.nearest(set);
    if (near === undefined) {
      const anchor = this.#history.add(set);
      if (this.#isAside === true) anchor.isAside = true;
      this.#added.push(anchor);
      return anchor;
    }
    // Whoever asks for it again in the same way asks for the same: only in another way it is a step of a search (rule DC-32).
    this.#history.addNear(name, near.anchor);
    this.#near.push({ name, anchor: near.anchor, cell: set, distance: near.distance });
    return near.anchor;
  }

  /* Shown as a cell, it is one: to be near it is a step of a search from now on. */
  #noteShown(name: string, known: Anchor): void {
    if (this.#isAside || known.isAside !== true || nameOf(known.cell) !== name) return;
    known.isAside = false;
    this.#shown.push(known);
  }

  #noteAgain(name: string, set: PrintedSet, known: Anchor): void {
    if (this.#again.has(name) || known.order >= this.#firstOwn || known.isAside === true) return;
    if (nameOf(known.cell) === name) {
      if (known.way !== undefined) this.#before.set(name, known);
      return;
    }
    if (this.#near.some((near) => near.name === name)) return;
    const distance = nearDistance(set, known.cell);
    if (distance !== undefined) this.#again.set(name, { cell: set, distance });
  }
}

/** What is remembered of a column where no statistic is reused. */
const anyStatistic = '';

/** For how many of so many units columns may differ and still be the same: few, and by far not most. */
function mostColumnsApart(units: number): number {
  return Math.min(mostApart, Math.floor((units - 1) / 2));
}

/** The earlier column of a cell that differs from one for the fewest units, if these are few; of several, the first. */
function nearestColumn(
  { values }: Anchor,
  statistic: string,
  column: Column,
  most: number,
): { readonly value: number; readonly distance: number } | undefined {
  let found: { readonly value: number; readonly distance: number } | undefined;
  for (const known of values) {
    if (known.statistic !== statistic) continue;
    const distance = columnDistance(known, column);
    if (distance > most || distance >= (found?.distance ?? Number.POSITIVE_INFINITY)) continue;
    found = { value: known.value, distance };
    if (distance === 0) break;
  }
  return found;
}

/** In how many words values differ where the sets of units agree: never more than there are units with other values. */
function columnDistance(known: CellValue, { print, values }: Column): number {
  let distance = 0;
  for (let at = 0; at < print.length; at++) {
    if (print[at] === known.print[at] && values[at] !== known.values[at]) distance++;
  }
  return distance;
}

function isSameSet(a: SetCounts, b: SetCounts): boolean {
  return a.sumA === b.sumA && a.sumB === b.sumB && a.units === b.units && a.rows === b.rows;
}

function isSameView(a: Uint32Array, b: Uint32Array): boolean {
  return a.buffer === b.buffer && a.byteOffset === b.byteOffset;
}

/** Names a set of units by its keyed sums. */
export function nameOf({ units, rows, sumA, sumB }: SetCounts): string {
  return `${units} ${rows} ${sumA} ${sumB}`;
}

function printed(set: SetCounts): PrintedSet {
  const { print } = set;
  if (print === undefined) throw new Error('a cell has no fingerprint');
  return { ...set, print };
}
