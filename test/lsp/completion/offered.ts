import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { type CompletionStyle, completeAt } from '../../../src/lsp/completion/complete.ts';
import type { DatabankDirectory } from '../../../src/metadata/catalogue.ts';
import { drawnSnapshot, withEdits } from '../../helpers/lsp.ts';
import { people } from '../../lang/analyse/analyse-text.ts';

/** How a test asks for completion; in English and without snippets if it does not say. */
export interface Asking extends Partial<CompletionStyle> {
  readonly name?: string;
  readonly directory?: DatabankDirectory;
}

/** What is offered at the cursor of a drawn document. */
export function completed(drawn: string, asking: Asking = {}): CompletionList {
  const { snapshot, cursor } = drawnSnapshot(drawn, asking);
  const { language = 'en', snippets = false, trigger } = asking;
  return completeAt(snapshot, cursor, { language, snippets, ...(trigger === undefined ? {} : { trigger }) });
}

/** What an offer puts in. */
export function putIn(item: CompletionItem): string {
  return item.textEdit?.newText ?? '';
}

/** What would be put in at the cursor of statements that follow `people`, in order. */
export function offered(drawn: string, asking: Asking = {}): readonly string[] {
  return completed(people + drawn, asking).items.map(putIn);
}

/** The text after the offer with a label has been taken. */
export function taken(drawn: string, label: string, asking: Asking = {}): string {
  const { snapshot, cursor } = drawnSnapshot(drawn, asking);
  const { language = 'en', snippets = false } = asking;
  const item = completeAt(snapshot, cursor, { language, snippets }).items.find((each) => each.label === label);
  const edit = item?.textEdit;
  if (edit === undefined || !('range' in edit)) throw new Error(`nothing called ${label} is offered`);
  return withEdits(snapshot, [edit]);
}
