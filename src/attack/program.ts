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
  /** Runs a script file as the command line does, with an audit log and a report, in places of its own. */
  runFile(file: string, options: FileRun): Promise<void>;
}

/** Where a run of a file finds and leaves things. */
export interface FileRun {
  readonly databank: string;
  readonly policy: string;
  readonly out: string;
  readonly environment: Readonly<Record<string, string>>;
}
