import type { Json } from '../base/canonical-json.ts';
import { hashJson } from '../base/hash.ts';
import type { RefusalCode } from '../base/messages/refusals.ts';
import {
  type Judgement,
  judge,
  judgeAttempt,
  judgeCount,
  judgeEdit,
  judgeMembers,
  judgeMinimumEdit,
  judgeModelSample,
  judgePopulation,
  judgeRows,
  judgeSuspicion,
  type Released,
  seal,
} from './gate.ts';
import type { ColumnSketch } from './history/columns.ts';
import { HistoryKeeper } from './history/keeper.ts';
import type { PopulationAnswer } from './history/populations.ts';
import type { ScoreState, Suspicion } from './history/score.ts';
import type { HistoryStore } from './history/store.ts';
import { asOrder, sampleKeyHalves } from './keys/cell-key.ts';
import { type DisclosureKeys, deriveKeys } from './keys/disclosure-keys.ts';
import { groupKeysOf, recordKeysOf } from './keys/record-keys.ts';
import { textPrintsOf } from './keys/text-prints.ts';
import type { AnyExactNode, ExactNodeOf, HexGrid, NodeKind, ReleasedBodies, SetCounts, SetRef } from './nodes.ts';
import { findPerturbationTable } from './perturbation-table.ts';
import { isAdmitted } from './policies.ts';
import type { Policy } from './policy.ts';
import type {
  AuditRecord,
  DisclosureSession,
  EditDecision,
  EditQuestion,
  GroupCells,
  GroupStatistic,
  HexRequest,
  HistogramEdges,
  HistogramRequest,
  MembersQuestion,
  ModelQuestion,
  Origin,
  PercentileSet,
  RecordKeys,
  ReleaseContext,
  ShownColumn,
  WaysOfAsking,
} from './protection.ts';
import { refused } from './release/refusal.ts';
import type { RefusalBody, ReleasedBody, Stamp, StatisticKey } from './released.ts';
import type { Rules } from './rules/context.ts';
import { groupPercentileRanks, groupPercentiles, protectGroups } from './rules/derived-groups.ts';
import { hexGrid } from './rules/hexagons.ts';
import { histogramEdges } from './rules/histogram.ts';
import { signKey } from './rules/magnitudes.ts';
import { noisedPercentile, noisedPercentileRanks } from './rules/percentile-noise.ts';
import { percentileName, percentilesOf } from './rules/statistics.ts';
import { absentLevels, unsupportedColumns } from './rules/thresholds.ts';
import type { UnitType } from './units.ts';

/** What a run's disclosure control is opened with. */
export interface DisclosureOptions {
  readonly policy: Policy;
  /** The databank's 32 random bytes. There is no default: a missing secret is the caller's refusal to start. */
  readonly secret: Uint8Array;
  /** Which data, and who holds them. The rest of the stamp comes from the policy. */
  readonly stamp: Pick<Stamp, 'databanks' | 'trust'>;
  /** Called with every audit record as it is written. */
  readonly audit?: (record: AuditRecord) => void;
  /** A confidential cache of record keys, if the caller keeps one. */
  readonly recordKeyCache?: RecordKeyCache;
  /** What earlier runs have asked about, where the history is wider than a run. */
  readonly history?: HistoryStore;
}

/** Where derived record keys may be kept between runs; as confidential as the secret. */
export interface RecordKeyCache {
  read(universe: UnitType): Promise<RecordKeys | undefined>;
  write(universe: UnitType, keys: RecordKeys): Promise<void>;
}

/**
 * Opens disclosure control for one run under one policy.
 *
 * @throws Error when the policy must not be applied to data of this nature, or the secret is not one: callers ask
 *         `choosePolicy` first, which answers a user's mistake as a value
 */
export function openDisclosureSession(options: DisclosureOptions): DisclosureSession {
  return new Session(options);
}

