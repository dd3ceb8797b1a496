import type { Language } from '../../base/language.ts';
import type { MatrixBody, Shown } from '../../disclosure/released.ts';
import { decimalsFor, type NumberKind, shownText } from '../numbers.ts';
import { headerWords, word } from '../words.ts';
import { shownCell } from './cell.ts';
import type { BlockView, CellView, RowView, TableView } from './view.ts';

/** Correlations are numbers of one scale: as many decimals as other coefficients without a unit have. */
const correlationKind: NumberKind = { decimals: 4 };

/** A matrix of correlations or covariances; p-values and numbers of rows stand under each of them. */
export function matrixBlocks(body: MatrixBody, language: Language): readonly BlockView[] {
  const table = matrixTable(body, language, false);
  const hasCounts = body.rows.some((row) => row.some((cell) => cell.n !== undefined));
  if (body.sample === undefined || hasCounts) return [table];
  const sample = `${headerWords.n[language]}: ${shownText(body.sample, 'count')}`;
  return [table, { type: 'line', role: 'note', text: sample }];
}

/** The same matrix for programs: every row says what it is about. */
export function matrixGrid(body: MatrixBody, language: Language): TableView {
  return matrixTable(body, language, true);
}

/** @param isNamed whether rows that stand under a variable's first repeat its name */
function matrixTable(body: MatrixBody, language: Language, isNamed: boolean): TableView {
  const parts = partsOf(body, language);
  const isOne = parts.length === 1;
  const rows = body.variables.flatMap((variable, i): RowView[] =>
    parts.map(({ name, shownOf, kindOf }, part) => ({
      stub: isOne ? [variable] : [part === 0 || isNamed ? variable : '', name],
      depth: 0,
      role: 'body',
      cells: body.rows[i]?.map((cell) => cellOf(shownOf(cell), kindOf, isOne && body.measure === 'correlation')) ?? [],
    })),
  );
  const stubHead = word('variable', language);
  return {
    type: 'table',
    caption: captionOf(body, language),
    stubHeads: isOne ? [stubHead] : [stubHead, isNamed ? word('quantity', language) : ''],
    spans: [],
    heads: body.variables,
    rows,
  };
}

function captionOf({ measure, pairwise }: MatrixBody, language: Language): string {
  const what = word(measure === 'correlation' ? 'correlations' : 'covariances', language);
  return pairwise ? `${what} (${word('pairwise', language)})` : what;
}

/** One kind of number of a pair: its name in the stub, and how it is found and written. */
interface Part {
  readonly name: string;
  readonly shownOf: (cell: MatrixBody['rows'][number][number]) => Shown | undefined;
  readonly kindOf: (shown: Shown) => NumberKind;
}

function partsOf(body: MatrixBody, language: Language): readonly Part[] {
  const cells = body.rows.flat();
  const isCorrelation = body.measure === 'correlation';
  const value: Part = {
    name: word(isCorrelation ? 'correlation' : 'covarianceOfTwo', language),
    shownOf: (cell) => cell.value,
    // Covariances have scales of their own, pair by pair.
    kindOf: (shown) => (isCorrelation ? correlationKind : { decimals: decimalsFor([shown]) }),
  };
  const p: Part = { name: word('pValue', language), shownOf: (cell) => cell.p, kindOf: () => 'p' };
  const n: Part = { name: word('count', language), shownOf: (cell) => cell.n, kindOf: () => 'count' };
  return [
    value,
    ...(cells.some((cell) => cell.p !== undefined) ? [p] : []),
    ...(cells.some((cell) => cell.n !== undefined) ? [n] : []),
  ];
}

/** Numbers of unlike kinds in one column have no decimal point in common. */
function cellOf(shown: Shown | undefined, kindOf: Part['kindOf'], isAligned: boolean): CellView {
  if (shown === undefined) return { text: '', align: 'right' };
  return shownCell(shown, kindOf(shown), isAligned ? 'number' : 'right');
}
