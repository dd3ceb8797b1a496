import path from 'node:path';
import type { ContentHash } from '../base/hash.ts';
import type { HistoryStore } from '../disclosure/history/store.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { AuditRecord } from '../disclosure/protection.ts';
import type { Catalogue } from '../metadata/catalogue.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { ledgerFolder } from '../runtime/ledger/places.ts';
import { combinedSecret } from '../runtime/secret.ts';

/** Where what lasts between runs lies, and who runs. */
export interface LedgerPlace {
  /** Folder of all ledgers: beside the secrets. */
  readonly folder: string;
  /** The name that the operating system has for whoever runs the program. */
  readonly user: string;
  /** The clock, in epoch seconds. */
  readonly now: () => number;
  /** Keep an audit log for any data, not for confidential ones only. */
  readonly always: boolean;
}

/** What is known of a run before it starts. */
export interface RunFacts {
  readonly script: ContentHash;
  readonly engine: string;
  readonly policy: Policy;
  readonly databanks: readonly Pick<Catalogue, 'databank' | 'version' | 'nature' | 'isOwn'>[];
}

/** The ledger of one run: what it is told goes onto the disk before anybody sees a result. */
export interface RunLedger {
  readonly history?: HistoryStore & { readonly snapshotHash: ContentHash };
  readonly record: (record: AuditRecord) => void;
  /** Ends the run in the log, and lets the next one begin. */
  readonly close: () => void;
}

/**
 * Opens the ledger of a run; `undefined` where none is kept. Confidential data always have one. For others, a history wider than
 * a run would protect nothing that is not public, and would make a script's results depend on what was run before.
 *
 * @throws DatabankError when it cannot be opened: then there is no run
 */
export async function openRunLedger(
  place: LedgerPlace,
  facts: RunFacts,
  library: DatabankLibrary,
): Promise<RunLedger | undefined> {
  const { databanks, policy } = facts;
  const isConfidential = databanks.some(({ nature }) => nature === 'confidential');
  if (databanks.length === 0 || !(isConfidential || place.always)) return undefined;
  const folder = ledgerFolder(place.folder, databanks);
  const { openLedger } = await import('../runtime/ledger/ledger.ts');
  const ledger = await openLedger({
    folder,
    secret: combinedSecret(databanks, (name) => library.secretOf(name)),
    account: { user: place.user, now: place.now },
    ...(isConfidential ? historyOf(folder, policy, place.user) : {}),
  });
  try {
    ledger.note({
      type: 'run',
      time: place.now(),
      user: place.user,
      script: facts.script,
      engine: facts.engine,
      databanks: databanks.map(({ databank, version }) => `${databank}:${version}`),
      policy: `${policy.id}@${policy.version}`,
      policyHash: policy.hash,
    });
  } catch (error) {
    ledger.close();
    throw error;
  }
  return {
    ...(ledger.history === undefined ? {} : { history: ledger.history }),
    record: (record) => ledger.record(record),
    close: () => {
      try {
        ledger.note({ type: 'end', time: place.now() });
      } finally {
        ledger.close();
      }
    },
  };
}

function historyOf(folder: string, { history }: Policy, user: string): { readonly historyFolder?: string } {
  if (history.scope === 'run') return {};
  const whose = history.scope === 'databank' ? ['databank'] : ['users', encodeURIComponent(user)];
  return { historyFolder: path.join(folder, ...whose) };
}
