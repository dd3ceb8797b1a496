import { type CatalogueSearch, marksOf, openSearch } from '../../../catalogue/search.ts';
import type { SearchData } from '../../../catalogue/search-data.ts';

/** What `search-data.js` leaves for this script. */
interface CatalogueData {
  readonly search: SearchData;
  readonly words: { readonly none: string; readonly one: string; readonly many: string };
}

declare global {
  var microdataCatalogue: CatalogueData | undefined;
}

/** A variable's place in the page's list. */
interface Item {
  readonly element: HTMLLIElement;
  readonly name: string;
  readonly link: HTMLAnchorElement;
  readonly title: HTMLElement;
}

/** The form's controls. */
interface Controls {
  readonly search: HTMLInputElement;
  readonly unitType: HTMLSelectElement;
  readonly temporality: HTMLSelectElement;
  readonly subject: HTMLSelectElement;
}

/** Names of the form's controls in the address, so that a search can be kept as a bookmark. */
const addressNames = [
  ['search', 'q'],
  ['unitType', 'unit'],
  ['temporality', 'time'],
  ['subject', 'subject'],
] as const satisfies readonly (readonly [keyof Controls, string])[];

function allOf(controls: Controls): readonly (HTMLInputElement | HTMLSelectElement)[] {
  return addressNames.map(([name]) => controls[name]);
}

/** Makes the list of variables searchable, on the page that has one. */
export function searchVariables(): void {
  const data = globalThis.microdataCatalogue;
  const form = document.getElementById('search-form');
  const list = document.getElementById('hits');
  const status = document.getElementById('count');
  const controls = controlsOf();
  if (data === undefined || form === null || list === null || status === null || controls === undefined) return;
  const items = new Map([...list.querySelectorAll('li')].flatMap((element) => itemOf(element)).map((i) => [i.name, i]));
  let opened: CatalogueSearch | undefined;
  const show = (): void => {
    // Opened at the first search: the list itself is there at once.
    opened ??= openSearch(data.search);
    showHits(opened, items, list, controls);
    const { childElementCount: count } = list;
    status.textContent = count === 0 ? data.words.none : `${count} ${count === 1 ? data.words.one : data.words.many}`;
    keepInAddress(controls);
  };
  form.hidden = false;
  for (const control of allOf(controls)) control.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  followKeys(controls.search, list);
  if (readAddress(controls)) show();
}

function controlsOf(): Controls | undefined {
  const search = document.getElementById('search');
  const unitType = document.getElementById('unit-type');
  const temporality = document.getElementById('temporality');
  const subject = document.getElementById('subject');
  if (!(search instanceof HTMLInputElement)) return undefined;
  if (!(unitType instanceof HTMLSelectElement)) return undefined;
  if (!(temporality instanceof HTMLSelectElement)) return undefined;
  if (!(subject instanceof HTMLSelectElement)) return undefined;
  return { search, unitType, temporality, subject };
}

function itemOf(element: HTMLLIElement): readonly Item[] {
  const link = element.querySelector('a');
  const title = element.querySelector<HTMLElement>('.hit-title');
  if (link === null || title === null) return [];
  return [{ element, name: link.textContent, link, title }];
}

function showHits(
  search: CatalogueSearch,
  items: ReadonlyMap<string, Item>,
  list: HTMLElement,
  { search: query, unitType, temporality, subject }: Controls,
): void {
  const hits = search.find(query.value, {
    ...(unitType.value === '' ? {} : { unitType: unitType.value }),
    ...(temporality.value === '' ? {} : { temporality: temporality.value }),
    ...(subject.value === '' ? {} : { subject: subject.value }),
  });
  const shown = hits.flatMap(({ entry }) => items.get(entry.name) ?? []);
  list.replaceChildren(...shown.map(({ element }) => element));
  for (const { title } of shown) markWords(title, query.value);
}

/** Marks the words of a search in a title. */
function markWords(title: HTMLElement, query: string): void {
  const text = title.textContent;
  const marks = query.trim() === '' ? [] : marksOf(text, query);
  if (marks.length === 0 && title.childElementCount === 0) return;
  const pieces: (string | HTMLElement)[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    const mark = document.createElement('mark');
    mark.textContent = text.slice(from, to);
    pieces.push(text.slice(at, from), mark);
    at = to;
  }
  title.replaceChildren(...pieces, text.slice(at));
}

/** `/` goes to the search, arrows walk through the hits, Escape goes back. */
function followKeys(search: HTMLInputElement, list: HTMLElement): void {
  document.addEventListener('keydown', (event) => {
    const active = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && !(active instanceof HTMLInputElement || active instanceof HTMLSelectElement)) {
      event.preventDefault();
      search.focus();
      return;
    }
    const links = [...list.querySelectorAll('a')];
    const at = active instanceof HTMLAnchorElement ? links.indexOf(active) : -1;
    if (active !== search && at < 0) return;
    if (event.key === 'ArrowDown') links[at + 1]?.focus();
    else if (event.key === 'ArrowUp' && at === 0) search.focus();
    else if (event.key === 'ArrowUp' && at > 0) links[at - 1]?.focus();
    else if (event.key === 'Escape' && at >= 0) search.focus();
    else return;
    event.preventDefault();
  });
}

function keepInAddress(controls: Controls): void {
  const kept = new URLSearchParams();
  for (const [name, parameter] of addressNames) {
    const { value } = controls[name];
    if (value !== '') kept.set(parameter, value);
  }
  const address = kept.toString();
  // Not `history.replaceState`: pages from disk may not call it everywhere. A bare `#` would jump to the top.
  if (address !== '' || location.hash !== '') location.replace(`#${address === '' ? 'q=' : address}`);
}

/** Takes a search from the address; false where it holds none. */
function readAddress(controls: Controls): boolean {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const [name, parameter] of addressNames) controls[name].value = kept.get(parameter) ?? '';
  return allOf(controls).some(({ value }) => value !== '');
}
