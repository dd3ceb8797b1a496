import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../src/render/export/csv.ts';
import { chartDrawings } from '../../src/render/export/drawings.ts';
import { type ExportTable, exportBody, exportResults } from '../../src/render/export/export-table.ts';
import { latexOf } from '../../src/render/export/latex.ts';
import { markdownOf } from '../../src/render/export/markdown.ts';
import { pngOf } from '../../src/render/export/png.ts';
import { xlsxOf } from '../../src/render/export/xlsx.ts';
import { bodies } from './bodies/all.ts';
import { few, lookAlike, none, released, stamp } from './bodies/common.ts';
import { histogram } from './bodies/distribution.ts';
import { correlations, covariances } from './bodies/matrix.ts';
import { model } from './bodies/model.ts';
import { summary } from './bodies/summary.ts';
import { flat, nested, oneWay, twoWay } from './bodies/table.ts';
import { expectGolden } from './golden.ts';

const all = Object.entries(bodies).map(([command, body]) => ({ command, result: released(body) }));
const record = {
  engineVersion: '0.1.0',
  scriptHash: 'sha256:5',
  databanks: stamp.databanks.map((databank) => ({ ...databank, hash: 'sha256:d' as const })),
  policy: { id: 'strict', version: 1, hash: 'sha256:a' },
  trust: 'client',
} as const;

function cellTable(text: string): ExportTable {
  return { caption: '', stubs: 1, heads: ['a'], rows: [[{ text, align: 'left' }]] };
}

describe('tables for programs', () => {
  test('every kind of result looks as it did, in both languages', () => {
    for (const language of ['nb', 'en'] as const) {
      const results = exportResults(all, language);
      const csv = results.map(({ title, tables }) => [`# ${title}`, ...tables.map(csvOf)].join('\n'));
      expectGolden(`export/${language}.csv.txt`, csv.join('\n'));
      expectGolden(`export/${language}.md`, markdownOf(results));
      expectGolden(`export/${language}.tex`, latexOf(results));
    }
  });

  test('CSV is rectangular and holds the released numbers with all their figures', () => {
    for (const body of [twoWay, nested, flat, oneWay, summary, correlations, covariances, histogram, model]) {
      for (const table of exportBody(body, 'en').tables) {
        const [heads = [], ...rows]: string[][] = parse(csvOf(table));
        expect(heads).toHaveLength(table.heads.length);
        for (const [r, row] of rows.entries()) {
          expect(row).toHaveLength(heads.length);
          for (const [c, cell] of row.entries()) {
            const { number } = table.rows[r]?.[c] ?? {};
            if (number !== undefined && number.kind !== 'date') expect(Number(cell)).toBe(number.value);
          }
        }
      }
    }
  });

  test('a withheld number keeps its mark, one that does not exist is empty', () => {
    const [row] = twoWay.rows;
    const body = { ...twoWay, rows: row === undefined ? [] : [{ ...row, cells: row.cells.map(() => [few, none]) }] };
    const [table] = exportBody(body, 'en').tables;
    const cells = table === undefined ? [] : (parse(csvOf(table))[1] as string[]).slice(table.stubs);
    expect(new Set(cells)).toEqual(new Set(['--', '']));
  });

  test('every text survives CSV, but none becomes a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const [, [cell = ''] = []]: string[][] = parse(csvOf(cellTable(text)));
        expect([text, `'${text}`]).toContain(cell);
        expect(cell).not.toMatch(/^[=+@]/u);
      }),
    );
  });

  test('no label is markup: cells and lines of Markdown and LaTeX are counted by their own marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const results = [{ title: 't', tables: [cellTable(text)], notes: [] }];
        expect(markdownOf(results).trimEnd().split('\n')).toHaveLength(5);
        expect(markdownOf(results).split('\n').at(-2)?.replaceAll(/\\./gu, '').match(/\|/gu)).toHaveLength(2);
        const cell = /\\midrule\n {4}(.*) \\\\\n/u.exec(latexOf(results))?.[1] ?? 'missing';
        const bare = cell.replaceAll(
          /\\(?:[#$%&_{}]|text[a-z]+\{[^}]*\}|,)|\$(?:\\(?:times|cdot|to|leq|geq)|-)\$|\{-\}/gu,
          '',
        );
        expect(bare).not.toMatch(/[#$%&_{}\\^~]/u);
      }),
    );
  });

  test('texts that programs would take for calls, entities or unknown letters', () => {
    const written = (text: string) => [{ title: 't', tables: [cellTable(text)], notes: [] }];
    expect(['-2', '--', '-x', '.', "-2+3+cmd|'x'!A0"].map((text) => csvOf(cellTable(text)).split('\n')[1])).toEqual([
      '-2',
      '--',
      '-x',
      '.',
      "'-2+3+cmd|'x'!A0",
    ]);
    expect(markdownOf(written('&lt; a & b'))).toContain('| \\&lt; a & b |');
    expect(latexOf(written('a → b ≥ −1'))).toContain('a $\\to$ b $\\geq$ $-$1');
  });

  test('a look-alike of a released result is not written', async () => {
    const forged = [{ command: 'tabulate', result: lookAlike(twoWay) }];
    expect(() => exportResults(forged, 'nb')).toThrow('did not pass disclosure control');
    await expect(chartDrawings(forged, 'nb')).rejects.toThrow('did not pass disclosure control');
  });
});

test('a picture of thousands of categories is as long as viewers can open', async () => {
  const drawing = (height: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="${height}"></svg>`;
  const heightOf = async (height: number): Promise<number> =>
    new DataView((await pngOf(drawing(height), [], '')).buffer.slice(20, 24)).getUint32(0);
  expect(await heightOf(100)).toBe(200);
  expect(await heightOf(40_000)).toBe(16_384);
});

describe('a workbook', () => {
  test('has a sheet for each result and the run record last, and the same bytes each time', async () => {
    const results = exportResults(all, 'nb');
    const bytes = await xlsxOf(results, record, 'nb');
    expect(await xlsxOf(results, record, 'nb')).toEqual(bytes);
    const files = unzipSync(bytes);
    const text = (name: string): string => new TextDecoder().decode(files[name]);
    const names = [...text('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(([, name = '']) => name);
    expect(names).toHaveLength(results.length + 1);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('Om denne kjøringen');
    expect(Object.keys(files).filter((name) => /worksheets\/sheet\d+\.xml$/u.test(name))).toHaveLength(names.length);
  });

  test('numbers are numbers', async () => {
    const bytes = await xlsxOf(
      exportResults([{ command: 'summarize', result: released(summary) }], 'en'),
      record,
      'en',
    );
    const sheet = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
    const values = [...sheet.matchAll(/<c r="\w+"(?: s="\d+")?><v>([^<]*)<\/v>/gu)].map(([, value]) => Number(value));
    const expected = summary.rows.flatMap(({ display, values: row }) =>
      display === 'date' ? [] : row.flatMap(({ v }) => v ?? []),
    );
    for (const number of expected) expect(values).toContain(number);
  });
});
