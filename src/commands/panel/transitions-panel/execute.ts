import { secret } from '../../../disclosure/gate.ts';
import type { CellBlock, ExactNodeOf, SetCounts } from '../../../disclosure/nodes.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Transitions } from '../../../runtime/engine/reading.ts';
import type { ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  exactDimension,
  missingCodesOf,
  requirePopulation,
  setRef,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import type { VariablesOperation } from '../../shared/generic.ts';

/** Executes `transitions-panel`: for each variable a table of its categories in successive rows of a unit. */
export const executeTransitionsPanel: ReadingExecutor<VariablesOperation<'transitions-panel'>, 'countTable'> = async (
  operation,
  context,
) => {
  const population = requirePopulation(context);
  const nodes: ExactNodeOf<'countTable'>[] = [];
  for (const variable of operation.variables) {
    const missing = missingCodesOf(context, population, variable);
    const transitions = await context.engine.countTransitions(population, variable, missing);
    if (transitions === undefined) return tooManyCells;
    nodes.push(transitionTable(context, population, variable, transitions));
  }
  return { type: 'results', nodes };
};

/** A table with all its margins; a cell is the set of units that have at least one such transition (rule DC-16). */
function transitionTable(
  context: ReadingContext,
  population: Population,
  variable: string,
  { codes, pairs, from, to, total }: Transitions,
): ExactNodeOf<'countTable'> {
  const dimension = exactDimension(context, population, variable, codes);
  return {
    kind: 'countTable',
    command: 'transitions-panel',
    population: setRef(context, population, total),
    dimensions: [
      { ...dimension, role: 'from' },
      { ...dimension, role: 'to' },
    ],
    grids: [
      { keeps: [true, true], cells: secret(pairs) },
      { keeps: [true, false], cells: secret(from) },
      { keeps: [false, true], cells: secret(to) },
      { keeps: [false, false], cells: secret(oneCell(total)) },
    ],
    measures: ['freq', 'rowpct'],
    chi2: false,
    layout: { showCodes: false, flatten: false },
  };
}

function oneCell({ units, rows, sumA, sumB, print }: SetCounts): CellBlock {
  return {
    units: Float64Array.of(units),
    rows: Float64Array.of(rows),
    sumA: Uint32Array.of(sumA),
    sumB: Uint32Array.of(sumB),
    ...(print === undefined ? {} : { prints: print }),
  };
}
