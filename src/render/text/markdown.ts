import MarkdownIt, { type Token } from 'markdown-it';
import type { RowView, TableView } from '../view/view.ts';
import { printable, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';
import { drawTable } from './table.ts';

const parser = new MarkdownIt('commonmark', { html: false }).enable('table');

/** Lines of prose are easier to read when they are not as long as a wide window. */
const proseWidth = 100;

/** Draws Markdown for a terminal: wrapped paragraphs, underlined headings, lists with hanging indents, tables, code as it is. */
export function drawMarkdown(markdown: string, width: number, style: TextStyle): string[] {
  const lines = new Drawing(width, style).draw(parser.parse(markdown, {}));
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Walks markdown-it's flat list of tokens; what is open (quotes, list items) decides the prefix of a line. */
class Drawing {
  readonly #width: number;
  readonly #style: TextStyle;
  readonly #lines: string[] = [];
  /** Prefixes of open containers, and the marker that the next line shows instead of the last one. */
  readonly #prefixes: string[] = [];
  #marker: string | undefined;
  readonly #lists: (number | undefined)[] = [];
  #tight = false;

  constructor(width: number, style: TextStyle) {
    this.#width = width;
    this.#style = style;
  }

  draw(tokens: readonly Token[]): string[] {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (token === undefined) break;
      if (token.type === 'table_open') {
        const end = tokens.findIndex((t, at) => at > i && t.type === 'table_close');
        this.#table(tokens.slice(i, end));
        i = end;
      } else {
        this.#token(token, tokens[i - 1]);
      }
    }
    return this.#lines;
  }

  #token(token: Token, before: Token | undefined): void {
    switch (token.type) {
      case 'inline':
        if (before?.type === 'heading_open') this.#heading(plainText(token), before.tag);
        else this.#paragraph(plainText(token), before?.hidden === true);
        return;
      case 'fence':
      case 'code_block':
        this.#code(token.content);
        return;
      case 'hr':
        this.#put(this.#style.faint('─'.repeat(Math.min(this.#width, proseWidth))));
        this.#blank();
        return;
      case 'blockquote_open':
        this.#prefixes.push('│ ');
        return;
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.#lists.push(token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : undefined);
        return;
      case 'list_item_open':
        this.#openItem();
        return;
      case 'blockquote_close':
        this.#prefixes.pop();
        this.#blank();
        return;
      case 'list_item_close':
        this.#prefixes.pop();
        return;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.#lists.pop();
        if (this.#lists.length === 0) this.#blank();
        return;
      default:
        return;
    }
  }

  #openItem(): void {
    const number = this.#lists.at(-1);
    const marker = number === undefined ? '• ' : `${number}. `;
    if (number !== undefined) this.#lists[this.#lists.length - 1] = number + 1;
    this.#prefixes.push(' '.repeat(marker.length));
    this.#marker = marker;
  }

  #heading(text: string, tag: string): void {
    if (this.#lines.length > 0) this.#blank();
    const lines = wrap(text, this.#room());
    for (const line of lines) this.#put(this.#style.heading(line));
    const underline = tag === 'h1' ? '═' : tag === 'h2' ? '─' : '';
    if (underline !== '') this.#put(this.#style.faint(underline.repeat(Math.max(...lines.map(widthOf)))));
    this.#blank();
  }

  #paragraph(text: string, tight: boolean): void {
    for (const part of text.split('\n')) for (const line of wrap(part, this.#room())) this.#put(line);
    if (!tight) this.#blank();
    this.#tight = tight;
  }

  #code(content: string): void {
    if (this.#tight) this.#blank();
    for (const line of content.replace(/\n+$/u, '').split('\n')) this.#put(`    ${this.#style.code(printable(line))}`);
    this.#blank();
  }

  #table(tokens: readonly Token[]): void {
    for (const line of drawTable(tableOf(tokens), this.#room(), this.#style)) this.#put(line);
    this.#blank();
  }

  #room(): number {
    return Math.max(20, Math.min(this.#width, proseWidth) - this.#prefixes.join('').length);
  }

  #put(line: string): void {
    const prefixes = this.#marker === undefined ? this.#prefixes : [...this.#prefixes.slice(0, -1), this.#marker];
    this.#marker = undefined;
    this.#lines.push((prefixes.join('') + line).trimEnd());
  }

  #blank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }
}

/** The text of inline tokens: emphasis without its marks, links with their address, pictures as their description. */
function plainText(token: Token): string {
  let text = '';
  let address = '';
  for (const child of token.children ?? []) {
    if (child.type === 'softbreak') text += ' ';
    else if (child.type === 'hardbreak') text += '\n';
    else if (child.type === 'code_inline') text += `\`${child.content}\``;
    else if (child.type === 'image') text += `[${child.content}]`;
    else if (child.type === 'link_open') address = String(child.attrGet('href') ?? '');
    else if (child.type === 'link_close') {
      if (address !== '' && !text.endsWith(address)) text += ` (${address})`;
    } else text += child.content;
  }
  return text;
}

function tableOf(tokens: readonly Token[]): TableView {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    else if (token.type === 'inline') rows.at(-1)?.push(plainText(token));
  }
  const [heads = [], ...body] = rows;
  return {
    type: 'table',
    caption: '',
    stubHeads: [heads[0] ?? ''],
    spans: [],
    heads: heads.slice(1),
    rows: body.map(
      (row): RowView => ({
        stub: [row[0] ?? ''],
        depth: 0,
        role: 'body',
        cells: row.slice(1).map((text) => ({ text, align: 'left' })),
      }),
    ),
  };
}
