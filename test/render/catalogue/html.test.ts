import fs from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { JSDOM, type PageWindow } from 'jsdom';
import { afterEach, describe, expect, it } from 'vitest';
import { siteOf } from '../../../src/catalogue/site.ts';
import { assetPath } from '../../../src/metadata/assets.ts';
import { catalogueFiles } from '../../../src/render/catalogue/html.ts';
import { catalogueStyle } from '../../../src/render/catalogue/style.ts';
import { catalogueOf, sample, variable } from '../../catalogue/sample.ts';

const script = fs.readFileSync(assetPath('catalogue/page.js'), 'utf8');
const files = catalogueFiles(siteOf(sample, 'nb'), script);
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const opened: PageWindow[] = [];

/** Opens a page as a browser does, without running anything yet. */
function open(name: string, hash = '', from: ReadonlyMap<string, string> = files): PageWindow {
  const html = from.get(name);
  if (html === undefined) throw new Error(`there is no ${name}`);
  const { window } = new JSDOM(html, { url: `file:///catalogue/${name}${hash}`, runScripts: 'outside-only' });
  opened.push(window);
  return window;
}

/** Opens a page and runs what it runs. */
function run(name: string, hash = '', from: ReadonlyMap<string, string> = files): PageWindow {
  const window = open(name, hash, from);
  if (name === 'index.html') window.eval(from.get('search-data.js') ?? '');
  window.eval(script);
  return window;
}

function one(window: PageWindow, selector: string) {
  const found = window.document.querySelector(selector);
  if (found === null) throw new Error(`there is no ${selector}`);
  return found;
}

const names = (window: PageWindow): readonly string[] =>
  [...window.document.querySelectorAll('#hits .name')].map(({ textContent }) => textContent);

function type(window: PageWindow, selector: string, text: string): void {
  const control = one(window, selector);
  control.value = text;
  control.dispatchEvent(new window.Event('input', { bubbles: true }));
}

