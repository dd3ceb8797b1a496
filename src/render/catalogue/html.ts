import { groupedInteger } from '../../base/messages/status.ts';
import type { CatalogueSite, SiteCode, SiteCodeList, SiteVariable } from '../../catalogue/site.ts';
import { factsHtml } from '../html/body.ts';
import { escapeHtml } from '../html/escape.ts';
import { pageWords } from './html-words.ts';
import { indexBody } from './index-page.ts';
import { catalogueStyle } from './style.ts';
import { codesHeading } from './text.ts';
import { catalogueWords } from './words.ts';

/** Files of an HTML catalogue by their paths in its folder. */
export type CatalogueFiles = ReadonlyMap<string, string>;

/** A file that only our catalogues have: a folder with it may be replaced. */
export const catalogueMarker = 'microdata-catalogue.json';

/** Lists up to this length stand on the page of each variable that uses them. */
const shortList = 60;

/**
 * A catalogue as a folder of pages that need no server: `index.html` with the search, a page for each variable and for each
 * long code list. The same catalogue gives the same bytes.
 *
 * @param script  what the pages run: the bundled search
 */
export function catalogueFiles(site: CatalogueSite, script: string): CatalogueFiles {
  const files = new Map<string, string>();
  const { databank, version, versionHash, language } = site;
  const marker = {
    format: 'microdata-catalogue-html',
    version: 1,
    databank: `${databank}:${version}`,
    versionHash,
    language,
  };
  files.set(catalogueMarker, `${JSON.stringify(marker, undefined, 2)}\n`);
  files.set('catalogue.css', catalogueStyle);
  files.set('catalogue.js', script);
  files.set('search-data.js', searchDataScript(site));
  const title = `${site.label} – ${word('catalogue', site).toLowerCase()}`;
  files.set('index.html', page(site, { title, body: indexBody(site), depth: 0, isIndex: true }));
  for (const variable of site.variables) {
    const { name, title: shown } = variable.sheet;
    const body = variableBody(variable, site);
    files.set(`variables/${name}.html`, page(site, { title: `${name} – ${shown}`, body, depth: 1, isIndex: false }));
  }
  for (const list of site.codeLists) {
    if (isShort(list)) continue;
    const listTitle = `${word('codeList', site)}: ${list.title}`;
    const body = codeListBody(list, site);
    files.set(`lists/${list.name}.html`, page(site, { title: listTitle, body, depth: 1, isIndex: false }));
  }
  return files;
}

function isShort({ codes }: SiteCodeList): boolean {
  return codes.length <= shortList;
}

/** What is searched, as a script: pages that are opened from disk may not fetch. */
function searchDataScript({ search, language }: CatalogueSite): string {
  const words = { none: pageWords.none[language], one: pageWords.one[language], many: pageWords.found[language] };
  return `globalThis.microdataCatalogue=${JSON.stringify({ search, words })};\n`;
}

interface PageParts {
  readonly title: string;
  readonly body: string;
  readonly depth: 0 | 1;
  readonly isIndex: boolean;
}

/** Scripts and styles come from the folder alone; `file:` because not every browser counts a file as its own origin. */
const contentPolicy =
  "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

