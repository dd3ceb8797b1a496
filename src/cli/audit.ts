import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Language } from '../base/language.ts';
import { threshold } from '../base/messages/message.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { placesOf } from '../metadata/places.ts';
import { readSecret } from '../metadata/secrets.ts';
import { type AuditReading, readAuditLog, sealsIn } from '../runtime/ledger/audit-log.ts';
import { openLedger } from '../runtime/ledger/ledger.ts';
import { combinedSecret } from '../runtime/secret.ts';
import { type AuditSummary, summaryOf } from './audit-summary.ts';
import { auditText } from './audit-text.ts';
import { databankFailure, ledgersOf, libraryOf } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import type { Surroundings } from './surroundings.ts';

/** What `audit` may be told. */
export interface AuditOptions {
  /** Folders of databanks, whose secrets may be published in them. */
  readonly databank: readonly string[];
  readonly format: 'text' | 'json';
  /** Names of databanks that share a secret, with `+` between them. */
  readonly name: string | undefined;
  /** Seal of a line that must be in the log. */
  readonly head: string | undefined;
  readonly isReset: boolean;
  /** Whose score to reset, where histories are kept per user. */
  readonly user: string | undefined;
}

interface Log {
  readonly name: string;
  readonly folder: string;
  readonly secret: Uint8Array;
}

/** Checks and summarises audit logs; with `isReset` lets a paused session go on. Exit code 4 when a log is not whole. */
export async function audit(options: AuditOptions, language: Language, surroundings: Surroundings): Promise<ExitCode> {
  try {
    const logs = logsOf(options, surroundings);
    if (options.isReset) return await reset(logs, options, language, surroundings);
    const readings = logs.map((log) => ({ log, reading: readAuditLog(log.folder, log.secret) }));
    const texts = readings.map(({ log, reading }) => {
      const summary = summaryOf(reading.events);
      return options.format === 'json'
        ? canonicalJson(jsonOf(log, reading, summary))
        : auditText(log.name, summary, language);
    });
    if (logs.length === 0) texts.push(say('audit-empty', { folder: ledgersOf(surroundings) }, language));
    await surroundings.writeOutput(`${texts.join('\n\n')}\n`);
    const complaints = readings.map(({ log, reading }) => complaintAbout(log, reading, options.head, language));
    for (const { text } of complaints) surroundings.writeError(`${text}\n`);
    return complaints.some(({ isBad }) => isBad) ? exitCodes.databank : exitCodes.ok;
  } catch (error) {
    throw databankFailure(error);
  }
}

/** The logs that are asked about. */
function logsOf(options: AuditOptions, surroundings: Surroundings): readonly Log[] {
  const folder = ledgersOf(surroundings);
  const library = libraryOf({ databank: options.databank }, surroundings);
  const known = fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
  const { name } = options;
  if (name === undefined && options.isReset) fail('audit-reset-name', { known });
  if (name !== undefined && !known.includes(name)) fail('audit-none', { databank: name, known });
  return (name === undefined ? known : [name]).map((each) => ({
    name: each,
    folder: path.join(folder, each),
    secret: secretOf(each.split('+'), library, surroundings),
  }));
}

/** Confidential databanks have their secrets in files; others may have them in their manifests. */
function secretOf(names: readonly string[], library: DatabankLibrary, surroundings: Surroundings): Uint8Array {
  const { secretsFolder } = placesOf(surroundings.environment);
  const databanks = names.map((databank) => ({ databank, nature: 'public' }) as const);
  return combinedSecret(databanks, (databank) =>
    library.databanks.some(({ name }) => name === databank)
      ? library.secretOf(databank)
      : readSecret({ databank }, secretsFolder),
  );
}

/** What is wrong with a log, or that nothing is. */
function complaintAbout(
  { folder }: Log,
  { problem, head, events }: AuditReading,
  noted: string | undefined,
  language: Language,
): { readonly text: string; readonly isBad: boolean } {
  const file = path.join(folder, 'audit.jsonl');
  if (problem !== undefined) {
    const code = problem.type === 'changed' ? 'audit-changed' : 'audit-cut';
    return { text: say(code, { line: threshold(problem.line), file }, language), isBad: true };
  }
  if (noted !== undefined && !sealsIn(folder).includes(noted))
    return { text: say('audit-head-gone', { head: noted, file }, language), isBad: true };
  return { text: say('audit-whole', { lines: threshold(events.length), head }, language), isBad: false };
}

function jsonOf({ name }: Log, { head, problem }: AuditReading, summary: AuditSummary): Json {
  const { runs, rules, users, resets } = summary;
  return {
    format: 'microdata-audit',
    version: 1,
    databanks: name.split('+'),
    head,
    problem: problem === undefined ? null : { ...problem },
    runs: runs.map((run) => ({
      ...run,
      databanks: [...run.databanks],
      reasons: [...run.reasons],
      flags: [...run.flags],
    })),
    rules: rules.map((rule) => ({ ...rule })),
    users: users.map((user) => ({ ...user })),
    resets: resets.map((each) => ({ ...each })),
  };
}

/** Where the history that is to be reset lies: there must be one, or the reset would be of nothing. */
function historyOf({ name, folder }: Pick<Log, 'name' | 'folder'>, user: string | undefined): string {
  const users = path.join(folder, 'users');
  const history = user === undefined ? path.join(folder, 'databank') : path.join(users, encodeURIComponent(user));
  if (fs.existsSync(history)) return history;
  const known = fs.existsSync(users) ? fs.readdirSync(users).map(decodeURIComponent).sort() : [];
  return user === undefined
    ? fail('audit-reset-no-history', { databank: name, known })
    : fail('audit-reset-no-user', { databank: name, user, known });
}

/** Writes into history and log that an operator has reviewed what was asked. */
async function reset(
  logs: readonly Log[],
  { user }: AuditOptions,
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  for (const { name, folder, secret } of logs) {
    const historyFolder = historyOf({ name, folder }, user);
    const ledger = await openLedger({ folder, secret, historyFolder });
    try {
      ledger.note({ type: 'reset', time: surroundings.now(), user: surroundings.user });
      ledger.history?.append({ type: 'reset' });
    } finally {
      ledger.close();
    }
    surroundings.writeError(`${say('audit-reset-done', { databank: name, user: surroundings.user }, language)}\n`);
  }
  return exitCodes.ok;
}
