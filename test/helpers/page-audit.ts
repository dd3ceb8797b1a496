import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { resultOfPage } from './browser.ts';

/** What was found out about a page at a width. */
interface PageAudit {
  readonly page: string;
  /** The page in dark colours, as it sees itself. */
  readonly isDark: boolean;
  /** Columns by which the page is wider than its window. */
  readonly overflow: number;
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly string[] }[];
  /** Rules that had something to look at. */
  readonly passes: readonly string[];
}

/** Holds pages to what axe-core knows of accessibility, and to the width of their window. */
export async function expectAccessible(
  browser: string,
  pages: ReadonlyMap<string, string>,
  width: number,
  colours: 'light' | 'dark',
): Promise<void> {
  const audits = await auditPages(browser, pages, width, colours);
  expect(audits.length).toBe(pages.size);
  for (const { page, isDark, overflow, violations, passes } of audits) {
    // What proves that axe looked: rules that every report gives something to look at.
    expect(passes).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'heading-order']));
    const wanted = { page, isDark: colours === 'dark', overflow: 0, violations: [] };
    expect({ page, isDark, overflow, violations }).toEqual(wanted);
  }
}

/** Opens each page in a real browser and lets axe-core look at it. */
async function auditPages(
  browser: string,
  pages: ReadonlyMap<string, string>,
  width: number,
  colours: 'light' | 'dark',
): Promise<readonly PageAudit[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The page's own policy forbids scripts that it does not know, and axe is one.
  const opened = [...pages].map(([name, html]) => [
    name,
    html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/u, ''),
  ]);
  const driver = `<!doctype html><html><body><pre id="result"></pre>
<script type="application/json" id="axe">${embedded(axe)}</script>
<script type="application/json" id="pages">${embedded(opened)}</script>
<script>
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const axeSource = read('axe');
async function look(page, html, width) {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'border:0;height:900px;width:' + width + 'px';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  const own = frame.contentWindow;
  own.eval(axeSource);
  const found = await own.axe.run(own.document);
  const root = own.document.documentElement;
  const audit = {
    page,
    isDark: own.matchMedia('(prefers-color-scheme: dark)').matches,
    overflow: root.scrollWidth - root.clientWidth,
    violations: found.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 160) + ' — ' + n.failureSummary) })),
    passes: found.passes.map((p) => p.id),
  };
  frame.remove();
  return audit;
}
(async () => {
  const audits = [];
  for (const [page, html] of read('pages')) audits.push(await look(page, html, ${width}));
  document.getElementById('result').textContent = encodeURIComponent(JSON.stringify(audits));
})();
</script></body></html>`;
  return JSON.parse(await resultOfPage(browser, driver, colours)) as readonly PageAudit[];
}

/** JSON that cannot end the element that it stands in. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/</gu, '\\u003c');
}
