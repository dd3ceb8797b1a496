import { groupedInteger } from '../../base/messages/status.ts';
import type { CatalogueSite, FilterChoice, SiteVariable } from '../../catalogue/site.ts';
import { escapeHtml } from '../html/escape.ts';
import { pageWords } from './html-words.ts';
import { catalogueWords } from './words.ts';

/** The page with the search: a list of all variables, which the script narrows and orders. */
export function indexBody(site: CatalogueSite): string {
  const text = (key: keyof typeof pageWords): string => escapeHtml(pageWords[key][site.language]);
  const count = `${groupedInteger(site.variables.length)} ${text('found')}`;
  return [
    '<form role="search" id="search-form" hidden>',
    `<label for="search">${text('search')}</label>`,
    '<input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="search-help">',
    `<p class="help" id="search-help">${text('searchHelp')}</p>`,
    `<div class="filters" role="group" aria-label="${text('filters')}">`,
    filter('unit-type', text('unitType'), text('all'), site.filters.unitTypes),
    filter('temporality', text('temporality'), text('all'), site.filters.temporalities),
    filter('subject', text('subject'), text('all'), site.filters.subjects),
    '</div>',
    '</form>',
    `<noscript><p class="banner">${text('needsScript')}</p></noscript>`,
    `<h2 id="variables-heading">${text('variables')}</h2>`,
    `<p id="count" role="status">${count}</p>`,
    '<ol class="hits" id="hits" aria-labelledby="variables-heading">',
    ...site.variables.map((variable) => hit(variable, site)),
    '</ol>',
  ].join('\n');
}

function filter(id: string, label: string, all: string, choices: readonly FilterChoice[]): string {
  const options = choices.map(
    ({ value, label: shown, count }) =>
      `<option value="${escapeHtml(value)}">${escapeHtml(shown)} (${groupedInteger(count)})</option>`,
  );
  return `<div><label for="${id}">${label}</label><select id="${id}"><option value="">${all}</option>${options.join('')}</select></div>`;
}

/** A variable in the list; the script finds it by its place. */
function hit({ sheet }: SiteVariable, { language }: CatalogueSite): string {
  const { name, title, unitType, temporality, years, codeCount } = sheet;
  const codes = codeCount === undefined ? '' : `${groupedInteger(codeCount)} ${catalogueWords.codesOf[language]}`;
  const facts = [unitType, temporality, years, codes].filter((text) => text !== '').join(' · ');
  return [
    `<li><a href="variables/${escapeHtml(name)}.html"><span class="name">${escapeHtml(name)}</span></a>`,
    `<span class="hit-title">${escapeHtml(title)}</span>`,
    `<span class="hit-facts">${escapeHtml(facts)}</span></li>`,
  ].join('');
}
