import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import { sourceText } from '../../base/source-text.ts';
import { exampleAlias, requireLine, shortNameOf } from '../../catalogue/examples.ts';
import type { Catalogue, RegisterVariable } from '../../metadata/catalogue.ts';
import type { DatabankLibrary } from '../../metadata/library.ts';
import { renderTextReport } from '../../render/text/report.ts';
import { analyseSource } from '../analysis.ts';
import { databankFailure, keyFolderOf } from '../databanks.ts';
import { execute } from '../execute.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { fail } from '../failure.ts';
import { askedPolicy } from '../policy.ts';
import { progressLine } from '../progress.ts';
import { type Surroundings, wantsColours, widthOf } from '../surroundings.ts';
import { terminalStyle } from '../terminal-style.ts';
import type { VariablesOptions } from './variables.ts';

/** Rows of a table that a sketch still shows whole; of longer ones the largest, which stand last. */
const mostRows = 30;

/** Threads that pay off for one variable. */
const threads = 2;

/**
 * Draws the distribution of a variable at a day. A script is run, as a user could write it, through the ordinary runtime and
 * disclosure control; shown is what was released.
 */
export async function drawSketch(
  catalogue: Catalogue,
  variable: RegisterVariable,
  day: EpochDay | undefined,
  library: DatabankLibrary,
  options: VariablesOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { language } = options;
  const script = analyseSource(sourceText('<sketch>', sketchScript(catalogue, variable, day)), library);
  if (script.hasErrors) fail('finding-sketch-failed', { name: variable.name }, exitCodes.internal);
  const policy = await askedPolicy(options.policy);
  const progress = progressLine(
    options.progress || (surroundings.errorIsTerminal && !options.quiet),
    language,
    surroundings,
  );
  const keyFolder = keyFolderOf(surroundings);
  const finished = await execute(script, { library, language, policy, threads, keyFolder, progress })
    .catch((error: unknown) => {
      throw databankFailure(error);
    })
    .finally(() => {
      progress.clear();
    });
  const { report, run } = finished;
  // What connects and imports was needed, but says nothing about the variable, unless it was refused.
  const parts = report.parts.filter(
    (part) =>
      part.type === 'statement' &&
      part.outcome !== 'not-run' &&
      (part.outcome !== 'done' || drawingCommands.has(part.command)),
  );
  const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
  const drawn = renderTextReport(
    { ...report, parts },
    { width: widthOf(options.width, surroundings), style, resultsOnly: true },
  );
  await surroundings.writeOutput(`\n${drawn}`);
  const outcomes = run.statements.map(({ outcome }) => outcome);
  if (outcomes.includes('failed')) fail('finding-sketch-failed', { name: variable.name }, exitCodes.databank);
  return outcomes.every((outcome) => outcome === 'done') ? exitCodes.ok : exitCodes.stopped;
}

const drawingCommands = new Set(['tabulate', 'summarize', 'histogram']);

/** The script that draws a variable: codes and texts as a table, numbers as statistics and a histogram. */
export function sketchScript(catalogue: Catalogue, variable: RegisterVariable, day: EpochDay | undefined): string {
  const name = shortNameOf(variable);
  const at = variable.temporality === 'FIXED' || day === undefined ? '' : ` ${isoDate(day)}`;
  return [
    requireLine(catalogue),
    'create-dataset sketch',
    `import ${exampleAlias}/${variable.name}${at} as ${name}`,
    ...drawingLines(variable, name),
    '',
  ].join('\n');
}

function drawingLines(variable: RegisterVariable, name: string): readonly string[] {
  const { valueDomain, dataType, format } = variable;
  if (valueDomain.type === 'enumerated' && valueDomain.codes.length <= mostRows) return [`tabulate ${name}, missing`];
  if (dataType === 'STRING' || valueDomain.type === 'enumerated')
    return [`tabulate ${name}, rowsort() bottom(${mostRows})`];
  // Dates as numbers have no sensible mean, nor distances between them: their years have.
  if (dataType === 'DATE') return [`generate sketch_year = year(${name})`, 'histogram sketch_year, freq'];
  if (format === 'YYYYMM') return [`generate sketch_year = floor(${name} / 100)`, 'histogram sketch_year, freq'];
  if (format === 'YYYYMMDD') return [`generate sketch_year = floor(${name} / 10000)`, 'histogram sketch_year, freq'];
  return [`summarize ${name}`, `histogram ${name}, freq`];
}
