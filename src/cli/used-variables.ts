import { type UsedVariable, usedVariables } from '../record/excerpt.ts';
import { needsOf } from '../runtime/needs.ts';
import type { RanScript } from './run.ts';

/** The register variables that a script read, databank by databank. */
export function usedIn({ script, library, finished }: Omit<RanScript, 'language'>): readonly UsedVariable[] {
  return finished.run.record.databanks.flatMap(({ databank, version }) => {
    const catalogue = library.findCatalogue(databank, version);
    return catalogue === undefined ? [] : usedVariables(catalogue, needsOf(script.analysed, { databank, version }));
  });
}
