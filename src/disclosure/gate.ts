import { hasMembers } from '../base/members.ts';
import type { RefusalCode } from '../base/messages/refusals.ts';
import { type RuleCode, ruleOf } from '../base/messages/rules.ts';
import type { OpenAttempt, OpenMembers } from './history/keeper.ts';
import type { ExactNodeOf, ExactNodes, NodeKind, ReleasedBodies, SetCounts, SetRef } from './nodes.ts';
import type { AuditedRule, EditDecision, EditQuestion, MembersQuestion, ModelQuestion } from './protection.ts';
import { releaseBoxes } from './release/box.ts';
import { releaseCoefficients } from './release/coefficients.ts';
import { releaseCountTable } from './release/count-table.ts';
import { releaseDistribution } from './release/distribution.ts';
import { releaseDocument } from './release/document.ts';
import { releaseFlow } from './release/flow.ts';
import { releaseHexagons } from './release/hex.ts';
import { releaseMatrix } from './release/matrix.ts';
import { releaseMessage } from './release/message.ts';
import { releaseMetadata } from './release/metadata.ts';
import { releaseModel } from './release/model.ts';
import { releaseSummary } from './release/summary.ts';
import { releaseTests } from './release/test.ts';
import { releaseVariance } from './release/variance.ts';
import { releaseVolumeTable } from './release/volume-table.ts';
import type { RefusalBody, ReleasedBody, Stamp } from './released.ts';
import type { Rules } from './rules/context.ts';
import { countOrZero, releaseRows } from './rules/counts.ts';
import { decideEdit, decideRows, minimumEdit, modelRefusal, populationRefusal } from './rules/thresholds.ts';

/**
 * The gate: the only code that takes an exact value out of its box, and the only code that makes a released result. Both
 * are classes with private fields, of which only the types leave this module. Rules get the opener as an argument.
 */

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** Holds an exact value; nothing outside the disclosure rules can take it out. */
class SecretBox<T> {
  readonly #value: T;
  constructor(value: T) {
    this.#value = value;
  }
  static open<T>(box: SecretBox<T>): T {
    return box.#value;
  }
  toJSON(): never {
    throw new Error('an exact value reached a serialiser');
  }
  toString(): never {
    throw new Error('an exact value reached a text');
  }
  valueOf(): never {
    throw new Error('an exact value reached arithmetic');
  }
  [Symbol.toPrimitive](): never {
    throw new Error('an exact value reached a conversion');
  }
  /** Debuggers and test reporters print this; it is a fixed text rather than an exception, so that they survive. */
  [inspect](): string {
    return '[exact value]';
  }
}

/** A result that has passed disclosure control. */
class ReleasedResult<B> {
  readonly #sealed = true;
  readonly body: B;
  readonly stamp: Stamp;
  /** Id of the audit record. */
  readonly audit: string;
  /** Rules that acted on the result: which ones follows from its kind, never from data. */
  readonly rules: readonly RuleCode[];
  constructor(body: B, stamp: Stamp, audit: string, rules: readonly RuleCode[]) {
    this.body = deepFreeze(body);
    this.stamp = deepFreeze(stamp);
    this.audit = audit;
    this.rules = deepFreeze(rules);
    Object.freeze(this);
  }
  static has(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #sealed in value && value.#sealed;
  }
}

/** An exact value in its box. */
export type Secret<T> = SecretBox<T>;
/** A result that renderers, exporters and records accept. */
export type Released<B> = ReleasedResult<B>;
/** Takes an exact value out of its box; handed to rules, never exported. */
export type Open = <T>(secret: Secret<T>) => T;

/** What the rules make of a node: a body or a refusal, and for the audit what they did. */
export interface Judgement<B> {
  readonly body: B | RefusalBody;
  readonly rules: readonly AuditedRule[];
}

/** The rules of one kind of node. */
export type Releaser<K extends NodeKind> = (
  node: ExactNodes[K],
  open: Open,
  rules: Rules,
) => Judgement<ReleasedBodies[K]>;

/** Total: a new kind of node does not compile without its rules. */
export type ReleaserTable = { readonly [K in NodeKind]: Releaser<K> };

const releasers: ReleaserTable = {
  message: releaseMessage,
  countTable: releaseCountTable,
  volumeTable: releaseVolumeTable,
  summary: releaseSummary,
  matrix: releaseMatrix,
  test: releaseTests,
  distribution: releaseDistribution,
  flow: releaseFlow,
  box: releaseBoxes,
  hex: releaseHexagons,
  model: releaseModel,
  variance: releaseVariance,
  coefficients: releaseCoefficients,
  metadata: releaseMetadata,
  document: releaseDocument,
};

const open: Open = (box) => SecretBox.open(box);

/** Boxes an exact value. */
export function secret<T>(value: T): Secret<T> {
  return new SecretBox(value);
}

