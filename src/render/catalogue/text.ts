import type { Language } from '../../base/language.ts';
import { groupedInteger } from '../../base/messages/status.ts';
import type { CodeSheet, VariableLine, VariableSheet } from '../../catalogue/describe.ts';
import { pad, printable, widthOf, wrap } from '../text/lines.ts';
import type { TextStyle } from '../text/style.ts';
import { catalogueWords } from './words.ts';

/** How catalogue texts are drawn. */
export interface CatalogueTextOptions {
  readonly language: Language;
  readonly width: number;
  readonly style: TextStyle;
}

/** From this width on, a list has a line for each variable. */
const oneLineWidth = 110;

/** Variables below each other: a table in a wide window, two lines for each in a narrow one. */
export function drawVariableList(lines: readonly VariableLine[], options: CatalogueTextOptions): readonly string[] {
  const showDatabank = new Set(lines.map(({ databank }) => databank)).size > 1;
  return options.width >= oneLineWidth
    ? drawTable(lines, showDatabank, options)
    : lines.flatMap((line) => drawBriefly(line, showDatabank, options));
}

function drawBriefly(
  line: VariableLine,
  showDatabank: boolean,
  { language, width, style }: CatalogueTextOptions,
): readonly string[] {
  const facts = [line.unitType, line.temporality, line.years, codesText(line, language)].filter((t) => t !== '');
  if (showDatabank) facts.push(line.databank);
  const below = [
    ...wrap(line.title, width - 2),
    ...wrap(facts.map((fact) => fact.replaceAll(' ', '\u00a0')).join(' · '), width - 2).map(style.faint),
  ];
  return [...wrap(line.name, width).map(style.code), ...below.map((text) => `  ${text}`)];
}

function codesText({ codeCount }: VariableLine, language: Language): string {
  return codeCount === undefined ? '' : `${groupedInteger(codeCount)} ${catalogueWords.codesOf[language]}`;
}

function drawTable(
  lines: readonly VariableLine[],
  showDatabank: boolean,
  { language, width, style }: CatalogueTextOptions,
): readonly string[] {
  const word = (key: keyof typeof catalogueWords): string => catalogueWords[key][language];
  const heads = ['variable', 'title', 'unitType', 'temporality', 'years', 'codes'] as const;
  const columns = [...heads.map(word), ...(showDatabank ? [word('databank')] : [])];
  const rows = lines.map((line) => [
    line.name,
    line.title,
    line.unitType,
    line.temporality,
    line.years,
    line.codeCount === undefined ? '' : groupedInteger(line.codeCount),
    ...(showDatabank ? [line.databank] : []),
  ]);
  const widths = widthsOf(columns, rows, width);
  const draw = (cells: readonly string[], emphasise: (text: string, column: number) => string): readonly string[] => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? 1));
    const height = Math.max(...wrapped.map((cell) => cell.length));
    return Array.from({ length: height }, (_, row) => {
      const texts = wrapped.map((cell, i) => {
        const text = pad(cell[row] ?? '', widths[i] ?? 1, i === codesColumn ? 'right' : 'left');
        return emphasise(text, i);
      });
      return texts.join('  ').trimEnd();
    });
  };
  return [
    ...draw(columns, (text) => style.heading(text)),
    ...rows.flatMap((cells) => draw(cells, (text, column) => (column === 0 ? style.code(text) : text))),
  ];
}

/** The only column of numbers. */
const codesColumn = 5;

/** Names and titles share what the short columns leave, each according to what it needs. */
function widthsOf(heads: readonly string[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const natural = heads.map((head, i) => Math.max(widthOf(head), ...rows.map((cells) => widthOf(cells[i] ?? ''))));
  const fixed = natural.slice(2).reduce((sum, each) => sum + each + 2, 0);
  const room = Math.max(40, width - fixed - 2);
  const [name = 0, title = 0] = natural;
  if (name + title <= room) return natural;
  const half = Math.floor(room / 2);
  const forName = Math.min(name, Math.max(half, room - title));
  return [forName, room - forName, ...natural.slice(2)];
}

/** Everything about a variable. */
export function drawVariableSheet(
  sheet: VariableSheet,
  options: CatalogueTextOptions & { readonly codeLimit: number },
): readonly string[] {
  const { language, width, style } = options;
  const lines = [...wrap(sheet.name, width).map(style.code), ...wrap(sheet.title, width).map(style.heading)];
  if (sheet.otherTitle !== undefined) lines.push(...wrap(sheet.otherTitle, width).map(style.faint));
  lines.push('', ...drawFacts(sheet, options));
  if (sheet.codes !== undefined) lines.push('', ...drawCodes(sheet.codes, options));
  lines.push('', style.heading(catalogueWords.inScripts[language]));
  // A line of a script is not broken: it is there to be copied.
  lines.push(...sheet.script.map((line) => `  ${style.code(printable(line))}`));
  return lines;
}

function drawFacts({ facts }: VariableSheet, { width, style }: CatalogueTextOptions): readonly string[] {
  const room = Math.max(...facts.map(({ label }) => widthOf(label))) + 2;
  return facts.flatMap(({ label, text }) =>
    wrap(text, width - room).map((line, i) => style.faint(pad(i === 0 ? label : '', room)) + line),
  );
}

function drawCodes(
  sheet: CodeSheet,
  { language, width, style, codeLimit }: CatalogueTextOptions & { readonly codeLimit: number },
): readonly string[] {
  const shown = sheet.codes.slice(0, codeLimit);
  const room = Math.max(0, ...shown.map(({ code }) => widthOf(printable(code)))) + 2;
  const lines = wrap(codesHeading(sheet, language), width).map(style.heading);
  for (const { code, title, isSentinel } of shown) {
    const note = isSentinel ? ` (${catalogueWords.sentinel[language]})` : '';
    const texts = wrap(title + note, Math.max(10, width - room - 2));
    lines.push(...texts.map((text, i) => `  ${style.code(pad(i === 0 ? printable(code) : '', room))}${text}`));
  }
  const more = sheet.codes.length - shown.length;
  if (more > 0) lines.push(...wrap(moreCodes(more, sheet.codes.length, language), width).map(style.faint));
  return lines;
}

/** `Koder per 2025-01-01 (gjelder fra 2024-01-01): 357`. */
export function codesHeading(sheet: CodeSheet, language: Language): string {
  const word = (key: keyof typeof catalogueWords): string => catalogueWords[key][language];
  const { day, from, until, codes, periodCount } = sheet;
  const validity =
    from !== undefined
      ? `${word('validFrom')} ${from}${until === undefined ? '' : ` ${word('validUntil')} ${until}`}`
      : until === undefined
        ? ''
        : `${word('validTo')} ${until}`;
  const periods = periodCount > 1 ? `${periodCount} ${word('periods')}` : '';
  const notes = [validity, periods].filter((text) => text !== '').join('; ');
  const at = day === undefined ? '' : ` ${word('at')} ${day}`;
  return `${word('codes')}${at}${notes === '' ? '' : ` (${notes})`}: ${groupedInteger(codes.length)}`;
}

function moreCodes(more: number, all: number, language: Language): string {
  return language === 'nb'
    ? `  … og ${groupedInteger(more)} til; --limit ${all} viser alle`
    : `  … and ${groupedInteger(more)} more; --limit ${all} shows all`;
}
