import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { JSDOM, type PageElement } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { renderHtmlReport } from '../../../src/render/html/report.ts';
import { buildReport, type ReportSource } from '../../../src/render/report.ts';
import { reportPageScript } from '../../../tools/generate-page-scripts.ts';
import { bodies } from '../bodies/all.ts';
import { released } from '../bodies/common.ts';
import { plainSource } from '../report-fixture.ts';

const script = reportPageScript();

/** A report with these results. */
function sourceOf(...names: readonly string[]): ReportSource {
  const results = names.map((name) => released(bodies[name]!));
  return {
    ...plainSource,
    statements: plainSource.statements.map((s, i) => ({ ...s, results: i === 0 ? results : [] })),
  };
}

async function pageOf(...names: readonly string[]): Promise<JSDOM> {
  const html = await renderHtmlReport(buildReport(sourceOf(...names)), script);
  return new JSDOM(html, {
    runScripts: 'dangerously',
    beforeParse: (window: { readonly Element: { prototype: object } }) => {
      // jsdom lays nothing out, so that there is nothing to scroll.
      Object.assign(window.Element.prototype, { scrollIntoView: () => undefined });
    },
  });
}

function press(dom: JSDOM, key: string): boolean {
  const event = new dom.window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  return !dom.window.document.querySelector('.picture')!.dispatchEvent(event);
}

const textOf = (dom: JSDOM, selector: string): string =>
  (dom.window.document.querySelector(selector)?.textContent ?? '').replaceAll(/\s/gu, ' ');
const isHidden = (dom: JSDOM): boolean | undefined => dom.window.document.querySelector('.tip')?.hidden;
const all = (dom: JSDOM, selector: string): readonly PageElement[] => [
  ...dom.window.document.querySelectorAll(selector),
];
const isCurrent = (mark: PageElement): boolean => mark.getAttribute('class') === 'current';

