import { JSDOM, type PageElement } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { seal } from '../../../src/disclosure/gate.ts';
import { renderHtmlReport } from '../../../src/render/html/report.ts';
import { tableHtml } from '../../../src/render/html/table.ts';
import { buildReport } from '../../../src/render/report.ts';
import { stamp } from '../bodies/common.ts';
import { twoWay } from '../bodies/table.ts';
import { literateSource } from '../report-fixture.ts';
import { everyKind, samplePages } from './pages.ts';

const pages = await samplePages();
const open = (html: string): PageElement => new JSDOM(html).window.document;
const all = (page: PageElement, selector: string): readonly PageElement[] => [...page.querySelectorAll(selector)];
const texts = (page: PageElement, selector: string): readonly string[] =>
  all(page, selector).map(({ textContent }) => textContent.trim());

describe.each([...pages])('a report: %s', (_, html) => {
  const page = open(html);

  test('has one title, and no heading leaves out a level', () => {
    const levels = all(page, 'h1, h2, h3, h4, h5, h6').map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
  });

  test('names its language, and has one place for head, content and end', () => {
    expect(page.querySelector('html')?.getAttribute('lang')).toMatch(/^(?:nb|en)$/u);
    for (const part of ['header', 'main', 'footer']) expect(all(page, part)).toHaveLength(1);
  });

  test('gives each id once, and every link within it leads somewhere', () => {
    const ids = all(page, '[id]').map((element) => element.getAttribute('id') ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const targets = all(page, 'a[href^="#"]').map((link) =>
      decodeURIComponent(link.getAttribute('href') ?? '').slice(1),
    );
    expect(targets[0]).toBe('content');
    for (const target of targets) expect(ids).toContain(target);
  });

  test('has a caption on every table of a result, and a scope on every head', () => {
    for (const table of all(page, '.result table')) expect(table.querySelector('caption')?.textContent).not.toBe('');
    for (const head of all(page, 'th')) expect(head.getAttribute('scope')).toMatch(/^(?:col|colgroup|row|rowgroup)$/u);
    for (const frame of all(page, '.scroll, .picture')) expect(frame.getAttribute('tabindex')).toBe('0');
  });

  test('tells what every picture shows', () => {
    for (const picture of all(page, 'figure')) {
      const frame = picture.querySelector('[role="img"]');
      const caption = picture.querySelector('figcaption')?.textContent ?? '';
      expect(caption).not.toBe('');
      expect(caption.endsWith(frame?.getAttribute('aria-label') ?? 'nothing')).toBe(true);
    }
    for (const drawing of all(page, 'svg')) expect(drawing.getAttribute('aria-hidden')).toBe('true');
    for (const image of all(page, 'img')) expect(image.getAttribute('alt')).not.toBeNull();
  });
});

describe('a document', () => {
  const page = open(pages.get('all kinds') ?? '');

  test('begins with its own title, and what follows stands under it', () => {
    expect(texts(page, 'h1')).toEqual(['Alt som finnes']);
    expect(texts(page, 'main h2')).toEqual(['Et nivå er hoppet over', 'Enda en overskrift på øverste nivå']);
    expect(texts(page, 'main h3')).toEqual(['Tabeller', 'Slutt']);
    expect(page.querySelector('meta[name="author"]')?.getAttribute('content')).toBe('Kari <Nordmann>');
  });

  test('lists its headings, its tables and its figures', () => {
    expect(texts(page, 'nav.contents li').at(-1)).toBe('Om denne kjøringen');
    const results = texts(page, 'nav.results li');
    expect(results[0]).toBe('Tabell 1. tabulate: sivstand × kjonn');
    expect(results.filter((r) => r.startsWith('Figur '))).toHaveLength(all(page, 'figure').length);
    const captions = [...texts(page, '.result[id] caption'), ...texts(page, '.caption'), ...texts(page, 'figcaption')];
    for (const result of results) expect(captions).toContain(result);
  });

  test('does not give a heading and a block the same id', () => {
    const [first, fence, last] = everyKind('nb').parts;
    expect([first?.type, fence?.type, last?.type]).toEqual(['prose', 'fence', 'prose']);
    expect(all(page, '#slutt')).toHaveLength(1);
  });
});

describe('the end of a report', () => {
  test('tells databanks, policy and program with their hashes, and each rule that acted, once', async () => {
    const rules = [{ id: 'DC-10' }, { id: 'DC-03' }] as const;
    const result = seal({ body: twoWay, rules }, stamp, 'a-000001');
    const statements = literateSource.statements.map((s, i) => (i === 2 ? { ...s, results: [result, result] } : s));
    const page = open(await renderHtmlReport(buildReport({ ...literateSource, statements })));
    const record = texts(page, '.record .facts').join('');
    const { databanks, policy, scriptHash, engineVersion } = literateSource.record;
    for (const fact of [databanks[0]?.hash ?? '', policy.hash, scriptHash, engineVersion])
      expect(record).toContain(fact);
    expect(texts(page, '.rules dt').map((rule) => rule.slice(0, 5))).toEqual(['DC-03', 'DC-10']);
    expect(texts(page, '.rules dd')[0]).toContain('Nøyaktige antall');
  });
});

describe('tables on paper', () => {
  const table = (columns: number): string =>
    tableHtml(
      {
        type: 'table',
        caption: 'kommune',
        stubHeads: ['alder'],
        spans: [],
        heads: Array.from({ length: columns }, (_, i) => `Kommune${i}`),
        rows: [
          {
            stub: ['16–24 år'],
            depth: 0,
            role: 'body',
            cells: Array.from({ length: columns }, () => ({ text: '12 345', align: 'number' as const })),
          },
        ],
      },
      'kommune',
    );

  test('are set smaller when they are wide, and lie on their side when they are very wide', () => {
    expect(table(5)).toContain('<table>');
    expect(table(9)).toContain('<table class="small">');
    expect(table(12)).toMatch(/<table class="broad" style="--fit:9\.\dpt">/u);
    expect(table(30)).toMatch(/<table class="broad" style="--fit:3\.\dpt">/u);
  });
});
