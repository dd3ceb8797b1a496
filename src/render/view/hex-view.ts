import type { Language } from '../../base/language.ts';
import type { HexBody } from '../../disclosure/released.ts';
import { hexChartData } from '../chart/hex-data.ts';
import { word } from '../words.ts';
import { shownCell } from './cell.ts';
import { plainTable } from './model-view.ts';
import type { RowView, TableView } from './view.ts';

/** The numbers behind a hexagonal plot: class and centre of each hexagon; its count where there is one. */
export function hexTable(body: HexBody, language: Language): TableView {
  const { horizontal, vertical, classes } = hexChartData(body, language);
  const hasCounts = body.hexagons.some(({ count }) => count !== undefined);
  const rows = body.hexagons.map((hexagon): RowView => {
    const place = shownCell({ v: hexagon.y }, vertical.kind, 'number');
    const counts = hexagon.count === undefined ? [] : [shownCell({ v: hexagon.count }, 'count', 'number')];
    const across = shownCell({ v: hexagon.x }, horizontal.kind, 'number');
    return { stub: [classes[hexagon.class] ?? ''], depth: 0, role: 'body', cells: [across, place, ...counts] };
  });
  const heads = [horizontal.title, vertical.title, ...(hasCounts ? [word('count', language)] : [])];
  return plainTable(`${vertical.title} × ${horizontal.title}`, word('countClass', language), heads, rows);
}
