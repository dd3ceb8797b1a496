import { stringify } from 'csv-stringify/sync';
import { canonicalJson, plainJson } from '../base/canonical-json.ts';
import type { Language } from '../base/language.ts';
import { threshold } from '../base/messages/message.ts';
import type { CellValue } from '../record/cells.ts';
import { type Movement, moves, relativeChange } from '../record/drift.ts';
import { escapeHtml } from '../render/html/escape.ts';
import { aligned } from './aligned.ts';
import { say } from './failure.ts';

/** How the released numbers of a script move from version to version. */
export interface Drift {
  readonly file: string;
  readonly databank: string;
  /** Those that the script could be run on, oldest first. */
  readonly versions: readonly string[];
  readonly movements: readonly Movement[];
  readonly obstacles: readonly { readonly version: string; readonly text: string }[];
}

/** How a drift is drawn in a terminal. */
export interface DriftDrawing {
  readonly language: Language;
  /** Show the numbers that stay the same, too. */
  readonly all: boolean;
  readonly width: number;
}

const heads = {
  nb: { number: 'tall', chart: 'forløp', change: 'endring', line: 'linje', result: 'resultat' },
  en: { number: 'number', chart: 'course', change: 'change', line: 'line', result: 'result' },
} as const;

/** For people: each statement with its numbers, a column for each version, a small chart and the change in all. */
export function driftText(drift: Drift, { language, all, width }: DriftDrawing): string {
  const { movements, versions } = drift;
  const shown = all ? movements : movements.filter(moves);
  const blocks = grouped(shown).map((own) => blockText(own, versions, language, width));
  return `${[titleOf(drift, language), ...blocks, ...endOf(drift, shown.length, language)].join('\n\n')}\n`;
}

function titleOf({ file, databank, versions }: Drift, language: Language): string {
  return say('rerun-title', { file, databank, versions }, language);
}

function endOf({ movements, obstacles }: Drift, shown: number, language: Language): readonly string[] {
  const unmoved = movements.length - shown;
  return [
    ...(unmoved > 0 ? [say('rerun-unmoved', { count: threshold(unmoved) }, language)] : []),
    ...obstacles.map((obstacle) => say('rerun-obstacle', obstacle, language)),
  ];
}

/** Numbers by the result that they stand in. */
function grouped(movements: readonly Movement[]): readonly (readonly Movement[])[] {
  return [...Map.groupBy(movements, ({ statement, result }) => `${statement} ${result}`).values()];
}

function headingOf({ command, line, iteration, result }: Movement, language: Language): string {
  const w = heads[language];
  const pass = iteration === '' ? '' : ` (${iteration})`;
  return `${w.line} ${line}, ${command}${pass}, ${w.result} ${result + 1}`;
}

function blockText(own: readonly Movement[], versions: readonly string[], language: Language, width: number): string {
  const [first] = own;
  if (first === undefined) return '';
  const w = heads[language];
  const rows = own.map((movement) => [
    ...movement.values.map(valueText),
    sparkline(movement.values),
    changeText(movement),
  ]);
  const lines = aligned(rightAligned([[...versions, w.chart, w.change], ...rows], versions.length));
  // The names give way: numbers are what one looks for.
  const room = Math.max(16, width - 4 - Math.max(0, ...lines.map((line) => line.length)));
  const names = ['', ...own.map(({ where }) => shortened(placeText(where), room))];
  const widest = Math.max(0, ...names.map((name) => name.length));
  const body = lines.map((line, i) => `  ${(names[i] ?? '').padEnd(widest)}  ${line}`.trimEnd());
  return [headingOf(first, language), ...body].join('\n');
}

/** The first columns with their texts at the right end. */
function rightAligned(rows: readonly (readonly string[])[], count: number): readonly (readonly string[])[] {
  const widths = Array.from({ length: count }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => row.map((text, i) => text.padStart(widths[i] ?? 0)));
}

/** Where a number stands, without the words of the format that every number of its kind has. */
function placeText(where: string): string {
  return where.replace(/^rows · /u, '').replace(/ · value$/u, '');
}

function shortened(text: string, room: number): string {
  return text.length <= room ? text : `…${text.slice(text.length - room + 1)}`;
}

/** Six digits tell versions apart; files for programs have all of them. */
function valueText(value: CellValue | undefined): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return String(Number(value.toPrecision(6)));
  return value === undefined || value === null ? '–' : String(value);
}

