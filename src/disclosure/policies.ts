import type { Json } from '../base/canonical-json.ts';
import { hashJson } from '../base/hash.ts';
import type { LocalText } from '../base/language.ts';
import { policyProblemTexts } from '../base/messages/policy-problems.ts';
import acro from './policies/acro.json' with { type: 'json' };
import acroRound from './policies/acro-round.json' with { type: 'json' };
import hardened from './policies/hardened.json' with { type: 'json' };
import literal from './policies/literal.json' with { type: 'json' };
import open from './policies/open.json' with { type: 'json' };
import order from './policies/order.json' with { type: 'json' };
import strict from './policies/strict.json' with { type: 'json' };
import type { Policy } from './policy.ts';
import { isPolicyData, policyProblems } from './policy-schema.ts';
import type { Stamp } from './released.ts';

/** What a databank declares its data to be. */
export type DataNature = Stamp['databanks'][number]['nature'];

/** Why a policy cannot be used. The code names a message; the rest are its parameters. */
export type PolicyProblem =
  | { readonly code: 'policy-unknown'; readonly policy: string; readonly known: readonly string[] }
  | { readonly code: 'policy-invalid'; readonly policy: string; readonly problems: readonly LocalText[] }
  | {
      readonly code: 'policy-below-floor';
      readonly policy: string;
      readonly minimum: string;
      readonly databank: string;
    }
  | { readonly code: 'policy-not-admitted'; readonly policy: string; readonly databank: string };

/** Rank by which a databank's minimum policy is compared. */
const rankOf = (id: string): number => order.strictnessOrder.indexOf(id);

/** Rank of a policy that the project does not ship: below every floor. */
const unranked = -1;

/** Policies that protect nothing, or only what the documentation says word for word: never for confidential data (rule DC-35). */
const onlyForOpenData: readonly string[] = ['open', 'literal'];

/** The policy that applies when none is asked for. */
const defaultPolicyId = 'strict';

/** The policy below which data that are neither synthetic nor public are not opened. */
const confidentialFloorId = 'hardened';

/**
 * Validates a policy given as data, works out its hash (over canonical JSON) and freezes it.
 *
 * @param data what a policy file holds
 * @returns the policy, or all its problems
 */
export function loadPolicy(data: unknown): { readonly policy: Policy } | { readonly problem: PolicyProblem } {
  const json = data as Json;
  if (!isPolicyData(data)) {
    return { problem: { code: 'policy-invalid', policy: nameOf(data), problems: policyProblems(data) } };
  }
  const hash = hashJson(json);
  const own = policies.get(data.id);
  if (own !== undefined && own.hash !== hash) {
    // Reports name a policy by its id: a changed file must not pass for the one that the project ships.
    const problems = [policyProblemTexts.nameTaken(data.id)];
    return { problem: { code: 'policy-invalid', policy: data.id, problems } };
  }
  const strictness = own === undefined ? unranked : own.strictness;
  return { policy: deepFreeze({ ...data, hash, strictness }) };
}

const policies: ReadonlyMap<string, Policy> = new Map(
  [strict, hardened, literal, acro, acroRound, open].map((data: unknown) => {
    const json = data as Json;
    if (!isPolicyData(data)) throw new Error(`the policy ${nameOf(data)} that comes along is invalid`);
    return [data.id, deepFreeze({ ...data, hash: hashJson(json), strictness: rankOf(data.id) })];
  }),
);

/** Ids of the policies that the project ships, laxest first. */
export const policyIds: readonly string[] = order.strictnessOrder;

/** The shipped policy with this id. */
export function policyById(id: string): Policy | undefined {
  return policies.get(id);
}

/** A databank as far as the choice of a policy needs it. */
export interface PolicyDatabank {
  readonly databank: string;
  readonly nature: DataNature;
  /** The manifest's own floor, if it states one. */
  readonly minimumPolicy?: string;
}

/**
 * The policy for a run over these databanks: the one asked for, or else the default raised to the strictest floor.
 *
 * @param asked id of a shipped policy, or a loaded one; `undefined` when the operator named none
 * @returns the policy, or why it is not admitted: weaker than a databank's floor, or one that is only for open data
 */
export function choosePolicy(
  asked: string | Policy | undefined,
  databanks: readonly PolicyDatabank[],
): { readonly policy: Policy } | { readonly problem: PolicyProblem } {
  const named = typeof asked === 'string' ? policyById(asked) : asked;
  if (named === undefined && typeof asked === 'string') {
    return { problem: { code: 'policy-unknown', policy: asked, known: policyIds } };
  }
  let policy = named ?? shipped(defaultPolicyId);
  for (const bank of databanks) {
    const floorId = floorOf(bank);
    if (floorId === undefined) continue;
    const floor = policyById(floorId);
    if (floor === undefined) return { problem: { code: 'policy-unknown', policy: floorId, known: policyIds } };
    if (policy.strictness >= floor.strictness) continue;
    if (named !== undefined) {
      return { problem: { code: 'policy-below-floor', policy: policy.id, minimum: floor.id, databank: bank.databank } };
    }
    policy = floor;
  }
  const unfit = databanks.find((bank) => !isAdmitted(policy, bank.nature));
  if (unfit !== undefined) {
    return { problem: { code: 'policy-not-admitted', policy: policy.id, databank: unfit.databank } };
  }
  return { policy };
}

/** Whether a policy may be applied to data of this nature at all. */
export function isAdmitted(policy: Policy, nature: DataNature): boolean {
  if (nature !== 'confidential') return true;
  return !onlyForOpenData.includes(policy.id) && policy.counts.mode !== 'exact';
}

function floorOf(bank: PolicyDatabank): string | undefined {
  if (bank.minimumPolicy !== undefined) return bank.minimumPolicy;
  return bank.nature === 'confidential' ? confidentialFloorId : undefined;
}

function shipped(id: string): Policy {
  const policy = policies.get(id);
  if (policy === undefined) throw new Error(`the project ships no policy ${id}`);
  return policy;
}

function nameOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('id' in data)) return '?';
  return typeof data.id === 'string' ? data.id : '?';
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member as object);
  }
  return Object.freeze(value);
}
