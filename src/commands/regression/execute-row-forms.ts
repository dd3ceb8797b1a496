import type { DesignBlock, RowForms } from '../../runtime/engine/design.ts';
import type { RowForm } from '../../stats/linear/influence.ts';
import { type FittedModel, productName, responseScaleOf, scaledCoefficients } from './execute-least-squares.ts';

/** A number that each row has, as weights of the design's columns as the passes see them: terms, response, constant. */
export interface ColumnForm {
  readonly weights: Float64Array;
  /** Sum of its squares over the rows. */
  readonly squares: number;
}

/** A form over the centred columns of a model as one over the columns as the passes see them. */
export function columnForm({ centres }: FittedModel, form: RowForm): ColumnForm {
  const p = form.weights.length;
  const weights = new Float64Array(p + 2);
  let constant = form.constant;
  for (let j = 0; j < p; j++) {
    weights[j] = form.weights[j]!;
    constant -= form.weights[j]! * centres[j]!;
  }
  weights[p + 1] = constant;
  return { weights, squares: form.squares };
}

/** The residual, in the scale of the response's column. */
export function residualForm(model: FittedModel): ColumnForm {
  const { fit, centres } = model;
  const scale = responseScaleOf(model);
  const weights = scaledCoefficients(fit, centres, scale).map((coefficient) => 0 - coefficient);
  weights[fit.slopes.length] = 1;
  return { weights, squares: fit.residualSumOfSquares * scale * scale };
}

/** Some forms side by side, as an engine takes them. */
export function rowForms(forms: readonly ColumnForm[]): RowForms {
  const columns = forms[0]?.weights.length ?? 0;
  const weights = new Float64Array(forms.length * columns);
  for (const [k, form] of forms.entries()) weights.set(form.weights, k * columns);
  return { count: forms.length, weights };
}

/** A bound for the square of a form in any row: each block adds at most the ends of its range, a factor one of its columns or none. */
export function largestSquare({ design, ranges }: FittedModel, { weights }: ColumnForm): number {
  let least = 0;
  let most = 0;
  let at = 0;
  for (const block of design.blocks) {
    const width = block.factors.reduce((product, { codes }) => product * codes.length, 1);
    const [low, high] = rangeOf(block, ranges);
    // Rows at a base level have none of the block's columns.
    let smallest = block.factors.length === 0 ? Number.POSITIVE_INFINITY : 0;
    let largest = block.factors.length === 0 ? Number.NEGATIVE_INFINITY : 0;
    for (const weight of weights.subarray(at, at + width)) {
      smallest = Math.min(smallest, weight * low, weight * high);
      largest = Math.max(largest, weight * low, weight * high);
    }
    least += smallest;
    most += largest;
    at += width;
  }
  return Math.max(least * least, most * most);
}

/** Smallest and largest value that a block's columns have where they are not 0. */
function rangeOf(block: DesignBlock, ranges: FittedModel['ranges']): readonly [number, number] {
  if (block.values.length === 0) return [1, 1];
  const { minimum, maximum } = ranges.get(productName(block))!;
  return [(minimum - block.shift) * block.scale, (maximum - block.shift) * block.scale];
}
