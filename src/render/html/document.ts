import { assertNever } from '../../base/assert-never.ts';
import type { DocumentView } from '../view/view.ts';
import { escapeHtml } from './escape.ts';

/** One piece of a text about the language or the script. Its headings are none of the report's, so they are no `h2`. */
export function documentBlockHtml(block: DocumentView): string {
  switch (block.type) {
    case 'signature':
      return `<p class="caption"><code>${escapeHtml(block.code)}</code></p>`;
    case 'heading':
      return `<p class="caption">${escapeHtml(block.text)}</p>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'terms':
      return `<dl class="terms">\n${block.items.map(termHtml).join('\n')}\n</dl>`;
    case 'code':
      return block.numbered
        ? `<ol class="code">\n${block.statements.map(numberedHtml).join('\n')}\n</ol>`
        : `<pre><code>${escapeHtml(block.statements.join('\n'))}</code></pre>`;
    default:
      return assertNever(block);
  }
}

function termHtml({ term, text }: { readonly term: string; readonly text: string }): string {
  return `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd></div>`;
}

function numberedHtml(statement: string): string {
  return `<li><code>${escapeHtml(statement)}</code></li>`;
}