describe("a report's script", () => {
  test('is the committed one', () => {
    const file = new URL('../../../assets/report/page.js', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(script);
  });

  test('is the only one that may run, by its hash, and fetches nothing', async () => {
    const html = await renderHtmlReport(buildReport(sourceOf('grouped-bars')), script);
    const [, inside] = /<script[^>]*>(.*?)<\/script>/su.exec(html)!;
    const hash = createHash('sha256').update(inside!).digest('base64');
    expect(html).toContain(`script-src 'sha256-${hash}'"`);
    expect(html.match(/<script/gu)).toHaveLength(1);
    expect(inside).not.toMatch(/fetch|XMLHttpRequest|import\(|eval|innerHTML|https?:/u);
    expect(script.length).toBeLessThan(6000);
  });

  test('is left out where there is no picture, or when none is handed in', async () => {
    expect(await renderHtmlReport(buildReport(sourceOf('two-way')), script)).not.toContain('<script');
    expect(await renderHtmlReport(buildReport(sourceOf('grouped-bars')))).not.toContain('<script');
  });

  test('cannot end the element that it stands in', async () => {
    await expect(renderHtmlReport(buildReport(sourceOf('grouped-bars')), 'x</script>')).rejects.toThrow('would end');
  });
});

describe('a picture that is pointed at', () => {
  test('tells label and released number beside the mark, and nothing when the pointer leaves', async () => {
    const dom = await pageOf('grouped-bars');
    const { document } = dom.window;
    expect(isHidden(dom)).toBe(true);
    const bar = all(dom, '[data-tip]')[2]!;
    bar.dispatchEvent(new dom.window.Event('pointerover', { bubbles: true }));
    expect([isHidden(dom), textOf(dom, '.tip')]).toEqual([false, 'Gift · Mann: 2 468']);
    expect(isCurrent(bar)).toBe(true);
    document.querySelector('.picture')!.dispatchEvent(new dom.window.Event('pointerleave'));
    expect([isHidden(dom), isCurrent(bar)]).toEqual([true, false]);
  });

  test('takes all parts of a box for one thing', async () => {
    const dom = await pageOf('date-box');
    const parts = all(dom, '[data-tip]');
    expect(parts.length).toBe(3);
    parts[1]!.dispatchEvent(new dom.window.Event('pointerover', { bubbles: true }));
    expect(all(dom, '.current')).toHaveLength(3);
    expect(textOf(dom, '.tip')).toMatch(/^fodt: Median 1967-04-07, /u);
  });
});

describe('a picture that is reached with keys', () => {
  test('walks through its marks, says each of them, and leaves other keys alone', async () => {
    const dom = await pageOf('grouped-bars');
    expect(press(dom, 'ArrowRight')).toBe(true);
    expect(textOf(dom, '[role=status]')).toBe('Ugift · Mann: 1 234');
    press(dom, 'ArrowDown');
    expect(textOf(dom, '.tip')).toBe('Ugift · Kvinne: 2 468');
    press(dom, 'ArrowLeft');
    press(dom, 'ArrowLeft');
    expect(textOf(dom, '.tip')).toBe('Ugift · Mann: 1 234');
    press(dom, 'End');
    const last = textOf(dom, '.tip');
    press(dom, 'ArrowRight');
    expect(textOf(dom, '.tip')).toBe(last);
    press(dom, 'Home');
    expect(textOf(dom, '.tip')).toBe('Ugift · Mann: 1 234');
    expect(press(dom, 'Tab')).toBe(false);
    expect(press(dom, 'Escape')).toBe(true);
    expect(isHidden(dom)).toBe(true);
    expect(press(dom, 'Escape')).toBe(false);
  });
});

describe('series', () => {
  test('are left out and taken back with buttons, and with a click on the legend', async () => {
    const dom = await pageOf('grouped-bars');
    const { document } = dom.window;
    const buttons = all(dom, '.series button');
    expect(buttons.map((b) => [b.textContent, b.getAttribute('aria-pressed')])).toEqual([
      ['Mann', 'true'],
      ['Kvinne', 'true'],
    ]);
    expect(document.querySelector('.series')!.getAttribute('aria-label')).toBe('Show or hide series');
    expect(document.querySelector('.picture .series')).toBeNull();
    const hidden = () => all(dom, '.off').map((mark) => mark.getAttribute('data-series'));
    const count = all(dom, 'path[data-series="1"]').length;
    expect(count).toBeGreaterThan(1);
    buttons[1]!.click();
    expect(new Set(hidden())).toEqual(new Set(['1']));
    expect(buttons[1]!.getAttribute('aria-pressed')).toBe('false');
    press(dom, 'ArrowRight');
    press(dom, 'ArrowRight');
    expect(textOf(dom, '.tip')).toBe('Gift · Mann: 2 468');
    all(dom, '.role-legend-label text')[1]!.dispatchEvent(new dom.window.Event('click', { bubbles: true }));
    expect(hidden()).toEqual([]);
    expect(buttons[1]!.getAttribute('aria-pressed')).toBe('true');
  });

  test('of a picture without a legend have no buttons', async () => {
    const dom = await pageOf('histogram');
    expect(dom.window.document.querySelector('.series')).toBeNull();
  });
});

describe('what a picture holds', () => {
  const pictures = ['grouped-bars', 'facet-bars', 'pie', 'flow', 'histogram', 'boxes', 'facet-boxes', 'hexagons'];
  test.each([...pictures, 'coefficients'])(
    '%s has a text for each mark, and every number of it stands in its tables',
    async (name) => {
      const dom = await pageOf(name);
      const numbersOf = (text: string): readonly string[] => text.replaceAll(/\s/gu, '').match(/\d+(?:\.\d+)?/gu) ?? [];
      const cells = all(dom, 'details :is(th, td)').flatMap(({ textContent }) => numbersOf(textContent));
      const known = new Set(cells);
      // Shares have fewer decimals beside a slice than in the table.
      const isRounded = (text: string): boolean =>
        cells.some((cell) => Number(cell).toFixed(text.split('.')[1]?.length ?? 0) === text);
      const tips = all(dom, '[data-tip]').map((mark) => mark.getAttribute('data-tip') ?? '');
      expect(tips.length).toBeGreaterThan(0);
      const unknown = tips.flatMap(numbersOf).filter((text) => !known.has(text) && !isRounded(text));
      expect(unknown).toEqual([]);
    },
  );
});
