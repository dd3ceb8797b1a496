import { describe, expect, test } from 'vitest';
import { renderHtmlReport } from '../../src/render/html/report.ts';
import { renderJsonRun } from '../../src/render/json/report.ts';
import { buildReport, type ReportPart } from '../../src/render/report.ts';
import { widthOf } from '../../src/render/text/lines.ts';
import { renderTextReport } from '../../src/render/text/report.ts';
import { lookAlike, released } from './bodies/common.ts';
import { twoWay } from './bodies/table.ts';
import { refusal } from './bodies/text.ts';
import { expectGolden } from './golden.ts';
import { literateSource, plainSource } from './report-fixture.ts';

const kinds = (parts: readonly ReportPart[]): string[] =>
  parts.map((p) => (p.type === 'statement' ? `statement ${p.index}${p.echo === undefined ? '' : ' echoed'}` : p.type));

describe('the order of a report', () => {
  test('a literate document keeps its prose; results follow their block', () => {
    expect(kinds(buildReport(literateSource).parts)).toEqual([
      'prose',
      'source',
      'statement 1',
      'prose',
      'statement 2 echoed',
      'statement 3 echoed',
      'statement 4 echoed',
      'prose',
      'statement 5',
      'statement 6',
      'prose',
      'source',
    ]);
  });

  test('a plain script keeps comments and text blocks in place', () => {
    const { parts } = buildReport(plainSource);
    expect(kinds(parts)).toEqual([
      'comment',
      'statement 0 echoed',
      'prose',
      'statement 1 echoed',
      'statement 2 echoed',
      'statement 3 echoed',
    ]);
    expect(parts[3]).toMatchObject({
      echo: { code: 'generate alder = 2019 - ar', comment: '// alder' },
      iteration: 'y = 2019',
    });
  });

  test('a block that is run without output shows no results', () => {
    const parts = literateSource.parts.map((p) =>
      p.type === 'fence' ? { ...p, attributes: { ...p.attributes, output: false } } : p,
    );
    expect(
      buildReport({ ...literateSource, parts }).parts.flatMap((p) => (p.type === 'statement' ? p.results : [])),
    ).toEqual([]);
  });

  test('a block after the run has stopped says that it was not run', () => {
    const statements = literateSource.statements.map((s) => ({ ...s, outcome: 'not-run' as const, results: [] }));
    expect(kinds(buildReport({ ...literateSource, statements }).parts).filter((k) => k === 'not-run')).toHaveLength(3);
  });

  test('the title comes from the front matter, a heading or the file', () => {
    expect(buildReport(literateSource).title).toBe('Lønn og kjønn');
    expect(buildReport({ ...literateSource, frontMatter: new Map() }).title).toBe('Lønn og kjønn');
    expect(buildReport({ ...plainSource, texts: [] }).title).toBe('lonn');
  });
});

describe('what was refused', () => {
  const results = [released(refusal)];
  const statements = literateSource.statements.map((s, i) => (i === 1 ? { ...s, results } : s));

  test('is shown with the statement that it belongs to, though its block shows no echoes', () => {
    const [echo] = literateSource.statements.flatMap((s, i) => (i === 1 ? [s.echo] : []));
    const part = buildReport({ ...literateSource, statements }).parts.find(
      (p) => p.type === 'statement' && p.index === 1,
    );
    expect(part).toMatchObject({ echo: { code: echo } });
  });

  test('is marked in text and has its sentence in both languages in JSON', () => {
    expect(renderTextReport(buildReport({ ...literateSource, statements }), { width: 80 })).toContain('\n! Tabellen');
    const json = JSON.parse(renderJsonRun({ ...literateSource, statements })) as {
      statements: readonly { results: readonly unknown[] }[];
    };
    expect(json.statements[1]?.results).toMatchObject([
      {
        body: { type: 'refusal', rule: 'DC-05' },
        text: {
          nb: expect.stringContaining('små celler') as string,
          en: expect.stringContaining('small cells') as string,
        },
      },
    ]);
  });
});

describe('a report in every medium', () => {
  test.each([80, 140])('as text in %i columns', (width) => {
    const text = renderTextReport(buildReport(literateSource), { width });
    for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expectGolden(`report/literate-${width}.txt`, text);
    expectGolden(`report/plain-${width}.txt`, renderTextReport(buildReport(plainSource), { width }));
  });

  test('as HTML', async () => {
    expectGolden('report/literate.html', await renderHtmlReport(buildReport(literateSource)));
    expectGolden('report/plain.html', await renderHtmlReport(buildReport(plainSource)));
  });

  test('as JSON', () => {
    expectGolden('report/literate.json', renderJsonRun(literateSource));
    expect(renderJsonRun(literateSource)).toBe(renderJsonRun({ ...literateSource }));
  });

  test('HTML fetches nothing, runs nothing and passes no markup through', async () => {
    const html = await renderHtmlReport(buildReport(literateSource));
    expect(html).not.toMatch(/<(?:script|link|iframe|object|base)\b/iu);
    expect(html).not.toMatch(/\b(?:src|srcset)=["']?(?!data:)/iu);
    expect(html).not.toMatch(/@import|url\(/iu);
    expect(html).toContain('&lt;script&gt;');
  });

  test('synthetic data and an unguarded machine are said so in every medium', async () => {
    const report = buildReport(literateSource);
    for (const text of [renderTextReport(report, { width: 200 }), await renderHtmlReport(report)]) {
      expect(text).toContain('Syntetiske data');
      expect(text).toContain('ingen garanti for konfidensialitet');
    }
  });

  test('the same report gives the same bytes', async () => {
    const once = await renderHtmlReport(buildReport(literateSource));
    expect(await renderHtmlReport(buildReport(literateSource))).toBe(once);
  });

  test('a look-alike of a released result reaches no medium', async () => {
    const forged = lookAlike(twoWay);
    const source = { ...plainSource, statements: plainSource.statements.map((s) => ({ ...s, results: [forged] })) };
    const message = 'did not pass disclosure control';
    expect(() => renderTextReport(buildReport(source), { width: 80 })).toThrow(message);
    expect(() => renderJsonRun(source)).toThrow(message);
    await expect(renderHtmlReport(buildReport(source))).rejects.toThrow(message);
  });
});
