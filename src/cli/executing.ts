import type { Language } from '../base/language.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import type { AnalysedSource } from './analysis.ts';
import { databankFailure, keyFolderOf, ledgersOf } from './databanks.ts';
import type { Finished } from './outputs.ts';
import type { ProgressLine } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** What a command asks of a run on this machine. */
export interface Asked {
  readonly library: DatabankLibrary;
  readonly language: Language;
  readonly policy: Policy | undefined;
  readonly threads: number;
  /** Keep an audit log also where the data are not confidential. */
  readonly audit: boolean;
  readonly progress: Pick<ProgressLine, 'phase' | 'statement'>;
}

/**
 * Runs an analysed script with the keys and ledgers of this machine. Whatever asks the data goes through here, running something
 * again no less than running it: what is kept between runs learns of it.
 *
 * @throws CliFailure where a databank can't be used
 */
export async function executeHere(
  script: AnalysedSource,
  { audit, ...asked }: Asked,
  surroundings: Surroundings,
): Promise<Finished> {
  const { execute } = await import('./execute.ts');
  const { user, now } = surroundings;
  try {
    return await execute(script, {
      ...asked,
      keyFolder: keyFolderOf(surroundings),
      ledger: { folder: ledgersOf(surroundings), user, now, always: audit },
    });
  } catch (error) {
    throw databankFailure(error);
  }
}
