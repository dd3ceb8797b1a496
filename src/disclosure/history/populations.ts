import type { Policy } from '../policy.ts';
import { type Bracket, bracketBetween, type Side, widestBracket } from './bracket.ts';
import {
  type Comparison,
  compareUnits,
  differingUnits,
  distanceToUnits,
  type MemberSet,
  rowDistance,
  sharedRows,
  sharedUnits,
} from './members.ts';
import { scoredDistance } from './score.ts';

/** A population as it is asked about: the units P of a dataset, and those S of them that a condition selects. */
export interface PopulationSets {
  readonly population: MemberSet;
  readonly selected: MemberSet;
}

/** What to compute on: the rows asked for, none, all of the dataset, or other ones. */
export type PopulationAnswer =
  | { readonly type: 'as-asked' | 'none' | 'all' }
  | {
      readonly type: 'instead';
      readonly units: Uint32Array;
      /** Where units have several rows and these are matched: bit sets of rows by page. Otherwise all rows of the units. */
      readonly pages?: ReadonlyMap<string, Uint32Array>;
    };

/** Another population that has to do with the one asked about, and lies close to it: how far, and for which units. */
export interface Neighbour {
  readonly distance: number;
  readonly units: () => ReadonlySet<number>;
}

/** An answer, and the closest other population. */
export interface Resolution {
  readonly answer: PopulationAnswer;
  readonly nearest: Neighbour | undefined;
  /** The population has been asked about for the first time. */
  readonly isNew: boolean;
  /** What it lies between, where it has not been asked about before: bisection closes in on a rank (rule DC-32). */
  readonly bracket?: Bracket;
}

/** A population that has been asked about. */
interface Anchor {
  readonly members: MemberSet;
  /** The statement that asked first; negative for earlier runs. */
  readonly statement: number;
  /** All rows of a dataset, which no condition has selected. */
  readonly isDataset: boolean;
  /** What it lay between when it was asked about first. */
  readonly bracket?: Bracket;
}

/** A model's estimation sample, and whether it came near an earlier one. */
interface Sample extends Anchor {
  readonly wasNear: boolean;
}

/**
 * The populations that answers have been given about (rule DC-30): sets that differ by no more than `radius` units are the same
 * set, namely the one that was asked about first. The order of questions decides, nothing else does.
 *
 * The rule asks for fewer than `radius`. One more is taken, because an attacker's nine records and one that is sought are ten.
 */
export class PopulationHistory {
  readonly #policy: Policy['history'];
  readonly #mostAnchors: number;
  readonly #anchors = new Map<string, Anchor[]>();
  readonly #samples = new Map<string, Sample[]>();

  /** @param mostAnchors populations of a unit type that are remembered; the oldest is forgotten first */
  constructor(policy: Policy['history'], mostAnchors: number) {
    this.#policy = policy;
    this.#mostAnchors = mostAnchors;
  }

  /** The population that takes the place of the one asked for. */
  resolve(sets: PopulationSets, statement: number): Resolution {
    const { radius } = this.#policy;
    const { population, selected } = sets;
    const { units } = selected.counts;
    const beyond = unitsBeyond(sets);
    if (units < radius) return { answer: { type: 'none' }, nearest: fromNobody(selected), isNew: false };
    const fromAll = { distance: beyond, units: () => unlike(sets, population) };
    if (beyond < radius) return { answer: { type: 'all' }, nearest: beyond === 0 ? undefined : fromAll, isNew: false };
    let nearest: Neighbour | undefined = beyond < scoredDistance && beyond <= units ? fromAll : undefined;
    let answer: PopulationAnswer | undefined;
    const sides = new Sides();
    for (const { members, isDataset, bracket } of this.#of(this.#anchors, selected.space)) {
      const found = compare(sets, members, widestBracket);
      if (found === undefined) continue;
      const { distance } = found;
      if (!isDataset) sides.add(found, bracket);
      if (distance < scoredDistance && isOverlapping(units, found))
        nearest = closer(nearest, { distance, units: () => unlike(sets, members) });
      if (answer !== undefined || distance > radius) continue;
      // The same units in a dataset with other rows: what is asked about these rows later needs them to be compared with.
      if (distance === 0 && isSameKind(selected, members)) answer = { type: 'as-asked' };
      if (distance >= 1) answer = instead(members, population, selected);
    }
    const { bracket } = sides;
    const between = bracket === undefined ? {} : { bracket };
    if (answer !== undefined) return { answer, nearest, isNew: false, ...between };
    this.register(selected, statement, false, bracket);
    return { answer: { type: 'as-asked' }, nearest, isNew: true, ...between };
  }

