import type { CellView } from '../view/view.ts';
import type { ExportResult, ExportTable } from './export-table.ts';

/**
 * Results as tables for papers: `tabular` in the manner of the package `booktabs`, which the first lines ask for, and in an
 * encoding of fonts that has all letters and quotation marks. Notes stand under their table.
 */
export function latexOf(results: readonly ExportResult[]): string {
  const head = '% \\usepackage[T1]{fontenc}\n% \\usepackage{booktabs}\n';
  return `${head}${results.map((result) => `\n${resultLatex(result)}\n`).join('')}`;
}

function resultLatex({ title, tables, notes }: ExportResult): string {
  return tables
    .map((table, i) => tableLatex(table, i === 0 ? title : table.caption, i === tables.length - 1 ? notes : []))
    .join('\n\n');
}

function tableLatex(table: ExportTable, caption: string, notes: readonly string[]): string {
  const { heads, rows, stubs } = table;
  const alignment = heads.map((_, column) => (column < stubs ? 'l' : 'r')).join('');
  const line = (cells: readonly string[]): string => `    ${cells.join(' & ')} \\\\`;
  return [
    '\\begin{table}[htbp]',
    '  \\centering',
    ...(caption === '' ? [] : [`  \\caption{${escaped(caption)}}`]),
    `  \\begin{tabular}{${alignment}}`,
    '    \\toprule',
    line(heads.map(escaped)),
    '    \\midrule',
    ...rows.map((row) => line(row.map(cellLatex))),
    '    \\bottomrule',
    '  \\end{tabular}',
    ...notes.map((note) => `  \\par\\smallskip\\footnotesize ${noteLatex(note)}`),
    '\\end{table}',
  ].join('\n');
}

/** A minus of a number is not a hyphen, and two hyphens would become a dash. */
function cellLatex({ text, number }: CellView): string {
  if (number === undefined) return escaped(text).replace(/^--$/u, '{-}{-}');
  const body = escaped(text);
  return body.startsWith('-') ? `$-$${body.slice(1)}` : body;
}

/** Messages set names between backticks. */
function noteLatex(note: string): string {
  return note
    .split(/`([^`]*)`/u)
    .map((part, i) => (i % 2 === 1 ? `\\texttt{${escaped(part).replaceAll('-', '{-}')}}` : escaped(part)))
    .join('');
}

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '²': '\\textsuperscript{2}',
  '×': '$\\times$',
  '·': '$\\cdot$',
  '→': '$\\to$',
  '−': '$-$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '\u202f': '\\,',
};

/** Nothing in a label is a command. */
function escaped(text: string): string {
  return text.replace(/[\\~^<>|"²×·→−≤≥\u202f]|[#$%&_{}]/gu, (character) => special[character] ?? `\\${character}`);
}