/** Kinds of node that say nothing about units but released counts of status lines: a blocked author still gets them. */
const wordless = ['message', 'metadata', 'document'] as const satisfies readonly NodeKind[];

/** Kinds of node whose cells are compared with those of earlier results (rule DC-31). */
const comparing: ReadonlySet<NodeKind> = new Set([
  'countTable',
  'volumeTable',
  'summary',
  'distribution',
  'flow',
  'box',
  'hex',
]);

/** Kinds of node whose statistics are compared at their release, with the values that they are made of. */
const comparingValues: ReadonlySet<NodeKind> = new Set(['volumeTable', 'summary', 'box']);

/**
 * Whether the values that a result is made of are compared with earlier ones when it is released (rules DC-31, DC-32). Of all other
 * results, whatever their kind, the columns are noted that were looked at for them.
 */
export function comparesValues(node: AnyExactNode): boolean {
  return comparingValues.has(node.kind) && !isInterval(node);
}

/** Intervals of means are left to the comparison of populations and of columns. */
function isInterval(node: { readonly kind: NodeKind }): boolean {
  return node.kind === 'summary' && 'level' in node;
}

/** What was asked for where an executor refuses before there is a node. Changes of data are no results. */
const refusedKinds: Readonly<Partial<Record<RefusalCode, NodeKind>>> = {
  'DC-05': 'countTable',
  'DC-07': 'summary',
  'DC-20': 'model',
  'DC-21o': 'model',
  'DC-24': 'model',
};

class Session implements DisclosureSession {
  readonly policy: Policy;
  readonly #keys: DisclosureKeys;
  readonly #rules: Rules;
  readonly #stamp: Stamp;
  readonly #records: AuditRecord[] = [];
  readonly #report: ((record: AuditRecord) => void) | undefined;
  readonly #cache: RecordKeyCache | undefined;
  readonly #universes = new Map<string, Promise<RecordKeys>>();
  readonly #history: HistoryKeeper;