function changeText(movement: Movement): string {
  const change = relativeChange(movement);
  if (change === undefined) return '';
  const percent = Math.round(change * 1000) / 10;
  return `${percent > 0 ? '+' : ''}${percent} %`;
}

const blocksOfEighths = '▁▂▃▄▅▆▇█';

/** Eight heights from the lowest to the highest number; a blank where a version has none. */
export function sparkline(values: readonly (CellValue | undefined)[]): string {
  const numbers = values.filter((value) => typeof value === 'number');
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  return values
    .map((value) => {
      if (typeof value !== 'number') return ' ';
      const height = span === 0 ? 3 : Math.round(((value - low) / span) * 7);
      return blocksOfEighths.charAt(height);
    })
    .join('');
}

/** Raised when a member changes its meaning or goes away; new members do not raise it. */
const jsonVersion = 1;

/** For programs: every number, also those that stay. */
export function driftJson(drift: Drift): string {
  const movements = drift.movements.map((movement) => ({
    ...movement,
    values: movement.values.map((value) => value ?? null),
  }));
  return `${canonicalJson(plainJson({ format: 'microdata-drift', version: jsonVersion, ...drift, movements }))}\n`;
}

/** For spreadsheets: a row for each number, a column for each version. */
export function driftCsv({ versions, movements }: Drift): string {
  const rows = [
    ['line', 'command', 'iteration', 'result', 'number', ...versions],
    ...movements.map(({ line, command, iteration, result, where, values }) => [
      String(line),
      command,
      iteration,
      String(result + 1),
      where,
      ...values.map((value) => (value === undefined || value === null ? '' : String(value))),
    ]),
  ];
  return stringify(rows);
}

/** A page of its own, with the same tables and a line chart for each number. */
export function driftHtml(drift: Drift, language: Language, all: boolean): string {
  const w = heads[language];
  const shown = all ? drift.movements : drift.movements.filter(moves);
  const title = escapeHtml(titleOf(drift, language));
  const tables = grouped(shown).map((own) => {
    const [first] = own;
    const head = [w.number, ...drift.versions, w.chart, w.change].map(
      (text) => `<th scope="col">${escapeHtml(text)}</th>`,
    );
    const rows = own.map(
      (movement) =>
        `<tr><th scope="row">${escapeHtml(placeText(movement.where))}</th>${movement.values
          .map((value) => `<td>${escapeHtml(valueText(value))}</td>`)
          .join('')}<td>${lineChart(movement, drift.versions)}</td><td>${escapeHtml(changeText(movement))}</td></tr>`,
    );
    const heading = first === undefined ? '' : escapeHtml(headingOf(first, language));
    return `<section><h2>${heading}</h2><div class="scroll" tabindex="0" role="region" aria-label="${heading}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`;
  });
  const end = endOf(drift, shown.length, language).map((text) => `<p>${escapeHtml(text)}</p>`);
  return `<!doctype html>
<html lang="${language === 'nb' ? 'nb' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${style}</style></head>
<body><main><h1>${title}</h1>
${[...tables, ...end].join('\n')}
</main></body>
</html>
`;
}

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}.scroll{overflow-x:auto}table{border-collapse:collapse}
th,td{padding:.25rem .75rem;text-align:right;border-bottom:1px solid color-mix(in srgb,currentColor 25%,transparent);white-space:nowrap;font-variant-numeric:tabular-nums}
tbody th,thead th:first-child{text-align:left;font-weight:400;white-space:normal}thead th{font-weight:600}svg{display:block}
polyline{fill:none;stroke:currentColor;stroke-width:1.5}circle{fill:currentColor}`;

/** A line from version to version; versions without the number leave a gap. */
function lineChart({ values }: Movement, versions: readonly string[]): string {
  const [width, height, edge] = [120, 28, 3];
  const numbers = values.filter((value) => typeof value === 'number');
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  const step = versions.length > 1 ? (width - 2 * edge) / (versions.length - 1) : 0;
  const points = values.flatMap((value, i) => {
    if (typeof value !== 'number') return [];
    const share = span === 0 ? 0.5 : (value - low) / span;
    return [[edge + i * step, height - edge - share * (height - 2 * edge)] as const];
  });
  const list = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`);
  const dots = points.map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="1.8"/>`).join('');
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true"><polyline points="${list.join(' ')}"/>${dots}</svg>`;
}
