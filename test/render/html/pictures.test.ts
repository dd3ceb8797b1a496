import { describe, expect, test } from 'vitest';
import { figureHtml } from '../../../src/render/html/figure.ts';
import { renderHtmlReport } from '../../../src/render/html/report.ts';
import { buildReport } from '../../../src/render/report.ts';
import { reportPageScript } from '../../../tools/generate-page-scripts.ts';
import { findBrowser, resultOfPage } from '../../helpers/browser.ts';
import { groupedBars } from '../bodies/bars.ts';
import { released } from '../bodies/common.ts';
import { gallery } from '../chart/gallery.ts';
import { plainSource } from '../report-fixture.ts';

const browser = findBrowser();

/** What a browser finds in a picture. */
interface Sight {
  readonly title: string;
  readonly texts: number;
  readonly overlaps: readonly string[];
  readonly cut: readonly string[];
  /** Whether the page's script, which its content policy names by hash, has run. */
  readonly answers: boolean;
  /** Of the texts, the least contrast with the page. */
  readonly contrast: number;
}

/** Looks at every picture of a page in windows of some widths: runs in the browser. */
const look = `
const corners = (text) => {
  const box = text.getBBox(), matrix = text.getScreenCTM();
  return [[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]]
    .map(([x, y]) => [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f]);
};
// Boxes of lines are higher than their letters: a quarter of a line may be shared.
const apart = (a, b, axis, slack) => {
  const along = (box) => box.map(([x, y]) => x * axis[0] + y * axis[1]);
  const [ours, theirs] = [along(a), along(b)];
  return Math.max(...ours) <= Math.min(...theirs) + slack || Math.max(...theirs) <= Math.min(...ours) + slack;
};
const axesOf = (box) => [[box[0], box[1]], [box[1], box[2]]].map(([from, to]) => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
});
const overlap = (a, b) => ![...axesOf(a), ...axesOf(b)].some((axis) => apart(a, b, axis, 3));
const light = (colour) => {
  const [r, g, b] = colour.match(/[\\d.]+/gu).map(Number).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, two) => {
  const [low, high] = [light(one), light(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
function sights(own) {
  const paper = own.getComputedStyle(own.document.body).backgroundColor;
  return [...own.document.querySelectorAll('figure.chart')].map((figure) => {
    const svg = figure.querySelector('svg'), frame = svg.getBoundingClientRect();
    const seen = [...svg.querySelectorAll('text')].filter((text) => text.getAttribute('opacity') !== '0' && text.textContent.trim() !== '')
      .map((text) => ({ name: text.textContent, box: corners(text), ink: own.getComputedStyle(text).fill }));
    const overlaps = [], cut = [];
    for (let i = 0; i < seen.length; i++) {
      for (let j = i + 1; j < seen.length; j++) if (overlap(seen[i].box, seen[j].box)) overlaps.push(seen[i].name + ' × ' + seen[j].name);
      if (seen[i].box.some(([x, y]) => x < frame.left - 2 || x > frame.right + 2 || y < frame.top - 2 || y > frame.bottom + 2)) cut.push(seen[i].name);
    }
    return {
      title: figure.querySelector('figcaption').textContent, texts: seen.length, overlaps, cut,
      answers: figure.querySelector('.picture').getAttribute('role') === 'application',
      contrast: Math.min(...seen.map(({ ink }) => contrast(ink, paper))),
    };
  });
}
`;

async function sightsOf(html: string, widths: readonly number[], colours: 'light' | 'dark'): Promise<readonly Sight[]> {
  const page = JSON.stringify(html).replace(/</gu, '\\u003c');
  const driver = `<!doctype html><html><body><pre id="result"></pre><script type="application/json" id="page">${page}</script>
<script>${look}
(async () => {
  const found = [];
  for (const width of ${JSON.stringify(widths)}) {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'border:0;height:900px;width:' + width + 'px';
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.srcdoc = JSON.parse(document.getElementById('page').textContent);
    document.body.append(frame);
    await loaded;
    found.push(...sights(frame.contentWindow));
    frame.remove();
  }
  document.getElementById('result').textContent = encodeURIComponent(JSON.stringify(found));
})();
</script></body></html>`;
  return JSON.parse(await resultOfPage(browser ?? '', driver, colours)) as readonly Sight[];
}

/** A report whose pictures are those of the gallery. */
async function galleryPage(): Promise<string> {
  const statements = plainSource.statements.map((s, i) => ({ ...s, results: i === 0 ? [released(groupedBars)] : [] }));
  const report = await renderHtmlReport(buildReport({ ...plainSource, statements }), reportPageScript());
  const figures: string[] = [];
  for (const [name, chart] of gallery) figures.push(await figureHtml(chart, name, undefined));
  return report.replace('</main>', () => `${figures.join('\n')}</main>`);
}

describe.skipIf(browser === undefined)('pictures in a real browser (skipped where there is none)', () => {
  test.each(['light', 'dark'] as const)(
    'in %s colours, wide and narrow, have no texts that overlap or are cut',
    async (colours) => {
      const widths = [480, 1200];
      const found = await sightsOf(await galleryPage(), widths, colours);
      expect(found).toHaveLength(widths.length * (gallery.length + 1));
      for (const { title, texts, overlaps, cut, answers, contrast } of found) {
        expect(texts, title).toBeGreaterThan(0);
        expect(overlaps, title).toEqual([]);
        expect(cut, title).toEqual([]);
        expect(answers, title).toBe(true);
        expect(contrast, title).toBeGreaterThan(4.5);
      }
    },
    240_000,
  );
});
