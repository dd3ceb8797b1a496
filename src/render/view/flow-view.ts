import type { Language } from '../../base/language.ts';
import type { FlowBody, ReleasedDimension, Shown } from '../../disclosure/released.ts';
import { word } from '../words.ts';
import { categoryText } from './category.ts';
import { shownCell } from './cell.ts';
import type { RowView, TableView } from './view.ts';

/** One table of counts for each two stages that follow one another, with the counts of their categories as totals. */
export function flowTables(body: FlowBody, language: Language): readonly TableView[] {
  return body.links.flatMap((links, at): TableView[] => {
    const [from, to] = [body.stages[at], body.stages[at + 1]];
    if (from === undefined || to === undefined) return [];
    const fromCounts = body.nodes[at] ?? [];
    const toCounts = body.nodes[at + 1] ?? [];
    const heads = [...labelsOf(to, language), word('total', language)];
    const rows = labelsOf(from, language).map((label, r) =>
      countRow(label, [...(links[r] ?? []), ...fromCounts.slice(r, r + 1)], 'body'),
    );
    return [
      {
        type: 'table',
        caption: `${from.variable} → ${to.variable}`,
        stubHeads: [from.variable],
        spans: [[{ text: to.variable, from: 0, to: heads.length }]],
        heads,
        rows: [...rows, countRow(word('total', language), [...toCounts, body.population], 'total')],
      },
    ];
  });
}

/** What the categories of a stage are called. */
export function labelsOf({ categories, display }: ReleasedDimension, language: Language): readonly string[] {
  return categories.map((category) => categoryText(category, display, false, language));
}

function countRow(label: string, counts: readonly Shown[], role: RowView['role']): RowView {
  return { stub: [label], depth: 0, role, cells: counts.map((count) => shownCell(count, 'count', 'number')) };
}
