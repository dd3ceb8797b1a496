import path from 'node:path';
import type { Catalogue } from '../../metadata/catalogue.ts';
import { secretHolders } from '../secret.ts';

/**
 * The folder of a ledger: what lasts between the runs over the same confidential data. Runs that share a secret share a ledger,
 * as the same noise answers them.
 *
 * @param folder where ledgers lie: beside the secrets, which are as confidential
 */
export function ledgerFolder(
  folder: string,
  databanks: readonly Pick<Catalogue, 'databank' | 'isOwn' | 'nature'>[],
): string {
  return path.join(folder, secretHolders(databanks).join('+'));
}
