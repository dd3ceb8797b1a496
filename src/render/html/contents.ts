import type { Language } from '../../base/language.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import { word } from '../words.ts';
import type { Anchors } from './anchors.ts';
import { type ResultPlace, resultTitle } from './body.ts';
import { escapeHtml } from './escape.ts';
import type { Heading } from './markdown.ts';

/** Headings below this level are too many for a list. */
const deepestLevel = 3;

/** Fewer headings, or results, are found without a list. */
const fewest = { headings: 3, results: 2 } as const;

/** Numbers the tables and figures of a report, and lists them. */
export class ResultList {
  readonly #entries: { readonly place: ResultPlace; readonly title: string }[] = [];
  readonly #count = { table: 0, figure: 0 };
  readonly #anchors: Anchors;
  readonly #language: Language;

  constructor(anchors: Anchors, language: Language) {
    this.#anchors = anchors;
    this.#language = language;
  }

  /** The place of the next result; absent when it is neither table nor figure. */
  add(body: ReleasedBody, command: string): ResultPlace | undefined {
    const found = resultTitle(body, command, this.#language);
    if (found === undefined) return undefined;
    const name = `${word(found.kind, this.#language)} ${++this.#count[found.kind]}`;
    const place = { id: this.#anchors.claim(name.toLowerCase().replace(' ', '-')), name };
    this.#entries.push({ place, title: found.title });
    return place;
  }

  html(): readonly string[] {
    if (this.#entries.length < fewest.results) return [];
    const items = this.#entries.map(
      ({ place, title }) => `<li><a href="#${place.id}">${place.name}</a>. ${escapeHtml(title)}</li>`,
    );
    return [listHtml(word('tablesAndFigures', this.#language), 'results', items)];
  }
}

/** The table of contents; the run record stands last. */
export function contentsHtml(headings: readonly Heading[], recordId: string, language: Language): readonly string[] {
  const shown = headings.filter((h) => h.level <= deepestLevel);
  if (shown.length < fewest.headings) return [];
  const record = { level: 2, id: recordId, text: word('runRecord', language) };
  const items = [...shown, record].map(
    (h) => `<li class="level-${h.level}"><a href="#${escapeHtml(h.id)}">${escapeHtml(h.text)}</a></li>`,
  );
  return [listHtml(word('contents', language), 'contents', items)];
}

function listHtml(label: string, className: string, items: readonly string[]): string {
  return `<nav class="${className}" aria-label="${label}">\n<h2>${label}</h2>\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}
