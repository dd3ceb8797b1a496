import type { CodeLens } from 'vscode-languageserver';
import type { Language, LocalText } from '../base/language.ts';
import type { Span } from '../base/span.ts';
import { rangeOf } from './places.ts';
import { datasetSections } from './sections.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Commands of the editor that can stand above a block. Each gets the document's address and the range of the block; what
 * running a part of a script means is the editor's business.
 */
const commands: Readonly<Record<string, LocalText>> = {
  'microdata.runBlock': { nb: '▷ Kjør denne delen', en: '▷ Run this block' },
  'microdata.runFromHere': { nb: '▷ Kjør herfra', en: '▷ Run from here' },
};

/**
 * Lines above the fences of a Markdown document, or above where a plain script begins with a dataset: one for each command
 * that the editor can carry out.
 */
export function codeLenses(snapshot: Snapshot, offered: readonly string[], language: Language): CodeLens[] {
  const { uri, source } = snapshot;
  const names = Object.keys(commands).filter((name) => offered.includes(name));
  if (names.length === 0) return [];
  return blocksOf(snapshot).flatMap((block) => {
    const range = rangeOf(source, block);
    return names.map((command) => ({
      range,
      command: { title: commands[command]?.[language] ?? command, command, arguments: [uri, range] },
    }));
  });
}

function blocksOf(snapshot: Snapshot): readonly Span[] {
  const { container, parts } = snapshot.document;
  if (container === 'plain') return datasetSections(snapshot).map(({ span }) => span);
  return parts.flatMap((part) => (part.type === 'fence' && part.statements.length > 0 ? [part.span] : []));
}
