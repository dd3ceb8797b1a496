import { assertNever } from '../../base/assert-never.ts';
import type { Language } from '../../base/language.ts';
import type { DocumentBody } from '../../disclosure/released.ts';
import { documentBlocks } from '../view/document-view.ts';
import type { CodeView, DocumentView, TermsView } from '../view/view.ts';
import { pad, printable, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';

/** Columns that terms take at most beside what they mean; longer ones stand above it. */
const widestTerm = 32;

/**
 * A text about the language as lines for a terminal, for programs that show it without a run. It holds nothing of any data, so
 * that it need not have passed disclosure control.
 */
export function documentText(body: DocumentBody, language: Language, width: number, style: TextStyle): string {
  return `${drawDocument(documentBlocks(body, language), width, style).join('\n')}\n`;
}

/** Draws the pieces of a text; blank lines stand before headings, and before words that follow a list. */
export function drawDocument(blocks: readonly DocumentView[], width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  let previous: DocumentView['type'] | undefined;
  for (const block of blocks) {
    const isAfterList = block.type === 'paragraph' && (previous === 'terms' || previous === 'code');
    if (lines.length > 0 && (block.type === 'heading' || isAfterList)) lines.push('');
    lines.push(...drawDocumentBlock(block, width, style));
    previous = block.type;
  }
  return lines;
}

/** Draws one piece of a text. */
export function drawDocumentBlock(block: DocumentView, width: number, style: TextStyle): string[] {
  switch (block.type) {
    case 'signature':
      return wrap(block.code, width).map(style.heading);
    case 'heading':
      return wrap(block.text, width).map(style.heading);
    case 'paragraph':
      return wrap(block.text, width);
    case 'terms':
      return drawTerms(block, width);
    case 'code':
      return drawCode(block, style);
    default:
      return assertNever(block);
  }
}

function drawTerms({ items }: TermsView, width: number): string[] {
  const room = Math.min(widestTerm, Math.floor(width / 2), Math.max(0, ...items.map(({ term }) => widthOf(term))));
  return items.flatMap(({ term, text }) => {
    const meaning = wrap(text, width - room - 4);
    const isLong = widthOf(term) > room;
    const own = isLong ? wrap(term, width - 2).map((line) => `  ${line}`) : [];
    return [...own, ...meaning.map((line, i) => `  ${pad(i === 0 && !isLong ? term : '', room)}  ${line}`.trimEnd())];
  });
}

/** Statements are not broken: a reader may want to copy them. */
function drawCode({ statements, numbered }: CodeView, style: TextStyle): string[] {
  const room = numbered ? String(statements.length).length : 0;
  return statements.flatMap((statement, i) =>
    statement.split(/\r\n?|\n/u).map((line, at) => {
      const number = numbered ? `${pad(at === 0 ? String(i + 1) : '', room, 'right')}  ` : '';
      return `  ${style.faint(number)}${style.code(printable(line))}`;
    }),
  );
}