const press = (window: PageWindow, key: string): void => {
  window.document.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

afterEach(() => {
  for (const window of opened.splice(0)) window.close();
});

describe('the pages of a catalogue', () => {
  it('are one for the search, one for each variable, one for each long code list', () => {
    expect([...files.keys()]).toEqual([
      'microdata-catalogue.json',
      'catalogue.css',
      'catalogue.js',
      'search-data.js',
      'index.html',
      ...[...sample.variables.keys()].sort().map((name) => `variables/${name}.html`),
    ]);
    const codes = Array.from({ length: 100 }, (_, i) => ({ code: String(i), title: `Kode ${i}` }));
    const two = ['A_X', 'B_Y'].map((name) =>
      variable(name, { dataType: 'STRING', valueDomain: { type: 'enumerated', codes } }),
    );
    const long = catalogueFiles(siteOf(catalogueOf(two), 'nb'), script);
    expect([...long.keys()].filter((name) => name.startsWith('lists/'))).toEqual(['lists/A_X.html']);
    expect(long.get('variables/B_Y.html')).toContain('<a href="../lists/A_X.html">');
    expect(long.get('variables/B_Y.html')).not.toContain('Kode 99');
    const window = run('lists/A_X.html', '', long);
    type(window, '#code-filter', 'kode 42');
    const shown = [...window.document.querySelectorAll('table.codes tbody tr')].filter((row) => !row.hidden);
    expect(shown.map(({ textContent }) => textContent)).toEqual(['42Kode 42']);
  });

  it('are complete without scripts', () => {
    const window = open('index.html');
    expect(names(window)).toEqual([...sample.variables.keys()].sort());
    expect(one(window, '#search-form').getAttribute('hidden')).toBe('');
  });

  it('fetch nothing and link only to pages that are there', () => {
    for (const [name, text] of files) {
      if (!name.endsWith('.html')) continue;
      expect(text).not.toMatch(/(?:src|href)="(?:https?:|\/\/)/u);
      const folder = name.includes('/') ? 'variables/' : '';
      for (const [, address = ''] of text.matchAll(/(?:src|href)="([^"#]+)"/gu)) {
        const target = new URL(address, `file:///${folder}`).pathname.slice(1);
        expect(files.has(target), `${name} → ${address}`).toBe(true);
      }
    }
  });

  it('escape what registers say', () => {
    const page = files.get('variables/BEFOLKNING_KJOENN.html') ?? '';
    expect(page).toContain('Registrert kjønn &lt;b&gt;&amp;&quot;&#39;');
    const hostile = variable('A_B', { title: '</script><img src=x onerror=alert(1)>', description: '\u0007"\'<' });
    const pages = catalogueFiles(siteOf(catalogueOf([hostile]), 'en'), script);
    for (const [name, text] of pages) {
      if (name.endsWith('.html')) expect(text).not.toMatch(/<img|\u0007/u);
    }
    // The data stand in a file of their own, where no tag can end them.
    expect(run('index.html', '', pages).document.querySelector('.hit-title')?.textContent).toBe(hostile.title);
  });

  it('show codes with their validity, successors as links, and lines to copy', () => {
    const window = run('variables/BEFOLKNING_KOMMNR.html');
    const rows = [...window.document.querySelectorAll('table.codes tbody tr')].map(({ textContent }) => textContent);
    expect(rows).toEqual(['0301Oslo', '1601Trondheim2017-12-31', '5001Trondheim2018-01-01']);
    expect(one(window, 'dd a').getAttribute('href')).toBe('BEFOLKNING_BOSTED.html');
    const buttons = [...window.document.querySelectorAll('div.line button')].map((b) => b.getAttribute('aria-label'));
    expect(buttons).toContain('Kopier: import db/BEFOLKNING_KOMMNR 2020-01-01 as kommnr');
  });

  it('speak the language that is asked for, and say which texts are in the other one', () => {
    const page = catalogueFiles(siteOf(sample, 'en'), script).get('variables/BEFOLKNING_KJOENN.html') ?? '';
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<p class="faint" lang="nb">Kjønn</p>');
    expect(page).toContain('<td><span lang="nb">Mann</span></td>');
    expect(files.get('variables/BEFOLKNING_KJOENN.html')).toContain('<td>Mann</td>');
  });

  it('are the same bytes again', () => {
    expect([...catalogueFiles(siteOf(sample, 'nb'), script)]).toEqual([...files]);
  });
});

describe('searching on the page', () => {
  it('narrows the list while one types, in either language', () => {
    const window = run('index.html');
    type(window, '#search', 'wages');
    expect(names(window)).toEqual(['INNTEKT_LONN']);
    expect(one(window, '#count').textContent).toBe('1 variabel');
    type(window, '#search', 'bosted');
    expect(names(window)).toEqual(['BEFOLKNING_BOSTED', 'BEFOLKNING_KOMMNR']);
    expect([...window.document.querySelectorAll('#hits mark')].map(({ textContent }) => textContent)).toEqual([
      'Bosted',
      'Bostedskommune',
    ]);
    type(window, '#search', 'xqzzyv');
    expect(one(window, '#count').textContent).toBe('Ingen variabler svarer til søket.');
    type(window, '#search', '');
    expect(names(window)).toHaveLength(sample.variables.size);
    expect([...window.document.querySelectorAll('#hits mark')]).toEqual([]);
  });

  it('filters by unit type, temporality and subject', () => {
    const window = run('index.html');
    type(window, '#temporality', 'EVENT');
    expect(names(window)).toEqual(['BEFOLKNING_BOSTED']);
    type(window, '#temporality', '');
    type(window, '#unit-type', 'JOBB');
    expect(names(window)).toEqual(['JOBB_ODD_X']);
    type(window, '#unit-type', '');
    type(window, '#subject', 'Inntekt og formue');
    expect(names(window)).toEqual(['INNTEKT_LONN']);
  });

  it('keeps the search in the address and takes it from there', () => {
    const window = run('index.html', '#q=sex&unit=PERSON');
    expect(names(window)).toEqual(['BEFOLKNING_KJOENN']);
    type(window, '#search', 'mother');
    expect(window.location.hash).toBe('#q=mother&unit=PERSON');
  });

  it('is worked with the keyboard', () => {
    const window = run('index.html');
    press(window, '/');
    expect(window.document.activeElement).toBe(one(window, '#search'));
    press(window, 'ArrowDown');
    expect(window.document.activeElement).toBe(one(window, '#hits a'));
    press(window, 'ArrowDown');
    press(window, 'ArrowUp');
    expect(window.document.activeElement).toBe(one(window, '#hits a'));
    press(window, 'Escape');
    expect(window.document.activeElement).toBe(one(window, '#search'));
  });
});

describe('accessibility', () => {
  it.each(['index.html', 'variables/BEFOLKNING_KOMMNR.html', 'variables/BEFOLKNING_KJOENN.html'])(
    '%s has no fault that axe finds',
    async (name) => {
      const window = run(name);
      window.eval(axeSource);
      // Colours are checked below: there is no layout here.
      const result = (await window.eval(
        `axe.run(document, { rules: { 'color-contrast': { enabled: false } } })`,
      )) as axe.AxeResults;
      expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
      expect(result.passes.length).toBeGreaterThan(10);
    },
    60_000,
  );

  it.each(['light', 'dark'])('colours of text stand out from their backgrounds: %s', (theme) => {
    const [light = '', dark = ''] = [...catalogueStyle.matchAll(/:root \{[^}]*--text[^}]*\}/gu)].map(([rule]) => rule);
    const rule = theme === 'light' ? light : dark;
    const colour = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6})`, 'u').exec(rule)?.[1] ?? '';
    for (const front of ['text', 'faint', 'link']) {
      for (const back of ['back', 'panel']) {
        expect(contrast(colour(front), colour(back)), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(colour('text'), colour('mark'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('text'), colour('warn'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('focus'), colour('back'))).toBeGreaterThanOrEqual(3);
  });
});

/** Contrast of two colours after WCAG 2. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