function page(site: CatalogueSite, { title, body, depth, isIndex }: PageParts): string {
  const { language } = site;
  const up = depth === 0 ? '' : '../';
  const version = `${site.databank}:${site.version}`;
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy}">`,
    `<title>${escapeHtml(title)}</title>`,
    `<link rel="stylesheet" href="${up}catalogue.css">`,
    ...(isIndex ? ['<script defer src="search-data.js"></script>'] : []),
    `<script defer src="${up}catalogue.js" data-copy="${escapeHtml(word('copy', site))}" data-copied="${escapeHtml(word('copied', site))}"></script>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#content">${escapeHtml(word('skip', site))}</a>`,
    '<header>',
    ...(isIndex
      ? [`<h1>${escapeHtml(title)}</h1>`]
      : [
          `<nav aria-label="${escapeHtml(word('catalogue', site))}"><p><a href="../index.html">← ${escapeHtml(word('back', site))}</a></p></nav>`,
        ]),
    `<p class="faint"><code>${escapeHtml(version)}</code> · ${escapeHtml(site.nature)}</p>`,
    ...(site.isSynthetic ? [`<p class="banner" role="note">${escapeHtml(word('synthetic', site))}</p>`] : []),
    '</header>',
    '<main id="content">',
    body,
    '</main>',
    `<footer><p>${escapeHtml(version)} · <code>${escapeHtml(site.versionHash)}</code></p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function variableBody({ sheet, codeList, successors }: SiteVariable, site: CatalogueSite): string {
  const pieces = [
    `<h1><span class="name">${escapeHtml(sheet.name)}</span></h1>`,
    `<p class="lead">${escapeHtml(sheet.title)}</p>`,
  ];
  if (sheet.otherTitle !== undefined) {
    const other = site.language === 'nb' ? 'en' : 'nb';
    pieces.push(`<p class="faint" lang="${other}">${escapeHtml(sheet.otherTitle)}</p>`);
  }
  pieces.push(`<h2>${escapeHtml(word('about', site))}</h2>`);
  const facts = sheet.facts.map(({ key, label, text }): [string, string] => [
    label,
    key === 'successors' ? linked(text, successors) : registerText(text, registerFacts.has(key), site),
  ]);
  pieces.push(factsHtml(facts));
  const list = codeList === undefined ? undefined : site.codeLists[codeList];
  if (list !== undefined && sheet.codes !== undefined) {
    pieces.push(`<h2>${escapeHtml(word('codes', site))}</h2>`);
    pieces.push(`<p>${escapeHtml(codesHeading(sheet.codes, site.language))}</p>`);
    if (isShort(list)) pieces.push(codeTable(list, site));
    else {
      const text = `${word('wholeList', site)} (${groupedInteger(list.codes.length)})`;
      pieces.push(`<p><a href="../lists/${escapeHtml(list.name)}.html">${escapeHtml(text)}</a></p>`);
    }
  }
  pieces.push(`<h2>${escapeHtml(catalogueWords.inScripts[site.language])}</h2>`);
  for (const line of sheet.script)
    pieces.push(`<div class="line"><pre class="script"><code>${escapeHtml(line)}</code></pre></div>`);
  return pieces.join('\n');
}

/** Facts that are the register's own words, which are Norwegian on every page. */
const registerFacts: ReadonlySet<string> = new Set(['description', 'values', 'end', 'population', 'subjects']);

function registerText(text: string, isOwn: boolean, { language }: CatalogueSite): string {
  return isOwn && language !== 'nb' ? `<span lang="nb">${escapeHtml(text)}</span>` : escapeHtml(text);
}

/** Names of variables in a text become links to their pages. */
function linked(text: string, names: readonly string[]): string {
  return escapeHtml(text).replace(/[A-Z][A-Z0-9_]+/gu, (word) =>
    names.includes(word) ? `<a href="${word}.html"><code>${word}</code></a>` : word,
  );
}

function codeListBody(list: SiteCodeList, site: CatalogueSite): string {
  const users = list.usedBy.map((name) => `<a href="../variables/${name}.html"><code>${name}</code></a>`);
  return [
    `<h1>${escapeHtml(`${word('codeList', site)}: ${list.title}`)}</h1>`,
    `<p>${escapeHtml(word('usedBy', site))}: ${users.join(', ')}</p>`,
    `<form role="search" hidden><label for="code-filter">${escapeHtml(word('filterCodes', site))}</label><input id="code-filter" type="search" autocomplete="off" spellcheck="false"></form>`,
    `<h2>${escapeHtml(`${word('codes', site)}: ${groupedInteger(list.codes.length)}`)}</h2>`,
    codeTable(list, site),
  ].join('\n');
}

function codeTable({ codes, hasPeriods, title }: SiteCodeList, site: CatalogueSite): string {
  const heads = [word('code', site), word('title', site)];
  if (hasPeriods) heads.push(word('from', site), word('until', site));
  const rows = codes.map((code) => codeRow(code, hasPeriods, site));
  const label = `${word('codes', site)}: ${title}`;
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}"><table class="codes">`,
    `<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    '</table></div>',
  ].join('\n');
}

function codeRow({ code, title, from, until, isSentinel }: SiteCode, hasPeriods: boolean, site: CatalogueSite): string {
  const note = isSentinel ? ` <span class="faint">(${escapeHtml(catalogueWords.sentinel[site.language])})</span>` : '';
  const period = hasPeriods ? `<td class="date">${from}</td><td class="date">${until}</td>` : '';
  return `<tr><td><code>${escapeHtml(code)}</code></td><td>${registerText(title, true, site)}${note}</td>${period}</tr>`;
}

function word(key: keyof typeof pageWords, { language }: CatalogueSite): string {
  return pageWords[key][language];
}
