import { hashText } from '../../base/hash.ts';
import type { NodeKind, SetCounts } from '../nodes.ts';
import type { Policy } from '../policy.ts';
import type { ShownColumn, WaysOfAsking } from '../protection.ts';
import type { ReleasedBody } from '../released.ts';
import { PopulationAttempts } from './attempts.ts';
import { weightOfBracket } from './bracket.ts';
import { VolumeBudget } from './budget.ts';
import { CellHistory, type CellVisit, nameOf } from './cells.ts';
import { ColumnHistory, type ColumnSketch } from './columns.ts';
import { DivisionHistory, unitsOfFew, weightOfDivision } from './divisions.ts';
import type { MemberSet } from './members.ts';
import { type Neighbour, type PopulationAnswer, PopulationHistory, type PopulationSets } from './populations.ts';
import {
  ordinaryTables,
  ProximityScore,
  type ScoreEvent,
  type ScoreReason,
  type ScoreState,
  type Suspicion,
  suspicions,
  weightOf,
} from './score.ts';
import type { HistoryStore } from './store.ts';

/** A population as it is asked about, out of its boxes. Who is in it is made only when that is needed. */
export interface OpenMembers {
  readonly statement: number;
  readonly unitType: string;
  readonly population: SetCounts;
  /** Absent when all of the dataset is asked about. */
  readonly selected: SetCounts | undefined;
  /** `undefined` where rows are no units of a universe. */
  readonly membersOf: (which: 'population' | 'selected') => Promise<MemberSet | undefined>;
}

/** A population that is to become a dataset, out of its boxes. */
export interface OpenAttempt {
  readonly unitType: string;
  /** Units of the set that takes its place, which has about as many. */
  readonly units: number;
  /** Who would be in it; `undefined` where rows are no units of a universe. */
  readonly members: () => Promise<MemberSet | undefined>;
}

/** What the history did for a statement: for its audit record, never for the author. */
export interface HistoryNotes {
  readonly populations: readonly ('kept' | 'replaced' | 'none' | 'all')[];
  readonly reasons: readonly ScoreReason[];
  readonly added: number;
  /** Cells of the result that took the numbers of earlier ones (rule DC-31). */
  readonly reused: number;
}

const none: HistoryNotes = { populations: [], reasons: [], added: 0, reused: 0 };
const asAsked: PopulationAnswer = { type: 'as-asked' };
const unasked: Remembered = { answer: asAsked, near: undefined };

/** More near cells than these in one result are no sign of a search (rule DC-32). */
const mostSuspiciousCells = 3;

/** Weight of a table in which a column was changed for few in each of many groups: a cap on outliers does that, and so does a search. */
const changedInMany = 3;

/** Weights of moving what changes a column for few of a group, time after time; a few limits one after the other are what an analysis tries. */
const columnSteps = [suspicions['near-equal'], 3, 3] as const;

/** An answer, and what told it from another population: asked for in another way it is another step of a search. */
interface Remembered {
  readonly answer: PopulationAnswer;
  readonly near: NearEvent | undefined;
}

/** Something close to something else: which few units or cells, and how far. */
interface NearEvent {
  readonly event: ScoreEvent;
  readonly about: string;
  readonly distance: number;
}

/** Between what a rise of the score is about and the way in which it was come to. */
const wayMark = ' by ';

/** Weight of coming to the same few by what is more than other constants: another table or dataset, as a rule. */
const otherForm = 0.5;

/**
 * Share of its weight that a population has which is nobody or everybody but for a few: whoever cleans data leaves out few, nothing
 * comes of it, and nothing is to be seen.
 */
const withoutEffect = 0.5;

/**
 * Share of its weight that the sample of a model has: whom its condition leaves out has been judged before, and who has no value is
 * chosen by the register rather than by the author, who cannot make values missing for few (DC-06 d).
 */
const leftOut = 0.5;

/** Answers that are remembered by the sums of the sets: repeated conditions are the rule, and need no bit sets. */
const mostRemembered = 1024;