/** Whether a value came out of the gate; a look-alike, a copy and a node after `structuredClone` did not. */
export function isReleased(value: unknown): value is Released<ReleasedBody> {
  return ReleasedResult.has(value);
}

/**
 * For renderers and exporters: stops anything that did not come out of the gate.
 *
 * @throws Error when it did not: a bug of ours, never a user's mistake
 */
export function assertReleased(value: unknown): asserts value is Released<ReleasedBody> {
  if (!isReleased(value)) throw new Error('a result that did not pass disclosure control reached a reader');
}

/** Applies the rules of the node's kind. For the disclosure session, which adds stamp and audit. */
export function judge<K extends NodeKind>(node: ExactNodeOf<K>, rules: Rules): Judgement<ReleasedBodies[K]> {
  const releaser = releasers[node.kind];
  return releaser(node, open, rules);
}

/** Seals a judged body. For the disclosure session. */
export function seal<B extends ReleasedBody>(
  judgement: Judgement<B>,
  stamp: Stamp,
  audit: string,
): Released<B | RefusalBody> {
  const codes = judgement.rules.map(({ id }) => ruleOf(id)).filter((rule) => rule !== undefined);
  return new ReleasedResult(judgement.body, stamp, audit, [...new Set(codes)]);
}

/** DC-06 for a change of values. For the disclosure session. */
export function judgeEdit(question: EditQuestion, rules: Rules): EditDecision {
  return decideEdit(rules, open(question.selected.counts), unitsBeyond(question));
}

/** DC-06, DC-27 and DC-01 for rows. For the disclosure session. */
export function judgeRows(question: EditQuestion, rules: Rules): EditDecision {
  const population = open(question.population.counts);
  const beyond = unitsBeyond(question);
  return decideRows(rules, population, open(question.selected.counts), beyond, question.bySampling === true);
}

/** How many units have a row that is not selected. */
function unitsBeyond({ population, selected, others }: EditQuestion): number {
  return others === undefined ? open(population.counts).units - open(selected.counts).units : open(others.counts).units;
}

/** DC-01. For the disclosure session. */
export function judgePopulation(population: SetRef, rules: Rules): RefusalCode | undefined {
  return populationRefusal(rules, open(population.counts));
}

/** Asks the history of attempts (DC-01) with the question out of its boxes. For the disclosure session. */
export async function judgeAttempt<T>(
  { selected, attempt }: EditQuestion,
  ask: (opened: OpenAttempt) => Promise<T>,
): Promise<T> {
  return ask({
    unitType: selected.unitType,
    units: open(selected.counts).units,
    members: async () => {
      const boxed = await attempt?.();
      return boxed === undefined ? undefined : open(boxed);
    },
  });
}

/** Asks the history of populations (DC-30, DC-24) with the question out of its boxes. For the disclosure session. */
export function judgeMembers<T>(question: MembersQuestion, ask: (opened: OpenMembers) => Promise<T>): Promise<T> {
  const { statement, population, selected, members } = question;
  return ask({
    statement,
    unitType: population.unitType,
    population: open(population.counts),
    selected: selected === undefined ? undefined : open(selected.counts),
    membersOf: async (which) => {
      const boxed = await members[which]();
      return boxed === undefined ? undefined : open(boxed);
    },
  });
}

/** Tells the history (DC-32) of a set. For the disclosure session. */
export function judgeSuspicion(set: SetRef, tell: (unitType: string, set: SetCounts) => void): void {
  tell(set.unitType, open(set.counts));
}

/** DC-20 and DC-21 for residuals. For the disclosure session. */
export function judgeModelSample(question: ModelQuestion, rules: Rules): 'DC-20' | 'DC-21o' | undefined {
  const { sample, parameters, residualDegreesOfFreedom, outcomes = [], residualShare } = question;
  const classes = outcomes.map((outcome) => open(outcome.counts));
  return modelRefusal(rules, open(sample.counts), parameters, residualDegreesOfFreedom, classes, residualShare);
}

/** m of rule DC-06. For the disclosure session. */
export function judgeMinimumEdit(selected: SetRef, rules: Rules): number {
  return minimumEdit(rules, open(selected.counts));
}

/** DC-03 for a set whose released size a rule needs before release. For the disclosure session. */
export function judgeCount(set: SetRef, rules: Rules): number {
  return countOrZero(releaseRows(rules, open(set.counts)));
}

/* Results of tables have thousands of small members: this is gone through without lists of them. */
function deepFreeze<T>(value: T): T {
  if (hasMembers(value) && !Object.isFrozen(value)) {
    Object.freeze(value);
    if (Array.isArray(value)) for (const member of value) deepFreeze<unknown>(member);
    else for (const key in value) deepFreeze(value[key]);
  }
  return value;
}