  /** Remembers all units of a dataset, which are not replaced by others; false when they have been asked about before. */
  registerDataset(members: MemberSet, statement: number): boolean {
    const isKnown = this.#of(this.#anchors, members.space).some((anchor) => isEqual(anchor.members, members));
    if (!isKnown) this.register(members, statement, true);
    return !isKnown;
  }

  /** Remembers a population. @param bracket what it lay between, where it did */
  register(members: MemberSet, statement: number, isDataset: boolean, bracket?: Bracket): void {
    const anchors = this.#of(this.#anchors, members.space);
    anchors.push({ members, statement, isDataset, ...(bracket === undefined ? {} : { bracket }) });
    this.#forget(anchors);
  }

  /**
   * Whether a model's sample differs by 1 to `radius` units from an earlier sample, or from a population that a condition
   * selected for an earlier statement (rule DC-24, `near`). The same sample gets the same answer for ever.
   */
  isNear(
    sets: PopulationSets,
    statement: number,
  ): { readonly isNear: boolean; readonly nearest: Neighbour | undefined; readonly isNew: boolean } {
    const { selected } = sets;
    let nearest: Neighbour | undefined;
    let known: boolean | undefined;
    const look = (anchor: Anchor): number => {
      const found = compare(sets, anchor.members, scoredDistance);
      if (found === undefined) return scoredDistance;
      const { distance } = found;
      if (isOverlapping(selected.counts.units, found))
        nearest = closer(nearest, { distance, units: () => unlike(sets, anchor.members) });
      return distance;
    };
    const samples = this.#of(this.#samples, selected.space);
    let isNear = false;
    for (const sample of samples) {
      const distance = look(sample);
      if (distance === 0 && isSameKind(selected, sample.members)) known ??= sample.wasNear;
      else if (distance >= 1 && distance <= this.#policy.radius) isNear = true;
    }
    for (const anchor of this.#of(this.#anchors, selected.space)) {
      if (anchor.isDataset || anchor.statement >= statement) continue;
      const distance = look(anchor);
      if (distance >= 1 && distance <= this.#policy.radius) isNear = true;
    }
    if (known !== undefined) return { isNear: known, nearest, isNew: false };
    this.registerSample(selected, statement, isNear);
    return { isNear, nearest, isNew: true };
  }

  /** Remembers the sample of a model. */
  registerSample(members: MemberSet, statement: number, wasNear: boolean): void {
    const samples = this.#of(this.#samples, members.space);
    samples.push({ members, statement, isDataset: false, wasNear });
    this.#forget(samples);
  }

  /** The oldest is forgotten first. Large panels have so many rows that their number alone would not keep within memory. */
  #forget(anchors: Anchor[]): void {
    if (this.#mostAnchors === Number.POSITIVE_INFINITY) return;
    let bytes = anchors.reduce((sum, { members }) => sum + bytesOf(members), 0);
    while (anchors.length > this.#mostAnchors || (bytes > mostBytes && anchors.length > 1)) {
      bytes -= bytesOf(anchors[0]!.members);
      anchors.shift();
    }
  }

  #of<T>(lists: Map<string, T[]>, space: string): T[] {
    const found = lists.get(space) ?? [];
    lists.set(space, found);
    return found;
  }
}

/** The closest populations that hold another one, and that it holds. */
class Sides {
  #above: Side | undefined;
  #below: Side | undefined;
  #isKnown = false;