/**
 * What one run, or all runs of a wider scope, have asked about: populations (rule DC-30), and what they add to the score (DC-32).
 * Answers depend on the order of questions, the data and the policy, on nothing else.
 */
export class HistoryKeeper {
  readonly #populations: PopulationHistory;
  #score: ProximityScore;
  readonly #snaps: boolean;
  /** Whoever asks in ever new ways about populations that differ by no more than this searches between them. */
  readonly #mostSearched: number;
  readonly #store: HistoryStore | undefined;
  readonly #budget: VolumeBudget;
  readonly #cells: CellHistory;
  /** Cells whose values have been looked at for results that are not compared at their release: nothing is ever taken from them. */
  readonly #looked: CellHistory;
  /** Of fewer units no statistic is shown (rule DC-07). */
  readonly #fewestShown: number;
  readonly #divisions: DivisionHistory;
  /** Cells of no more units than these are counted by their divisions; 0 where small counts are never shown. */
  readonly #mostDivided: number;
  /** Cells of no more units never show a number, and near ones show the same nothing: they are no step of a search. */
  readonly #mostHidden: number;
  readonly #attempts: PopulationAttempts;
  /** Columns that have been made or imported (rule DC-06 c). */
  readonly columns = new ColumnHistory();
  readonly #reusesCells: boolean;
  /** Whether cells are compared: to take earlier numbers, or, where the history outlasts a run, to notice who searches. */
  readonly comparesCells: boolean;
  readonly #remembered = new Map<string, Remembered>();
  readonly #scored = new Set<string>();
  /** In how many ways of one form something was come to that has been scored. */
  readonly #steps = new Map<string, number>();
  readonly #tables = new Map<string, number>();
  #ways: WaysOfAsking = { rows: () => '', cells: () => '', divisions: () => '', columns: () => '' };
  #notes: HistoryNotes = none;

