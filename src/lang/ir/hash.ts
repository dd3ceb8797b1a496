import { plainJson } from '../../base/canonical-json.ts';
import { type ContentHash, hashJson } from '../../base/hash.ts';
import type { AnalysedScript } from './script.ts';

/**
 * The hash of what a script means: its databanks, code lists and operations with the schemas that they leave.
 * Where statements stand, how they were written and the texts between them do not count, so two scripts that do the same
 * have the same hash.
 */
export function hashAnalysedScript(analysed: AnalysedScript): ContentHash {
  const { irVersion, databanks, codeLists, statements } = analysed;
  // A loop means what its unrolled statements mean.
  const meaning = statements
    .filter(({ operation }) => operation.type !== 'for')
    .map(({ operation, activeDataset, changes }) => ({ operation, activeDataset, changes }));
  return hashJson(plainJson({ irVersion, databanks, codeLists, statements: meaning }));
}