  add({ distance, lost }: Comparison, bracket: Bracket | undefined): void {
    if (distance === 0) this.#isKnown = true;
    if (distance === 0 || distance >= widestBracket) return;
    if (lost === 0 && distance < (this.#above?.distance ?? widestBracket)) this.#above = { distance, bracket };
    else if (lost === distance && distance < (this.#below?.distance ?? widestBracket))
      this.#below = { distance, bracket };
  }

  /** Of a population that is not one of these itself. */
  get bracket(): Bracket | undefined {
    if (this.#isKnown || this.#above === undefined || this.#below === undefined) return undefined;
    return bracketBetween(this.#above, this.#below);
  }
}

/** Bytes that the anchors of a unit type may take: 256 populations of 11 million units need 352 million. */
const mostBytes = 2 ** 29;

function bytesOf({ units, rows }: MemberSet): number {
  let bytes = units.byteLength;
  for (const page of new Set(rows?.pages.values() ?? [])) bytes += page.byteLength;
  return bytes;
}

function closer(known: Neighbour | undefined, found: Neighbour): Neighbour | undefined {
  const isCloser = found.distance >= 1 && found.distance < (known?.distance ?? scoredDistance);
  return isCloser ? found : known;
}

/** A population of few is close to that of nobody. */
function fromNobody({ units, counts }: MemberSet): Neighbour | undefined {
  if (counts.units === 0) return undefined;
  return {
    distance: counts.units,
    units: () =>
      differingUnits(
        units,
        units.map(() => 0),
        units,
      ),
  };
}

/** The units that tell S from T ∩ P, by themselves or by their rows. */
function unlike({ population, selected }: PopulationSets, t: MemberSet): ReadonlySet<number> {
  const all = Number.POSITIVE_INFINITY;
  const units = new Set<number>();
  if (selected.rows === undefined || population.rows === undefined)
    return differingUnits(selected.units, t.units, population.units);
  if (isSameKind(selected, t) && t.rows !== undefined) rowDistance(selected.rows, t.rows, population.rows, all, units);
  else distanceToUnits(selected.rows, t.units, population.rows, all, units);
  return units;
}

/** Units of P that are not in S, or have a row that is not. */
function unitsBeyond({ population, selected }: PopulationSets): number {
  if (selected.rows === undefined || population.rows === undefined)
    return population.counts.units - selected.counts.units;
  return rowDistance(selected.rows, population.rows, population.rows, scoredDistance);
}

/** S compared with T ∩ P; `undefined` where some rows of a unit would have to be found among rows of another origin. */
function compare({ population, selected }: PopulationSets, t: MemberSet, limit: number): Comparison | undefined {
  if (selected.rows === undefined || population.rows === undefined) return unitsApart(selected, t, population, limit);
  if (isSameKind(selected, t) && t.rows !== undefined) {
    const distance = rowDistance(selected.rows, t.rows, population.rows, limit);
    return { distance, lost: distance };
  }
  if (t.rows?.isWhole === false) return undefined;
  // Units of another dataset: all of their rows in this one. Whoever is near by rows is near by units.
  const units = unitsApart(selected, t, population, limit);
  if (selected.rows.isWhole || units.distance >= limit) return units;
  const distance = distanceToUnits(selected.rows, t.units, population.rows, limit);
  return { distance, lost: distance };
}

/** S compared with T ∩ P by units. */
function unitsApart(s: MemberSet, t: MemberSet, p: MemberSet, limit: number): Comparison {
  const { head } = t;
  if (head !== undefined) {
    const first = compareUnits(s.units.subarray(0, head.length), head, p.units.subarray(0, head.length), limit);
    if (first.distance >= limit) return first;
  }
  return compareUnits(s.units, t.units, p.units, limit);
}

function isEqual(s: MemberSet, t: MemberSet): boolean {
  if (s.rows === undefined || t.rows === undefined)
    return (
      s.rows === t.rows &&
      compareUnits(s.units, t.units, s.units, 1).distance === 0 &&
      s.counts.units === t.counts.units
    );
  return (
    s.rows.origin === t.rows.origin &&
    rowDistance(s.rows, t.rows, t.rows, 1) === 0 &&
    rowDistance(t.rows, s.rows, s.rows, 1) === 0
  );
}

function isSameKind(s: MemberSet, t: MemberSet): boolean {
  return s.rows === undefined || s.rows.origin === t.rows?.origin;
}

function instead(t: MemberSet, population: MemberSet, selected: MemberSet): PopulationAnswer {
  const units = sharedUnits(t.units, population.units);
  if (population.rows === undefined || t.rows === undefined || !isSameKind(selected, t))
    return { type: 'instead', units };
  return { type: 'instead', units, pages: sharedRows(t.rows, population.rows) };
}

/** Whether two sets share at least half of the larger one: otherwise being close is no more than being small. */
function isOverlapping(units: number, { distance, lost }: Comparison): boolean {
  const shared = units - lost;
  return shared >= Math.max(units, shared + distance - lost) / 2;
}
