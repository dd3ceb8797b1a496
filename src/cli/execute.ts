import { hashText } from '../base/hash.ts';
import type { Language } from '../base/language.ts';
import { execute as executeOperation, isExecutable } from '../commands/executors.ts';
import type { Operation } from '../commands/vocabulary.ts';
import type { HistoryStore } from '../disclosure/history/store.ts';
import { choosePolicy } from '../disclosure/policies.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { AuditRecord } from '../disclosure/protection.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { buildReport, type RunRecordSummary } from '../render/report.ts';
import { type RunResult, runAnalysed } from '../runtime/run.ts';
import type { AnalysedSource } from './analysis.ts';
import type { Finished } from './outputs.ts';
import { failOnPolicy } from './policy.ts';
import type { ProgressLine } from './progress.ts';
import { type LedgerPlace, openRunLedger, type RunLedger } from './run-ledger.ts';
import { programVersion } from './version.ts';

/** What a run is composed of. */
export interface ExecuteOptions {
  readonly library: DatabankLibrary;
  readonly language: Language;
  readonly policy: Policy | undefined;
  readonly threads: number;
  /** Folder where derived record keys are kept between runs; without one they are made anew. */
  readonly keyFolder?: string;
  /** What earlier runs have asked about, where the policy's history is wider than a run. */
  readonly history?: HistoryStore;
  /** Where what lasts between runs is kept; without it nothing is. */
  readonly ledger?: LedgerPlace;
  /** Told what the operator may see of the run. */
  readonly onAudit?: (records: readonly AuditRecord[]) => void;
  readonly progress: Pick<ProgressLine, 'phase' | 'statement'>;
}

/** Runs an analysed script over its databanks, and puts its report together. */
export async function execute(script: AnalysedSource, options: ExecuteOptions): Promise<Finished> {
  const { library, language, progress } = options;
  const { analysed, document, source } = script;
  const databanks = databanksOf(script, library);
  const floors = databanks.map((bank) => {
    const minimumPolicy = library.findCatalogue(bank.databank, bank.version)?.minimumPolicy;
    return { ...bank, ...(minimumPolicy === undefined ? {} : { minimumPolicy }) };
  });
  const chosen = choosePolicy(options.policy, floors);
  if ('problem' in chosen) return failOnPolicy(chosen.problem);
  const facts = { script: hashText(source.text), engine: programVersion(), policy: chosen.policy };
  const catalogues = databanks.flatMap((bank) => library.findCatalogue(bank.databank, bank.version) ?? []);
  const ledger =
    options.ledger === undefined
      ? undefined
      : await openRunLedger(options.ledger, { ...facts, databanks: catalogues }, library);
  const history = ledger?.history ?? options.history;
  const snapshot = ledger?.history?.snapshotHash;
  const result = await runWith(ledger, {
    script: analysed,
    library,
    policy: chosen.policy,
    threads: options.threads,
    ...(options.keyFolder === undefined ? {} : { keyFolder: options.keyFolder }),
    ...(history === undefined ? {} : { history }),
    isExecutable,
    execute: executeOperation,
    progress: progress.phase,
    onStart: (statement) => progress.statement(statement.index + 1, analysed.statements.length, statement.echo),
  });
  options.onAudit?.(result.audit);
  const record: RunRecordSummary = {
    engineVersion: facts.engine,
    scriptHash: facts.script,
    databanks,
    policy: { id: chosen.policy.id, version: chosen.policy.version, hash: chosen.policy.hash },
    trust: trustOf(result),
    ...(snapshot === undefined ? {} : { history: snapshot }),
  };
  const problems = [...script.diagnostics, ...result.obstacles];
  const report = buildReport({
    source,
    language,
    container: document.container,
    frontMatter: document.frontMatter,
    parts: document.parts,
    comments: document.container === 'plain' ? document.script.comments : [],
    texts: analysed.texts,
    statements: result.statements,
    problems,
    record,
  });
  return {
    report,
    run: { source, statements: result.statements, problems, record },
    policy: chosen.policy,
    ...(result.origin === undefined ? {} : { origin: result.origin }),
  };
}

/** Runs with what lasts between runs open, and closes it whatever happens. */
async function runWith(
  ledger: RunLedger | undefined,
  options: Parameters<typeof runAnalysed<Operation>>[0],
): Promise<RunResult> {
  if (ledger === undefined) return runAnalysed(options);
  try {
    return await runAnalysed({ ...options, audit: ledger.record });
  } finally {
    ledger.close();
  }
}

/** The databanks that a script connects, each once, with what its data are. */
function databanksOf(script: AnalysedSource, library: DatabankLibrary): RunRecordSummary['databanks'] {
  const found = new Map<string, RunRecordSummary['databanks'][number]>();
  for (const { databank, version, versionHash } of script.analysed.databanks) {
    const nature = library.findCatalogue(databank, version)?.nature;
    if (nature !== undefined) found.set(`${databank}:${version}`, { databank, version, nature, hash: versionHash });
  }
  return [...found.values()];
}

/** A run that released nothing ran on this machine all the same. */
function trustOf(result: RunResult): RunRecordSummary['trust'] {
  const stamps = result.statements.flatMap((s) => s.results.map((r) => r.stamp.trust));
  return stamps.length > 0 && stamps.every((trust) => trust === 'server') ? 'server' : 'client';
}
