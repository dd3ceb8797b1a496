import type { LocalText } from '../base/language.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { Account } from './account.ts';
import type { Program } from './program.ts';
import type { Random } from './random.ts';
import type { Scene, Target } from './scene.ts';
import type { ShippedPolicy } from './services.ts';
import type { Change } from './worlds.ts';

/** What an attack plays on: one secret, one target, one account or more. */
export interface Stage {
  readonly scene: Scene;
  readonly target: Target;
  /** Nine others of whom the attacker knows everything; none of them has the property. */
  readonly friends: readonly Target[];
  readonly random: Random;
  readonly program: Program;
  /** Where the databank lies, for attacks that run the whole program. */
  readonly folder: string;
  /** The policy, which is public. */
  readonly policy: Policy;
  /** The first account. */
  readonly account: Account;
  /** Another account of somebody who colludes. */
  readonly anotherAccount: () => Account;
  /** Whether the target has the property in this world. For judging only: guesses are made without it. */
  readonly hasProperty: boolean;
}

/** How one run of an attack ended. */
export interface Outcome {
  readonly success: boolean;
  /** The probability of success of whoever guesses without asking. */
  readonly chance: number;
}

/** What an attack is allowed to gain under a policy. */
export interface Limit {
  /** Largest advantage that is no failure of the rules. */
  readonly most: number;
  /** Queries after which an operator must have been told, where the attack is a known risk. */
  readonly flaggedWithin?: number;
  /** Queries after which the program must have stopped answering. */
  readonly blockedWithin?: number;
}

/** Why an attack cannot gain anything, or how much it may. `measured` is reported, and judged by nobody. */
export type Allowed = Limit | 'measured';

/** What attacks have in common. */
interface AttackFacts {
  /** `A05`, and a letter where it has several forms; own ones are called `B01` and on. */
  readonly id: string;
  readonly title: LocalText;
  readonly allowed: Readonly<Record<ShippedPolicy, Allowed>>;
  /** Where histories are as short as a script, the attack is reported beside, too. */
  readonly dependsOnHistory?: true;
  /** Needs what only SDCPOP-1 has. Others can be run against any databank. */
  readonly onlySdc?: true;
  /** How many times fewer runs it gets, because one takes long; below 1 more of them, because the limit is near. */
  readonly costs?: number;
}

/**
 * An attack that compares two worlds, which differ in the target's property only: anything that differs is a success.
 */
export interface WorldAttack extends AttackFacts {
  readonly type: 'worlds';
  /** Scripts that one account runs one after the other; they must be the same in both worlds. */
  readonly scripts: (stage: Stage) => readonly string[];
  /** What the worlds differ in, where it is not the target's property. */
  readonly worlds?: (stage: Pick<Stage, 'scene' | 'target'>) => readonly [readonly Change[], readonly Change[]];
  /** Compares every file format in each run, not only now and then. */
  readonly everyFormat?: true;
}

/** An attack that guesses: a bit, a value, a count, or a text that must never appear. */
export interface GuessAttack extends AttackFacts {
  readonly type: 'guess';
  /** Whether the target's property is drawn by a fair coin, or the data stay as they are. */
  readonly about: 'bit' | 'data';
  readonly play: (stage: Stage) => Promise<Outcome>;
}

/** One attack of the suite. */
export type Attack = WorldAttack | GuessAttack;
