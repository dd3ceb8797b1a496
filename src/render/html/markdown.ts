import MarkdownIt from 'markdown-it';
import { escapeHtml } from './escape.ts';

/** A heading of the report, for the table of contents. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Turns Markdown into HTML and remembers the headings that it met. One for each report: ids are unique within it. */
export class MarkdownRenderer {
  readonly headings: Heading[] = [];
  readonly #markdown: ReturnType<typeof newParser>;

  constructor() {
    this.#markdown = newParser();
    this.#markdown.renderer.rules['image'] = (tokens, index) => {
      const token = tokens[index];
      return imageHtml(String(token?.attrGet('src') ?? ''), token?.content ?? '');
    };
    this.#markdown.renderer.rules['table_open'] = () => '<div class="scroll"><table>';
    this.#markdown.renderer.rules['table_close'] = () => '</table></div>\n';
  }

  render(source: string): string {
    const tokens = this.#markdown.parse(source, {});
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const text = (tokens[index + 1]?.children ?? []).map((c) => c.content).join('');
      const id = this.#uniqueId(text);
      token.attrSet('id', id);
      this.headings.push({ level: Number(token.tag.slice(1)), text, id });
    }
    return this.#markdown.renderer.render(tokens, this.#markdown.options, {});
  }

  #uniqueId(text: string): string {
    const slug = text
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/gu, '');
    const base = slug === '' ? 'del' : slug;
    let id = base;
    for (let n = 2; this.headings.some((h) => h.id === id); n++) id = `${base}-${n}`;
    return id;
  }
}

/** HTML in the text is shown, never passed on. */
function newParser() {
  return new MarkdownIt({ html: false, linkify: false, typographer: false });
}

/** A report makes no requests: pictures are shown when they are in the text itself, otherwise their address is. */
function imageHtml(address: string, description: string): string {
  const alt = escapeHtml(description);
  if (address.startsWith('data:image/')) return `<img src="${escapeHtml(address)}" alt="${alt}">`;
  return `<span class="note">[${alt === '' ? '' : `${alt}: `}${escapeHtml(address)}]</span>`;
}