  constructor({ policy, secret, stamp, audit, recordKeyCache, history }: DisclosureOptions) {
    const unfit = stamp.databanks.find((bank) => !isAdmitted(policy, bank.nature));
    if (unfit !== undefined) throw new Error(`policy ${policy.id} is not admitted for ${unfit.databank}`);
    const table = findPerturbationTable(policy.counts.ptable);
    if (table === undefined) throw new Error(`there is no perturbation table ${policy.counts.ptable}`);
    this.policy = policy;
    this.#keys = deriveKeys(secret);
    this.#rules = { policy, keys: this.#keys, table };
    this.#stamp = {
      policy: policy.id,
      policyVersion: policy.version,
      policyHash: policy.hash,
      databanks: stamp.databanks,
      trust: stamp.trust,
    };
    this.#report = audit;
    this.#cache = recordKeyCache;
    this.#history = new HistoryKeeper(policy, history);
  }

  begin(ways: WaysOfAsking): void {
    this.#history.begin(ways);
  }

  recordKeys(universe: UnitType): Promise<RecordKeys> {
    const name = `${universe.unitType} ${universe.contentHash}`;
    const known = this.#universes.get(name);
    if (known !== undefined) return known;
    const made = this.#makeRecordKeys(universe);
    this.#universes.set(name, made);
    return made;
  }

  async #makeRecordKeys(universe: UnitType): Promise<RecordKeys> {
    const cached = await this.#cache?.read(universe);
    if (cached !== undefined) return cached;
    const keys = recordKeysOf(universe, this.#keys);
    await this.#cache?.write(universe, keys);
    return keys;
  }

  groupKeys(origin: string, values: readonly (string | number | null)[]): RecordKeys {
    return groupKeysOf(origin, values, this.#keys);
  }

  resolveEdit(question: EditQuestion): EditDecision {
    const decision = judgeEdit(question, this.#rules);
    if (decision.type === 'none' || decision.type === 'all') this.#suspectEdit(question);
    return decision;
  }

  resolveRows(question: EditQuestion): EditDecision {
    const decision = judgeRows(question, this.#rules);
    if (decision.type === 'all') this.#suspectEdit(question);
    if (decision.type === 'refused' && decision.rule === 'DC-01') this.suspect('small-population', question.selected);
    return decision;
  }

  async resolveAttempt(question: EditQuestion, decision: EditDecision): Promise<EditDecision> {
    if (this.#history.score.isBlocked) return { type: 'refused', rule: 'DC-32' };
    if (decision.type === 'refused' && decision.rule !== 'DC-01') return decision;
    const isTooSmall = decision.type === 'refused';
    const isRefused = await judgeAttempt(question, (opened) => this.#history.isRefused(opened, isTooSmall));
    return isRefused ? { type: 'refused', rule: 'DC-01' } : decision;
  }

  /** An edit that was taken for none, or for one of all units, although it was not quite that. */
  #suspectEdit({ population, selected }: EditQuestion): void {
    judgeSuspicion(population, (unitType, all) => {
      judgeSuspicion(selected, (_, set) => {
        if (set.units > 0 && set.units < all.units) this.#history.suspect('few-edited', { unitType, set });
      });
    });
  }

  resolveMembers(question: MembersQuestion): Promise<PopulationAnswer> {
    return judgeMembers(question, (opened) => this.#history.resolve(opened));
  }

  isNearEarlier(question: MembersQuestion): Promise<boolean> {
    return judgeMembers(question, (opened) => this.#history.isNear(opened));
  }

  noteColumns(columns: readonly ShownColumn[]): void {
    this.#history.noteColumns(columns);
  }

  suspect(suspicion: Suspicion, about?: SetRef): void {
    if (about === undefined) this.#history.suspect(suspicion);
    else judgeSuspicion(about, (unitType, set) => this.#history.suspect(suspicion, { unitType, set }));
  }

  get comparesCells(): boolean {
    return this.#history.comparesCells;
  }

  get comparesColumns(): boolean {
    return this.policy.edit.nearEqualColumns === 'ledger';
  }

  earlierColumns(place: string): readonly ColumnSketch[] {
    return this.#history.columns.at(place);
  }

  rememberColumn(sketch: ColumnSketch): void {
    this.#history.rememberColumn(sketch);
  }

  textPrints(texts: readonly string[]): { readonly low: Int32Array; readonly high: Int32Array } {
    return textPrintsOf(texts, this.#keys.column);
  }

  score(): ScoreState {
    return this.#history.score;
  }

  minimumEdit(selected: SetRef): number {
    return judgeMinimumEdit(selected, this.#rules);
  }

  resolvePopulation({
    population,
    origins,
  }: Pick<EditQuestion, 'population' | 'origins'>): { readonly refused: RefusalCode } | undefined {
    const isHarmless = ({ isPublic, isPseudonymised }: Origin): boolean => isPublic && !isPseudonymised;
    return origins !== undefined && origins.length > 0 && origins.every(isHarmless)
      ? undefined
      : asRefusal(judgePopulation(population, this.#rules));
  }

  resolveModelSample(question: ModelQuestion): { readonly refused: 'DC-20' | 'DC-21o' } | undefined {
    const refused = judgeModelSample(question, this.#rules);
    for (let column = 0; column < (question.unsupported ?? 0); column++) this.suspect('column-removed');
    if (refused === 'DC-21o') this.suspect('dominated-model');
    return refused === undefined ? undefined : { refused };
  }

  absentLevels(unitsPerLevel: Float64Array): Uint8Array {
    return absentLevels(this.#rules, unitsPerLevel);
  }

  unsupportedColumns(leadingShares: Float64Array): Uint8Array {
    return unsupportedColumns(this.#rules, leadingShares);
  }

  signKeys(
    units: Float64Array,
    sumA: Uint32Array,
    sumB: Uint32Array,
  ): { readonly lo: Uint32Array; readonly hi: Uint32Array } {
    const lo = new Uint32Array(units.length);
    const hi = new Uint32Array(units.length);
    for (let cell = 0; cell < units.length; cell++) {
      const key = signKey(this.#rules, { units: units[cell]!, rows: 0, sumA: sumA[cell]!, sumB: sumB[cell]! });
      lo[cell] = key.lo;
      hi[cell] = key.hi;
    }
    return { lo, hi };
  }

  percentileRanks(n: number, p: number, most?: number): { readonly from: number; readonly to: number } {
    return noisedPercentileRanks(this.policy, n, p, most);
  }

  percentile(valid: SetCounts, p: number, from: number, values: Float64Array, most?: number): number {
    return noisedPercentile(this.#rules, valid, p, from, values, most);
  }

  axisEnd({ valid, prints }: PercentileSet, p: number, from: number, values: Float64Array, most?: number): number {
    const compute = (): number => this.percentile(valid, p, from, values, most);
    if (prints === undefined) return compute();
    return this.#history.statistic({ ...valid, print: prints.units }, percentileName(p), prints.values, compute);
  }

  percentilesOf(statistics: readonly StatisticKey[]): readonly number[] {
    return percentilesOf(this.policy, statistics);
  }

  histogramEdges(request: HistogramRequest): HistogramEdges {
    return histogramEdges(this.#rules, request);
  }

  hexGrid(request: HexRequest): HexGrid {
    return hexGrid(this.#rules, request);
  }

  protectGroups(statistic: GroupStatistic, groups: GroupCells): Float64Array {
    return protectGroups(this.#rules, statistic, groups);
  }

  groupPercentiles(statistic: GroupStatistic): readonly number[] {
    return groupPercentiles(this.#rules, statistic);
  }

  groupPercentileRanks(n: number, p: number, most?: number): { readonly from: number; readonly to: number } {
    return groupPercentileRanks(this.#rules, n, p, most);
  }

  sampleKeys(seed: number, keys: RecordKeys, units: Int32Array, rowNumbers?: Int32Array): Float64Array {
    const order = new Float64Array(units.length);
    const result = { lo: 0, hi: 0 };
    for (let row = 0; row < units.length; row++) {
      const unit = units[row]!;
      const a = unit < 0 ? 0 : keys.a[unit]!;
      const b = unit < 0 ? 0 : keys.b[unit]!;
      sampleKeyHalves(this.#keys.sample, seed, a, b, rowNumbers?.[row] ?? 0, result);
      order[row] = asOrder(result);
    }
    return order;
  }

  releasedCount(set: SetRef): number {
    return judgeCount(set, this.#rules);
  }

  release<K extends NodeKind>(
    node: ExactNodeOf<K>,
    context: ReleaseContext,
  ): Released<ReleasedBodies[K] | RefusalBody> {
    const speaksOfUnits = !(wordless as readonly NodeKind[]).includes(node.kind);
    if (speaksOfUnits && this.#history.score.isBlocked) return this.#withhold(node.kind, 'DC-32', context);
    if (this.#history.isSpentFor(node.kind)) return this.#withhold(node.kind, 'DC-33', context);
    if ('population' in node && (node.kind === 'countTable' || node.kind === 'volumeTable'))
      judgeSuspicion(node.population, (unitType, set) => this.#history.countTable(unitType, set));
    if (!comparing.has(node.kind) || isInterval(node)) return this.#releaseAside(node, context);
    const cells = this.#history.beginCells();
    const judgement = judge(node, cells === undefined ? this.#rules : { ...this.#rules, cells });
    this.#history.count(node.kind, judgement.body);
    if (cells === undefined) return this.#seal(node.kind, judgement, context);
    const isReleased = judgement.body.type !== 'refusal';
    this.#history.endCells(cells, isReleased);
    const compared: Judgement<ReleasedBodies[K]> =
      cells.reuses && isReleased ? { ...judgement, rules: [...judgement.rules, { id: 'DC-31' }] } : judgement;
    return this.#seal(node.kind, compared, context);
  }

  /** A result that is no table of cells: where these are reused, the sets that it counts take the numbers of cells that they are near. */
  #releaseAside<K extends NodeKind>(
    node: ExactNodeOf<K>,
    context: ReleaseContext,
  ): Released<ReleasedBodies[K] | RefusalBody> {
    const aside = this.#history.beginAside();
    const beside = aside === undefined ? {} : { aside, ...(isInterval(node) ? { cells: aside } : {}) };
    const judgement = judge(node, { ...this.#rules, ...beside });
    this.#history.count(node.kind, judgement.body);
    if (aside !== undefined) this.#history.endAside(aside, judgement.body.type !== 'refusal');
    return this.#seal(node.kind, judgement, context);
  }

  /** Refuses a result whatever is in it; whoever asks for it has asked (rule DC-33). */
  #withhold(kind: NodeKind, rule: 'DC-32' | 'DC-33', context: ReleaseContext): Released<RefusalBody> {
    const judgement = refused(context.command, rule);
    this.#history.count(kind, judgement.body);
    return this.#seal('refusal', judgement, context);
  }

  refuse(command: string, rule: RefusalCode, context: ReleaseContext): Released<RefusalBody> {
    const kind = refusedKinds[rule];
    if (kind !== undefined) this.#history.count(kind, refused(command, rule).body);
    return this.#seal('refusal', refused(command, rule), context);
  }

  audit(): readonly AuditRecord[] {
    return [...this.#records];
  }

  #seal<B extends ReleasedBody>(
    node: AuditRecord['node'],
    judgement: Judgement<B>,
    context: ReleaseContext,
  ): Released<B | RefusalBody> {
    const audit = `a-${String(this.#records.length + 1).padStart(6, '0')}`;
    const body = withMinimum(judgement.body, this.policy);
    const { populations, reasons, added, reused } = this.#history.takeNotes();
    const { isFlagged, isBlocked } = this.#history.score;
    const flags = [...(isFlagged ? (['flag'] as const) : []), ...(isBlocked ? (['block'] as const) : [])];
    const record: AuditRecord = {
      audit,
      statement: context.statement,
      ...(context.iteration === undefined ? {} : { iteration: context.iteration }),
      command: context.command,
      policy: `${this.policy.id}@${this.policy.version}`,
      policyHash: this.policy.hash,
      node,
      outcome: body.type === 'refusal' ? 'refused' : 'released',
      rules: judgement.rules,
      bodyHash: hashJson(plain(body)),
      ...(populations.length === 0 ? {} : { populations }),
      ...(reasons.length === 0 ? {} : { score: { added, reasons } }),
      ...(reused === 0 ? {} : { reused }),
      ...(flags.length === 0 ? {} : { flags }),
    };
    this.#records.push(record);
    this.#report?.(record);
    return seal({ ...judgement, body }, this.#stamp, audit);
  }
}

/** A refusal with the policy's threshold that its sentence names. */
function withMinimum<B extends ReleasedBody>(body: B | RefusalBody, policy: Policy): B | RefusalBody {
  if (body.type !== 'refusal' || body.minimum !== undefined) return body;
  const minimum = thresholdOf(body.rule, policy);
  return minimum === undefined ? body : { ...body, minimum };
}

function thresholdOf(rule: RefusalCode, policy: Policy): number | undefined {
  switch (rule) {
    case 'DC-01':
      return policy.population.min;
    case 'DC-06':
      return policy.edit.min;
    case 'DC-07':
      return policy.descriptive.minUnits;
    default:
      return undefined;
  }
}

function asRefusal(rule: RefusalCode | undefined): { readonly refused: RefusalCode } | undefined {
  return rule === undefined ? undefined : { refused: rule };
}

/** A body is plain data by its type, which the compiler cannot see through interfaces. */
function plain(body: unknown): Json {
  return body as Json;
}
