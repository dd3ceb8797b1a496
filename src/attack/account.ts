import type { Policy } from '../disclosure/policy.ts';
import type { ReleasedBody } from '../disclosure/released.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import type { Memory, Program, Shown } from './program.ts';

/** An attack that is written wrongly: its script has errors, or the program lacks a command that it needs. */
export class AttackError extends Error {
  readonly lacking: readonly string[];
  constructor(text: string, lacking: readonly string[] = []) {
    super(text);
    this.name = 'AttackError';
    this.lacking = lacking;
  }
}

/** What an account runs on. */
export interface AccountOptions {
  readonly program: Program;
  readonly library: DatabankLibrary;
  readonly policy: Policy;
  readonly memory: Memory;
  /** The first lines of every script. */
  readonly opening: string;
}

/** One user of the program: writes scripts, sees what is released, and is watched. */
export class Account {
  readonly #options: AccountOptions;
  #queries = 0;
  #flaggedAt: number | undefined;
  #blockedAt: number | undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  /** Results asked for so far: refused ones count. */
  get queries(): number {
    return this.#queries;
  }

  /** After how many queries an operator would have seen a flag. */
  get flaggedAt(): number | undefined {
    return this.#flaggedAt;
  }

  /** After how many queries the program answered no more. */
  get blockedAt(): number | undefined {
    return this.#blockedAt;
  }

  /**
   * Runs a script after the scene's opening, and gives the results of reading commands in their order.
   *
   * @throws AttackError when the script has errors, which would let a bad attack pass for a failed one
   */
  async ask(script: string): Promise<readonly ReleasedBody[]> {
    const shown = await this.show(script);
    return shown.statements.flatMap(({ bodies }) => bodies.filter(({ type }) => type !== 'message'));
  }

  /** Runs a script after the scene's opening, and gives all that leaves. */
  async show(script: string): Promise<Shown> {
    const shown = await this.try(script);
    if (shown.lacking.length > 0) throw new AttackError('the program lacks commands', shown.lacking);
    if (shown.statements.some(({ outcome }) => outcome === 'failed')) throw new AttackError(`failed:\n${script}`);
    if (shown.errors.length > 0) throw new AttackError(`${shown.errors.join(', ')} in:\n${script}`);
    return shown;
  }

  /** As `show`, for scripts that are meant to have mistakes. */
  async try(script: string): Promise<Shown> {
    const { program, library, policy, memory, opening } = this.#options;
    const shown = await program.run(`${opening}${script}\n`, { library, policy, memory });
    for (const { bodies } of shown.statements) {
      this.#queries += bodies.filter(({ type }) => type !== 'message').length;
    }
    if (memory.flagged()) this.#flaggedAt ??= this.#queries;
    if (memory.blocked()) this.#blockedAt ??= this.#queries;
    return shown;
  }
}
