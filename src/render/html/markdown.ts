import MarkdownIt from 'markdown-it';
import { type Anchors, anchorText } from './anchors.ts';
import { escapeHtml } from './escape.ts';

/** A heading of the report, for the table of contents. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Turns Markdown into HTML and remembers the headings that it met. One for each report: it knows what a heading stands under. */
export class MarkdownRenderer {
  readonly headings: Heading[] = [];
  readonly #markdown = newParser();
  readonly #anchors: Anchors;
  /** Levels, as written, of the headings that the next one may stand under. */
  readonly #open: number[] = [];

  constructor(anchors: Anchors) {
    this.#anchors = anchors;
  }

  /** The page's title in HTML when the text begins with a heading of the first level, and the rest of the text. */
  takeTitle(source: string): { readonly title: string | undefined; readonly rest: string } {
    const [open, inline, close] = this.#markdown.parse(source, {});
    if (open?.type !== 'heading_open' || open.tag !== 'h1' || inline === undefined || close === undefined) {
      return { title: undefined, rest: source };
    }
    open.attrSet('id', this.#anchors.claim(anchorText(textOf(inline)) || 'del'));
    const title = this.#markdown.renderer.render([open, inline, close], this.#markdown.options, {}).trimEnd();
    const lines = source.split(/\r\n?|\n/u).slice(open.map?.[1] ?? 0);
    return { title, rest: lines.join('\n') };
  }

  render(source: string): string {
    const tokens = this.#markdown.parse(source, {});
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_close') token.tag = `h${this.headings.at(-1)?.level ?? 2}`;
      if (token.type !== 'heading_open') continue;
      const text = textOf(tokens[index + 1]);
      const id = this.#anchors.claim(anchorText(text) || 'del');
      const level = this.#levelOf(Number(token.tag.slice(1)));
      token.tag = `h${level}`;
      token.attrSet('id', id);
      this.headings.push({ level, text, id });
    }
    return this.#markdown.renderer.render(tokens, this.#markdown.options, {});
  }

  /** Under the page's title no level is left out, whatever the writer began with: readers of headings count on it. */
  #levelOf(written: number): number {
    while ((this.#open.at(-1) ?? 0) >= written) this.#open.pop();
    this.#open.push(written);
    return Math.min(6, this.#open.length + 1);
  }
}

function textOf(inline: { readonly children?: readonly { readonly content: string }[] | null } | undefined): string {
  return (inline?.children ?? []).map((c) => c.content).join('');
}

/** HTML in the text is shown, never passed on. */
function newParser() {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index];
    return imageHtml(String(token?.attrGet('src') ?? ''), token?.content ?? '');
  };
  markdown.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>';
  markdown.renderer.rules['table_close'] = () => '</table></div>\n';
  markdown.renderer.rules['th_open'] = (tokens, index, options, _, self) => {
    tokens[index]?.attrSet('scope', 'col');
    return self.renderToken(tokens, index, options);
  };
  return markdown;
}

/** A report makes no requests: pictures are shown when they are in the text itself, otherwise their address is. */
function imageHtml(address: string, description: string): string {
  const alt = escapeHtml(description);
  if (address.startsWith('data:image/')) return `<img src="${escapeHtml(address)}" alt="${alt}">`;
  return `<span class="note">[${alt === '' ? '' : `${alt}: `}${escapeHtml(address)}]</span>`;
}
