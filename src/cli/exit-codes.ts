/** Exit codes of the program; `docs/cli.md` and `--help` explain them. */
export const exitCodes = {
  ok: 0,
  /** The script has errors; nothing was run. */
  scriptErrors: 1,
  /** The command line is wrong, or a file cannot be read or written. */
  usage: 2,
  /** Disclosure control refused a change, or the data did: the rest of the script was not run. */
  stopped: 3,
  /** A databank is missing, damaged, or may not be used so. */
  databank: 4,
  /** An attack learnt more than disclosure control allows. */
  beaten: 5,
  /** Results are not those that were recorded. */
  differs: 6,
  internal: 70,
  /** Ctrl-C. */
  interrupted: 130,
  /** The system, or another program, asked us to end. */
  terminated: 143,
} as const;

/** One of the program's exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
