import type { DatabankLibrary } from '../metadata/library.ts';
import { Account, AttackError } from './account.ts';
import type { Attack, Outcome, Stage } from './attack.ts';
import type { Memory, Program, Shown } from './program.ts';
import { randomStream, someOf } from './random.ts';
import type { Scene } from './scene.ts';
import type { Service } from './services.ts';
import { type Change, secretOf, worldLibrary } from './worlds.ts';

/** What runs of attacks need. */
export interface Theatre {
  readonly program: Program;
  readonly library: DatabankLibrary;
  readonly scene: Scene;
  /** Where the databank lies. */
  readonly folder: string;
  /** Names all secrets, targets and coins. */
  readonly seed: string;
}

/** What one run of an attack came to. */
export interface RunOutcome extends Outcome {
  readonly queries: number;
  readonly flaggedAt?: number;
  readonly blockedAt?: number;
  /** In attacks on the property: whether the target has it. Otherwise the questions are about the same people: none differ. */
  readonly hasProperty?: boolean;
}

/** Files are functions of what JSON and text hold; so that a suite does not take for ever, only every so many runs draw all. */
const allFormatsEvery = 10;

/** How many records an attacker knows completely. */
const friendCount = 9;

/**
 * Plays one run of an attack: under a databank secret, against a target and with coins that the seed and the run's number
 * name, so that it is the same whoever plays it, whenever, on however many threads.
 */
export async function playRun(attack: Attack, service: Service, run: number, theatre: Theatre): Promise<RunOutcome> {
  const { seed, scene } = theatre;
  const toss = randomStream(`${seed}/target/${String(run)}`);
  const target = scene.targets[toss.below(scene.targets.length)];
  if (target === undefined) throw new AttackError('the databank has no target');
  const hasProperty = toss.next() < 0.5;
  const worldOf = (has: boolean): readonly Change[] => scene.worlds(target, has);
  const setting = { attack, service, run, theatre, target };
  if (attack.type === 'guess') {
    const { stage, watched } = stageOf(setting, hasProperty, attack.about === 'bit' ? worldOf(hasProperty) : []);
    const outcome = await attack.play(stage);
    return { ...outcome, ...watched(), ...(attack.about === 'bit' ? { hasProperty } : {}) };
  }
  const seen: Bytes[] = [];
  let last: Omit<RunOutcome, keyof Outcome> = { queries: 0 };
  const [without, withProperty] = attack.worlds?.({ scene, target }) ?? [worldOf(false), worldOf(true)];
  const allFormats = attack.everyFormat === true || run % allFormatsEvery === 0;
  for (const [has, changes] of [
    [false, without],
    [true, withProperty],
  ] as const) {
    const { stage, watched } = stageOf(setting, has, changes);
    const bytes: Bytes = [];
    for (const script of attack.scripts(stage))
      bytes.push(...(await bytesOf(await stage.account.show(script), allFormats)));
    seen.push(bytes);
    last = watched();
  }
  return { success: !isEqual(seen[0] ?? [], seen[1] ?? []), chance: 0, ...last };
}

type Bytes = (readonly [name: string, content: string])[];

interface Setting {
  readonly attack: Attack;
  readonly service: Service;
  readonly run: number;
  readonly theatre: Theatre;
  readonly target: Stage['target'];
}

function stageOf(
  { attack, service, run, theatre, target }: Setting,
  hasProperty: boolean,
  changes: readonly Change[],
): { readonly stage: Stage; readonly watched: () => Omit<RunOutcome, keyof Outcome> } {
  const { program, scene, seed } = theatre;
  const random = randomStream(`${seed}/${attack.id}/${String(run)}`);
  const secret = secretOf(`${seed}/${String(run)}`);
  const library = worldLibrary(theatre.library, scene.databank, { secret, changes });
  const { policy } = service;
  const shared: Memory = program.newMemory();
  const accounts: Account[] = [];
  const newAccount = (): Account => {
    const isShared = accounts.length === 0 || policy.history.scope === 'databank';
    const memory = isShared ? shared : program.newMemory();
    const account = new Account({ program, library, policy, memory, opening: scene.opening });
    accounts.push(account);
    return account;
  };
  const others = scene.targets.filter(({ unit }) => unit !== target.unit && !scene.truth.bitOf(unit));
  const stage: Stage = {
    scene,
    target,
    friends: someOf(others, friendCount, random),
    random,
    program,
    folder: theatre.folder,
    policy,
    account: newAccount(),
    anotherAccount: newAccount,
    hasProperty,
  };
  return { stage, watched: () => watch(accounts) };
}

/** Queries of all accounts, and the earliest that any of them was noticed. */
function watch(accounts: readonly Account[]): Omit<RunOutcome, keyof Outcome> {
  const earliest = (at: readonly (number | undefined)[]): number | undefined => {
    const found = at.filter((n) => n !== undefined);
    return found.length === 0 ? undefined : Math.min(...found);
  };
  const flaggedAt = earliest(accounts.map((account) => account.flaggedAt));
  const blockedAt = earliest(accounts.map((account) => account.blockedAt));
  return {
    queries: accounts.reduce((sum, { queries }) => sum + queries, 0),
    ...(flaggedAt === undefined ? {} : { flaggedAt }),
    ...(blockedAt === undefined ? {} : { blockedAt }),
  };
}

/** Every byte that leaves of a run: the files by name, and how each statement ended. */
async function bytesOf(shown: Shown, allFormats: boolean): Promise<Bytes> {
  const ends = shown.statements.map(({ command, outcome }) => `${command} ${outcome}`).join('\n');
  const files = Object.entries(await shown.files(allFormats)).map(
    ([name, content]) =>
      [name, typeof content === 'string' ? content : Buffer.from(content).toString('base64')] as const,
  );
  return [['ends', ends], ...files];
}

function isEqual(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every(([name, content], i) => name === b[i]?.[0] && content === b[i][1]);
}
