import type { Policy } from '../disclosure/policy.ts';
import type { ReleasedBody } from '../disclosure/released.ts';
import type { DatabankLibrary } from '../metadata/library.ts';

/** One statement of a run as its author sees it. */
export interface ShownStatement {
  readonly command: string;
  readonly outcome: 'done' | 'refused' | 'failed' | 'not-run';
  readonly bodies: readonly ReleasedBody[];
}

/** All that leaves the program for one script. */
export interface Shown {
  readonly statements: readonly ShownStatement[];
  /** Codes of the errors for which nothing was run. */
  readonly errors: readonly string[];
  /** Commands or functions that this version of the program lacks. */
  readonly lacking: readonly string[];
  /** What the program writes of it, by name: text and JSON, or every stream and file that it can. */
  readonly files: (all: boolean) => Promise<Readonly<Record<string, string | Uint8Array>>>;
}

/** How a script is run. */
export interface Asking {
  readonly library: DatabankLibrary;
  readonly policy: Policy;
  /** What earlier scripts of the same account have left behind; a fresh one for the first. */
  readonly memory: Memory;
}

/** What disclosure control remembers between the scripts of an account or a databank. Attackers cannot look into it. */
export interface Memory {
  /** Whether it has raised a flag that an operator would see. */
  flagged(): boolean;
  /** Whether it has stopped answering. */
  blocked(): boolean;
}

/** The whole program as an attacker reaches it: text of a script in, released results out. Who composes the program makes it. */
export interface Program {
  run(script: string, asking: Asking): Promise<Shown>;
  newMemory(): Memory;
  /** The program's command line, in this process: what it printed, and how it ended. */
  call(
    argv: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ readonly output: string; readonly error: string; readonly exitCode: number }>;
}
