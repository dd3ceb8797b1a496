import fs from 'node:fs';
import type { ContentHash } from '../../base/hash.ts';
import type { Account, HistoryStore } from '../../disclosure/history/store.ts';
import type { AuditRecord } from '../../disclosure/protection.ts';
import { DatabankError, failDatabank, writingError } from '../../metadata/databank-error.ts';
import { lockFolder, type WriterLock } from '../../metadata/store/lock.ts';
import { type AuditEvent, AuditLog } from './audit-log.ts';
import { HistoryFile } from './history-file.ts';

/** What a run is opened with. */
export interface LedgerOptions {
  readonly folder: string;
  /** The secret of the run, which seals the audit log. */
  readonly secret: Uint8Array;
  /** Folder of the history, where the policy's scope is wider than a run. */
  readonly historyFolder?: string;
  /** Whose budget results are counted against. */
  readonly account?: Account;
  /** How long to wait for another run over the same data, in milliseconds. */
  readonly patience?: number;
}

/** What lasts between runs: the history of what has been asked about, and the audit log. One run has it at a time. */
export interface Ledger {
  readonly history?: HistoryStore & { readonly snapshotHash: ContentHash };
  note(event: AuditEvent): void;
  record(record: AuditRecord): void;
  close(): void;
}

const usualPatience = 60_000;
const pause = 100;

/**
 * Opens a ledger for one run.
 *
 * @throws DatabankError `databank-locked` when another run has it for longer than one is ready to wait, `ledger-damaged`, or
 *         what the place of the folder has against being written to: without a ledger there is no run
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { folder, secret, historyFolder, account } = options;
  const lock = await locked(folder, options.patience ?? usualPatience);
  try {
    if (historyFolder !== undefined) fs.mkdirSync(historyFolder, { recursive: true, mode: 0o700 });
    const history = historyFolder === undefined ? undefined : new HistoryFile(historyFolder, account);
    const audit = new AuditLog(folder, secret);
    const note = (event: AuditEvent): void => {
      try {
        audit.append(event);
      } catch (error) {
        throw writingError(error, folder);
      }
    };
    return {
      ...(history === undefined ? {} : { history }),
      note,
      record: (record) => note({ type: 'record', record }),
      close: () => {
        try {
          history?.close();
          audit.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error instanceof DatabankError ? error : writingError(error, folder);
  }
}

/** Takes the ledger's lock; waits while another run has it. */
async function locked(folder: string, patience: number): Promise<WriterLock> {
  for (let waited = 0; ; waited += pause) {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      return lockFolder(folder);
    } catch (error) {
      const isBusy = error instanceof DatabankError && error.problem.code === 'databank-locked';
      if (!isBusy) throw writingError(error, folder);
      if (waited >= patience) failDatabank('ledger-busy', holderOf(error));
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** The lock's own words on who holds it, for the message that says whom to wait for. */
function holderOf({ problem }: DatabankError): { folder: string; process: string; host: string; file: string } {
  const text = (name: string): string => String(problem.parameters[name] ?? '?');
  return { folder: text('folder'), process: text('process'), host: text('host'), file: text('file') };
}
