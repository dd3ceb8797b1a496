import { sharedUint8 } from '../../column.ts';
import type { ColumnarSelection, Population } from '../../dataset.ts';
import type { Exclusion } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { type Axis, droppedRow } from '../../folds/axis.ts';
import { type NarrowInput, narrowKernel } from '../../folds/profile.ts';
import { type ColumnarClassification, gridRows } from './classify.ts';
import { columnarDataset, columnOf, maskOf, numericValuesOf } from './population.ts';
import { type Slots, slotsOf } from './slots.ts';

/** The rows of a population that no exclusion names, as a population with a selection of its own. */
export async function narrow(
  runner: FoldRunner,
  population: Population,
  exclusions: readonly Exclusion[],
): Promise<Population> {
  if (exclusions.length === 0) return population;
  const dataset = columnarDataset(population.dataset);
  const axes: Axis[] = [];
  const columns: NarrowInput['columns'][number][] = [];
  const without: NarrowInput['without'][number][] = [];
  for (const exclusion of exclusions) {
    if (exclusion.type === 'cells') {
      const { classification, leaves } = exclusion;
      const all = classification.dimensions.map(() => true);
      without.push({ rows: gridRows(asColumnar(classification), all), leaves });
      continue;
    }
    const codes = exclusion.type === 'codes' ? exclusion.codes : undefined;
    const column = columnOf(dataset, exclusion.variable);
    if (column.kind === 'dictionary') axes.push(textAxis(column, codes));
    else if (codes === undefined)
      columns.push({ values: numericValuesOf(dataset, exclusion.variable), codes: noCodes });
    else {
      const slots = await slotsOf(runner, dataset, exclusion.variable);
      if (slots === undefined) {
        const listed = Float64Array.from(codes.filter((code) => typeof code === 'number'));
        columns.push({ values: numericValuesOf(dataset, exclusion.variable), codes: listed });
      } else axes.push(codeAxis(slots, codes));
    }
  }
  const out = sharedUint8(dataset.rowCount);
  const input: NarrowInput = { rows: { axes, mask: maskOf(population) }, columns, without, out };
  const kept = await runner.map(narrowKernel, input, dataset.rowCount);
  const rowCount = kept.reduce((sum, count) => sum + count, 0);
  // Folds over all rows need no mask.
  if (rowCount === dataset.rowCount) return { dataset };
  const selection: ColumnarSelection = { of: dataset, mask: out, rowCount };
  return { dataset, selection };
}

const noCodes = new Float64Array(0);

/** An axis that adds nothing but makes rows with some codes leave. */
function codeAxis(slots: Slots, codes: readonly (number | string)[]): Axis {
  const excluded = new Set(codes);
  const contribution = Int32Array.from({ length: slots.count }, (_, slot) => {
    const isMissing = slots.hasMissingSlot && slot === 0;
    return !isMissing && excluded.has(slots.codeOf(slot)) ? droppedRow : 0;
  });
  return { source: slots.source, contribution, missing: 0 };
}

/** An axis that adds nothing but makes rows with some texts, or with none, leave. */
function textAxis(
  column: Extract<ReturnType<typeof columnOf>, { kind: 'dictionary' }>,
  codes: readonly (number | string)[] | undefined,
): Axis {
  const excluded = new Set(codes);
  const contribution = Int32Array.from(column.dictionary, (text, code) => {
    const leaves = code === 0 ? codes === undefined : excluded.has(text);
    return leaves ? droppedRow : 0;
  });
  return { source: { kind: 'codes', codes: column.codes }, contribution, missing: 0 };
}

/** A classification as this engine made it. */
export function asColumnar(classification: object): ColumnarClassification {
  if (!isOurs(classification)) throw new TypeError('the classification belongs to another engine');
  return classification;
}

function isOurs(classification: object): classification is ColumnarClassification {
  return 'coded' in classification && 'counts' in classification;
}
