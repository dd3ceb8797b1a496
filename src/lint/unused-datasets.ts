import { diagnostic } from '../base/diagnostic.ts';
import { vocabulary } from '../commands/vocabulary.ts';
import type { LintRule } from './rule.ts';
import { commandsOf } from './statements.ts';

/** Finds datasets that give no results, and go into none that does. */
export const unusedDatasetRule: LintRule = {
  name: 'unused-dataset',
  explanation: {
    nb: 'Et datasett lages, men ingen tabell, figur eller modell kommer fra det, og det kobles ikke til eller kopieres til et annet. Alt som gjøres i det, er forgjeves. Det er ingen rettelse: flere linjer hører til, og ofte er det bruken som mangler.',
    en: 'A dataset is made, but no table, picture or model comes from it, and it is neither linked nor copied to another one. All that is done in it is in vain. There is no fix: several lines belong to it, and often it is the use that is missing.',
  },
  find: ({ document, trace, analysis }) => {
    const commands = commandsOf(document.script.statements);
    // A script that puts out nothing at all is not finished.
    const reads = (command: string): boolean => vocabulary.commands.get(command)?.spec.effect === 'reads';
    if (!commands.some(({ statement }) => reads(statement.command))) return [];
    const used = new Set<string>();
    for (const { operation, activeDataset } of analysis.analysed.statements) {
      if (activeDataset !== undefined && reads(operation.type)) used.add(activeDataset);
      if ('source' in operation && typeof operation.source === 'string') used.add(operation.source);
      // Under which of its names it is used does not matter.
      if (operation.type === 'rename-dataset') used.add(operation.from).add(operation.to);
    }
    const seen = new Set<string>();
    return trace.occurrences.flatMap(({ kind, role, at, name, meanings }) => {
      const isMade = kind === 'dataset' && role === 'definition' && !meanings.some((each) => used.has(each.name));
      if (!isMade || seen.has(name)) return [];
      seen.add(name);
      return [{ problem: diagnostic('lint-unused-dataset', at, { name }), isSafe: false }];
    });
  },
};
