import type { Language } from '../../base/language.ts';
import { assertReleased } from '../../disclosure/gate.ts';
import { chartSvg } from '../chart/svg.ts';
import { chartOf } from '../view/view-of.ts';
import type { CommandResult } from './export-table.ts';

/** The charts among some results as SVG documents, in their order. */
export async function chartDrawings(results: readonly CommandResult[], language: Language): Promise<readonly string[]> {
  const charts = results.flatMap(({ result }) => {
    assertReleased(result);
    return chartOf(result.body, language) ?? [];
  });
  return Promise.all(charts.map(chartSvg));
}
