import type { Asking, FileRun, Memory, Program, Shown } from '../attack/program.ts';
import { sourceText } from '../base/source-text.ts';
import type { HistoryEntry, HistoryStore } from '../disclosure/history/store.ts';
import type { AuditRecord } from '../disclosure/protection.ts';
import { printAnalysedScript } from '../lang/ir/print.ts';
import { plainStyle } from '../render/text/style.ts';
import { analyseSource } from './analysis.ts';
import { execute } from './execute.ts';
import { CliFailure } from './failure.ts';
import { type Drawing, type Finished, type Format, renderFiles } from './outputs.ts';
import { progressLine } from './progress.ts';
import { run as runScriptFile } from './run.ts';
import type { Surroundings } from './surroundings.ts';

/** Formats whose bytes an attacker compares; a PNG is a function of the SVG beside it. */
const allFormats: readonly Format[] = ['text', 'html', 'json', 'csv', 'markdown', 'latex', 'xlsx', 'svg'];

/** Those that hold all that the others are drawn from. */
const mainFormats: readonly Format[] = ['text', 'json'];

const drawing: Drawing = { width: 140, style: plainStyle };

/** The program as attackers reach it: everything from a script's text to the bytes that leave, in this process. */
export function attackProgram(surroundings: Surroundings): Program {
  return {
    run: (script, asking) => run(script, asking, surroundings),
    newMemory: () => new KeptMemory(),
    runFile: (file, options) => runFile(file, options, surroundings),
  };
}

async function run(script: string, { library, policy, memory }: Asking, surroundings: Surroundings): Promise<Shown> {
  let progress = '';
  const analysed = analyseSource(sourceText('script.txt', script), library);
  const errors = analysed.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  if (errors.length > 0) return { statements: [], errors, lacking: [], files: () => Promise.resolve({}) };
  const kept = memory instanceof KeptMemory ? memory : undefined;
  const finished = await execute(analysed, {
    library,
    language: 'en',
    policy,
    threads: 1,
    ...(kept === undefined || policy.history.scope === 'run' ? {} : { history: kept }),
    onAudit: (records) => kept?.see(records),
    progress: progressLine(true, 'en', {
      ...surroundings,
      errorIsTerminal: false,
      writeError: (text) => {
        progress += text;
      },
    }),
  });
  const { statements, problems } = finished.run;
  return {
    statements: statements.map(({ command, outcome, results }) => ({
      command,
      outcome,
      bodies: results.map(({ body }) => body),
    })),
    errors: [],
    lacking: problems
      .filter(({ code }) => code === 'command-not-executable')
      .map(({ parameters }) => String(parameters['command'])),
    files: async (all) => ({
      progress,
      explain: printAnalysedScript(analysed.analysed),
      ...(await filesOf(finished, all ? allFormats : mainFormats)),
    }),
  };
}

async function filesOf(
  finished: Finished,
  formats: readonly Format[],
): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const files: Record<string, string | Uint8Array> = {};
  for (const format of formats) {
    for (const { file, content } of await contentsOf(finished, format)) files[file] = content;
  }
  return files;
}

/** A run without tables has no CSV file, and one without charts no picture: that there is none is what leaves. */
async function contentsOf(finished: Finished, format: Format): ReturnType<typeof renderFiles> {
  try {
    return await renderFiles(finished, `out.${format}`, format, drawing);
  } catch (error) {
    if (error instanceof CliFailure && error.code === 'cli-output-empty') return [];
    throw error;
  }
}

/** What disclosure control keeps between scripts, in this process only; and what it tells operators. */
class KeptMemory implements Memory, HistoryStore {
  /** All scripts of an attack are written on one day. */
  readonly account = { user: 'attacker', now: (): number => 0 };
  readonly #entries: HistoryEntry[] = [];
  readonly #flags = new Set<'flag' | 'block'>();

  load(): readonly HistoryEntry[] {
    return [...this.#entries];
  }

  append(entry: HistoryEntry): void {
    this.#entries.push(entry);
  }

  /** Learns what a run's audit says. */
  see(records: readonly AuditRecord[]): void {
    for (const flag of records.flatMap(({ flags }) => flags ?? [])) this.#flags.add(flag);
  }

  flagged(): boolean {
    return this.#flags.has('flag');
  }

  blocked(): boolean {
    return this.#flags.has('block');
  }
}

/** All that a run of a file does beside its results: caches, keys, histories, logs. */
async function runFile(file: string, options: FileRun, surroundings: Surroundings): Promise<void> {
  const { databank, policy, out, environment } = options;
  await runScriptFile(
    file,
    {
      format: 'text',
      out: [out],
      databank: [databank],
      environmentLanguage: 'en',
      policy,
      explain: false,
      audit: true,
      recordTime: false,
      quiet: true,
      progress: false,
    },
    {
      ...surroundings,
      environment: { ...surroundings.environment, ...environment },
      writeOutput: () => Promise.resolve(),
      writeError: () => undefined,
    },
  );
}