  constructor({ history, budget, population, counts, descriptive }: Policy, store: HistoryStore | undefined) {
    const isKeptForEver = store !== undefined && history.scope === 'databank';
    const mostAnchors = isKeptForEver ? Number.POSITIVE_INFINITY : history.maxAnchors;
    this.#populations = new PopulationHistory(history, mostAnchors);
    this.#attempts = new PopulationAttempts({ history, population }, mostAnchors);
    this.#score = new ProximityScore(history);
    this.#snaps = history.snapPopulations;
    this.#mostSearched = 2 * history.radius;
    this.#store = store;
    this.#budget = new VolumeBudget(budget, store?.account);
    this.#cells = new CellHistory(history.maxCells);
    this.#looked = new CellHistory(history.maxCells);
    this.#divisions = new DivisionHistory(history.maxCells);
    const showsSmall = counts.mode === 'perturb' && counts.smallRule === 'perturb';
    this.#mostDivided = showsSmall && this.#score.isKept ? counts.smallMax : 0;
    const hidesSmall = counts.mode === 'perturb' && (counts.smallRule === 'zero' || counts.smallRule === 'suppress');
    this.#mostHidden = hidesSmall && history.cellReuse ? counts.smallMax : 0;
    this.#fewestShown = descriptive.cellMinUnits;
    this.#reusesCells = history.cellReuse;
    this.comparesCells = history.cellReuse || (store !== undefined && this.#score.isKept);
    for (const entry of store?.load() ?? []) {
      if (entry.type === 'reset') {
        this.#score = new ProximityScore(history);
        this.#attempts.clear();
      } else if (entry.type === 'score') {
        // What others have asked is remembered as what was asked, but the score is that of whoever searches.
        if (entry.user !== undefined && entry.user !== store?.account?.user) continue;
        this.#score.add(entry.event, entry.time);
        if (entry.about !== undefined) this.#noteScored(entry.about);
      } else if (entry.type === 'sample') this.#populations.registerSample(entry.members, -1, entry.wasNear);
      else if (entry.type === 'population')
        this.#populations.register(entry.members, -1, entry.isDataset, entry.bracket);
      else if (entry.type === 'attempt') this.#attempts.restore(entry);
      else if (entry.type === 'column') this.columns.restore(entry.sketch);
      else if (entry.type === 'looked') this.#looked.restore(entry.at);
      else if (entry.type === 'divided') this.#divisions.add(entry);
      else if (entry.type !== 'use') this.#cells.restore(entry);
      else if (store?.account !== undefined) this.#budget.restore(entry.use);
    }
  }

  /** Says what the statement is that asks from now on. */
  begin(ways: WaysOfAsking): void {
    this.#ways = ways;
  }

  /** The population that takes the place of the one asked about. */
  async resolve(question: OpenMembers): Promise<PopulationAnswer> {
    if (!this.#snaps) return asAsked;
    const key = keyOf(question);
    const known = key === undefined ? undefined : this.#remembered.get(key);
    const { answer, near } = known ?? (await this.#resolveNew(question));
    if (key !== undefined && known === undefined) {
      if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
      this.#remembered.set(key, { answer, near });
    }
    if (near !== undefined) this.#addNear(near, this.#ways.rows());
    const did = ({ 'as-asked': 'kept', instead: 'replaced', none: 'none', all: 'all' } as const)[answer.type];
    this.#notes = { ...this.#notes, populations: [...this.#notes.populations, did] };
    return answer;
  }

  async #resolveNew(question: OpenMembers): Promise<Remembered> {
    const population = await question.membersOf('population');
    if (population === undefined) return unasked;
    if (question.selected === undefined) {
      if (this.#populations.registerDataset(population, question.statement))
        this.#store?.append({ type: 'population', members: population, isDataset: true });
      return unasked;
    }
    const selected = await question.membersOf('selected');
    if (selected === undefined) return unasked;
    const found = this.#populations.resolve({ population, selected }, question.statement);
    const { answer, nearest, isNew, bracket } = found;
    const between = bracket === undefined ? {} : { bracket };
    if (isNew) this.#store?.append({ type: 'population', members: selected, isDataset: false, ...between });
    if (bracket !== undefined) {
      const event: ScoreEvent = { kind: 'population', reason: 'bisection', weight: weightOfBracket(bracket) };
      this.#add(event, `between ${aboutSet(question.unitType, selected.counts)}`);
    }
    const isWithoutEffect = answer.type === 'all' || answer.type === 'none';
    return { answer, near: this.#nearEvent(question.unitType, nearest, isWithoutEffect ? withoutEffect : 1) };
  }

  /**
   * Whether a population may become a dataset, beside those that were to before (rule DC-01).
   *
   * @param isTooSmall what the rule says to the set that takes its place
   */
  async isRefused({ unitType, units, members }: OpenAttempt, isTooSmall: boolean): Promise<boolean> {
    // A refusal ends the run: where nothing outlasts it, there is no second attempt.
    if (!this.#snaps || this.#store === undefined || !this.#attempts.concerns(units)) return isTooSmall;
    const attempted = await members();
    if (attempted === undefined) return isTooSmall;
    const { isRefused, isContested, isNew } = this.#attempts.decide(attempted, isTooSmall);
    if (isNew) this.#store.append({ type: 'attempt', members: attempted, isRefused });
    if (isContested) this.suspect('contested-minimum', { unitType, set: attempted.counts });
    return isRefused;
  }

  /** Whether a model's sample lies near an earlier sample or population (rule DC-24). */
  async isNear(question: OpenMembers): Promise<boolean> {
    if (!this.#snaps) return false;
    const population = await question.membersOf('population');
    const selected = await question.membersOf('selected');
    if (population === undefined || selected === undefined) return false;
    const sets: PopulationSets = { population, selected };
    const { isNear, nearest, isNew } = this.#populations.isNear(sets, question.statement);
    if (isNew) this.#store?.append({ type: 'sample', members: selected, wasNear: isNear });
    const near = this.#nearEvent(question.unitType, nearest, leftOut);
    if (near !== undefined) this.#addNear(near, this.#ways.rows());
    return isNear;
  }

  /** Remembers a column. */
  rememberColumn(sketch: ColumnSketch): void {
    this.columns.add(sketch);
    this.#store?.append({ type: 'column', sketch });
  }

  #nearEvent(unitType: string, neighbour: Neighbour | undefined, share = 1): NearEvent | undefined {
    if (neighbour === undefined || !this.#score.isKept) return undefined;
    const { distance } = neighbour;
    const weight = share * weightOf(distance);
    if (weight === 0) return undefined;
    const units = [...neighbour.units()].sort((a, b) => a - b);
    const about = `near ${hashText(`${unitType} ${units.join(' ')}`)}`;
    return { event: { kind: 'population', reason: 'near-population', weight }, about, distance };
  }

  /**
   * The same units that make the difference count once, whatever they are added to or taken from. Whoever comes to a few of them
   * with other constants moves a threshold between two people: that is a step of a search, each time.
   *
   * @param searched the weight of such a step
   */
  #addNear({ event, about, distance }: NearEvent, way: string, searched = weightOf(1)): void {
    const step = `${about}${wayMark}${way}`;
    if (this.#scored.has(step)) return;
    const isFirst = !this.#scored.has(about);
    if (isFirst) this.#add(event, step);
    else if (distance <= this.#mostSearched) {
      this.#add({ ...event, weight: this.#isSearched(about, way) ? searched : otherForm }, step);
    }
  }

  /** Whether something was scored before that was come to with other constants. */
  #isSearched(about: string, way: string): boolean {
    return !this.#scored.has(`${about}${wayMark}${way}`) && this.#scored.has(`${about}${wayMark}${formOf(way)}`);
  }

  /** Remembers what has been scored: in the way that it was come to, and in any. */
  #noteScored(about: string): void {
    this.#scored.add(about);
    const mark = about.indexOf(wayMark);
    if (mark < 0) return;
    this.#scored.add(about.slice(0, mark));
    const form = about.slice(0, mark) + wayMark + formOf(about.slice(mark + wayMark.length));
    this.#scored.add(form);
    this.#steps.set(form, (this.#steps.get(form) ?? 0) + 1);
  }

  /** Something that looks like the search for one person; the same thing counts once. */
  suspect(suspicion: Suspicion, about?: { readonly unitType: string; readonly set: SetCounts }): void {
    const name = about === undefined ? undefined : `${suspicion} ${aboutSet(about.unitType, about.set)}`;
    this.#add({ kind: 'population', reason: suspicion, weight: suspicions[suspicion] }, name);
  }

  /** A table about a population: many of them on the same one are the raw material of averages. */
  countTable(unitType: string, set: SetCounts): void {
    if (!this.#score.isKept) return;
    const about = aboutSet(unitType, set);
    const tables = (this.#tables.get(about) ?? 0) + 1;
    this.#tables.set(about, tables);
    if (tables > ordinaryTables) this.suspect('many-tables');
  }

  /** Whether the user has got as many results of a kind as a day has (rule DC-33). */
  isSpentFor(kind: NodeKind): boolean {
    return this.#budget.isSpentFor(kind);
  }

  /** Counts a result against the budget, or what was refused instead. */
  count(kind: NodeKind, body: ReleasedBody): void {
    const use = this.#budget.count(kind, body);
    if (use !== undefined && this.#store?.account !== undefined) this.#store.append({ type: 'use', use });
  }

  /** Begins a result that shows cells; `undefined` where cells are not compared. */
  beginCells(): CellVisit | undefined {
    if (!this.comparesCells) return undefined;
    return this.#cells.begin({ reuses: this.#reusesCells, mostFew: this.#mostDivided });
  }

  /** Begins a result with counts that is no table of cells: a model, a status line. `undefined` where cells are not reused. */
  beginAside(): CellVisit | undefined {
    return this.#reusesCells ? this.#cells.begin({ reuses: true, mostFew: 0, isAside: true }) : undefined;
  }

  /** Ends it. Nothing is scored: samples of models are near one another wherever few have missing values. */
  endAside(visit: CellVisit, isReleased: boolean): void {
    for (const entry of visit.end(isReleased)) this.#store?.append(entry);
  }

  /** A number about one set of units alone, beside a result: the earlier one of a near set, or the present one, which is kept. */
  statistic(set: SetCounts, statistic: string, values: Uint32Array, compute: () => number): number {
    const visit = this.#reusesCells ? this.beginCells() : undefined;
    if (visit === undefined) return compute();
    const value = visit.statistic(set, statistic, values, compute);
    this.endCells(visit, true);
    return value;
  }

  /**
   * Ends it: a refused result leaves no cells (rule DC-29), but it does not go unnoticed. Cells of a few units that were asked about
   * before with other constants are as near to nobody as they are small.
   */
  endCells(visit: CellVisit, isReleased: boolean): void {
    if (isReleased) visit.nameFew(this.#mostSearched, this.#ways.cells);
    const { entries, near, again } = visit.findings;
    if (isReleased) {
      visit.keep();
      for (const entry of entries) this.#store?.append(entry);
      this.#noteDivision(visit);
      this.#noteColumns(visit);
    } else visit.drop();
    if (this.#reusesCells && isReleased) this.#notes = { ...this.#notes, reused: this.#notes.reused + near.length };
    const few = visit.fewBefore.filter(({ way }) => isMoved(way, this.#ways.cells()));
    // What has been noticed before counts again where it is come to with other constants.
    const moved = again.filter(({ cell }) => this.#isSearched(`cell ${nameOf(cell)}`, this.#ways.cells()));
    const apart = [...near, ...moved, ...few]
      .filter(({ distance }) => distance > 0)
      .sort((a, b) => a.distance - b.distance);
    const nearest = apart.find(({ cell, of = cell }) => Math.min(cell.units, of.units) > this.#mostHidden);
    // Many near cells at once are the rule where a table is repeated; one to three among others look like a search.
    if (nearest === undefined || apart.length > mostSuspiciousCells) return;
    const { cell, distance } = nearest;
    const weight = weightOf(few.some((one) => one.cell === cell) ? 1 : distance);
    const event: ScoreEvent = { kind: 'cell', reason: 'near-cell', weight };
    this.#addNear({ event, about: `cell ${nameOf(cell)}`, distance }, this.#ways.cells());
  }

  /**
   * A column that was changed for few of a group: whoever moves what changes it looks for their values (rule DC-32). Once that was
   * noticed, it is a step of the search, too, to find nobody's value changed; the first time it is what DC-06 c is about, and the next
   * ones weigh less than later ones. One and the same column counts once, about however many groups: it is one threshold, and what an
   * analysis with a cap on outliers asks for.
   */
  #noteColumns({ knownColumns }: CellVisit): void {
    const near = knownColumns.filter(({ distance }) => distance > 0).sort((a, b) => a.distance - b.distance);
    const aboutCell = (cell: SetCounts): string => `column ${nameOf(cell)}`;
    const columns = `columns ${this.#ways.columns()}`;
    if (near.length > mostSuspiciousCells) {
      this.#add({ kind: 'population', reason: 'near-column', weight: changedInMany }, columns);
      return;
    }
    const found = near[0] ?? knownColumns.find(({ cell }) => this.#scored.has(aboutCell(cell)));
    if (found === undefined || this.#scored.has(columns)) return;
    const { cell, distance } = found;
    const about = aboutCell(cell);
    const way = this.#ways.cells();
    const event: ScoreEvent = { kind: 'population', reason: 'near-column', weight: columnSteps[0] };
    const searched = columnSteps[this.#steps.get(about + wayMark + formOf(way)) ?? 0];
    this.#addNear({ event, about, distance }, way, searched);
    this.#rememberScored(columns, event);
  }

  /** Columns that a statement has looked at, whatever it is going to show of them. */
  noteColumns(columns: readonly ShownColumn[]): void {
    if (!this.comparesCells || !this.#score.isKept) return;
    const visit = this.#looked.begin({ reuses: false, mostFew: 0 });
    for (const { set, values } of columns) {
      // Cells that show nothing would only take the room of others.
      if (set.units >= this.#fewestShown) visit.statistic(set, '', values, () => 0);
    }
    visit.keep();
    for (const at of visit.findings.entries) this.#store?.append({ type: 'looked', at });
    this.#noteColumns(visit);
  }

  /** Remembers something as scored that adds nothing itself. */
  #rememberScored(about: string, { kind, reason }: ScoreEvent): void {
    if (this.#scored.has(about)) return;
    this.#noteScored(about);
    this.#store?.append({ type: 'score', event: { kind, reason, weight: 0 }, about, ...this.#whose });
  }

  /** The same few people, divided in ever new ways: what each table hides, all of them together tell (rule DC-32). */
  #noteDivision(visit: CellVisit): void {
    const units = unitsOfFew(visit.few);
    if (units.length === 0) return;
    const division = this.#ways.divisions();
    if (division === '') return;
    const unseen = this.#divisions.unseen(division, units);
    if (unseen.length === 0) return;
    const time = this.#store?.account?.now();
    const entry = { division, units: unseen, ...(time === undefined ? {} : { time }) };
    const isMany = this.#divisions.add(entry);
    this.#store?.append({ type: 'divided', ...entry });
    const event: ScoreEvent = { kind: 'cell', reason: 'divided-few', weight: weightOfDivision };
    if (isMany) this.#add(event, `divided ${division}`);
  }

  #add(event: ScoreEvent, about: string | undefined): void {
    if (!this.#score.isKept || event.weight === 0) return;
    if (about !== undefined) {
      if (this.#scored.has(about)) return;
      this.#noteScored(about);
    }
    const time = this.#store?.account?.now();
    this.#score.add(event, time);
    this.#store?.append({
      type: 'score',
      event,
      ...(about === undefined ? {} : { about }),
      ...(time === undefined ? {} : { time }),
      ...this.#whose,
    });
    const { reasons, added } = this.#notes;
    this.#notes = { ...this.#notes, reasons: [...reasons, event.reason], added: added + event.weight };
  }

  /** Whose score rises, where that is known. */
  get #whose(): { readonly user?: string } {
    const account = this.#store?.account;
    return account === undefined ? {} : { user: account.user };
  }

  /** Where the score stands. */
  get score(): ScoreState {
    return this.#score.stateAt(this.#store?.account?.now());
  }

  /** What has happened since the last time: it belongs to the next audit record. */
  takeNotes(): HistoryNotes {
    const notes = this.#notes;
    this.#notes = none;
    return notes;
  }
}

/** Names a question by the keyed sums of its sets; `undefined` where these do not tell rows of the same units apart. */
function keyOf({ unitType, population, selected }: OpenMembers): string | undefined {
  if (population.rows !== population.units) return undefined;
  return `${aboutSet(unitType, population)}|${selected === undefined ? '' : aboutSet(unitType, selected)}`;
}

/** Names a set by its keyed sums; rows of the same units have the same name where there are as many. */
function aboutSet(unitType: string, { units, rows, sumA, sumB }: SetCounts): string {
  return [unitType, units, rows, sumA, sumB].join(' ');
}

/** What is left of a way without the constants in it. */
function formOf(way: string): string {
  const end = way.indexOf(' ');
  return end < 0 ? way : way.slice(0, end);
}

/** Whether two ways are the same but for the constants in them. */
function isMoved(some: string, other: string): boolean {
  return some !== other && formOf(some) === formOf(other);
}
