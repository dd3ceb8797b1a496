import { secret } from '../../../disclosure/gate.ts';
import type { ExactSummary, SummaryTimes } from '../../../disclosure/nodes.ts';
import { timeOfPanels } from '../../../lang/analyse/variables.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Classification } from '../../../runtime/engine/reading.ts';
import type { ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import { columnsOf } from '../../describe/summarize/execute.ts';
import {
  classifyBy,
  displayOf,
  requirePopulation,
  schemaOf,
  setRef,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import { describeVariable } from '../../shared/execute-volumes.ts';
import type { SummarizePanelOperation } from './analyse.ts';

/** Executes `summarize-panel`: a row of statistics per variable and time, winsorised at limits of all times together. */
export const executeSummarizePanel: ReadingExecutor<SummarizePanelOperation, 'summary'> = async (
  operation,
  context,
) => {
  const population = requirePopulation(context);
  const classification = await classifyBy(context, population, [timeOfPanels], 'drop');
  if (classification === undefined) return tooManyCells;
  const statistics = columnsOf(operation);
  const variables: ExactSummary['variables'][number][] = [];
  for (const variable of operation.variables) {
    const described = await describeVariable(context, population, classification, [[true]], variable, statistics);
    const [byTime] = described.grids;
    if (byTime === undefined) throw new TypeError('the statistics of the times are missing');
    const { isInteger, display, profile } = described.prepared;
    const whole = { valid: setRef(context, population, profile.valid), sd: secret(described.populationSd) };
    variables.push({ variable, isInteger, display, cell: secret(byTime), whole });
  }
  const set = setRef(context, population, classification.total);
  const times = timesOf(context, population, classification, operation.times);
  const node = { kind: 'summary', command: 'summarize-panel', population: set, statistics, times, variables } as const;
  return { type: 'results', nodes: [node] };
};

/** The times of the operation, with labels from the code list, and where the classification has them. */
function timesOf(
  context: ReadingContext,
  population: Population,
  classification: Classification,
  times: SummarizePanelOperation['times'],
): SummaryTimes {
  const schema = schemaOf(population, timeOfPanels);
  const list = schema.codeList === undefined ? undefined : context.codeLists(schema.codeList);
  const categories = times.map((code) => {
    const entry = list?.byCode.get(code);
    return entry === undefined ? { code } : { code, label: entry.label };
  });
  const codes = classification.dimensions[0]?.codes ?? [];
  return {
    dimension: { variable: timeOfPanels, display: displayOf(schema), categories },
    cells: secret(Int32Array.from(times, (code) => codes.indexOf(code))),
  };
}
