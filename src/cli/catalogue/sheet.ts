import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import { validityText } from '../../catalogue/date-text.ts';
import { describeVariable, factOf } from '../../catalogue/describe.ts';
import { answersAt, newestDayOf } from '../../catalogue/examples.ts';
import type { Catalogue, RegisterVariable } from '../../metadata/catalogue.ts';
import type { DatabankLibrary } from '../../metadata/library.ts';
import { drawVariableSheet } from '../../render/catalogue/text.ts';
import { asFailure } from '../databanks.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { fail, say } from '../failure.ts';
import { type Surroundings, wantsColours, widthOf } from '../surroundings.ts';
import { terminalStyle } from '../terminal-style.ts';
import { variableJson } from './json.ts';
import type { VariablesOptions } from './variables.ts';
import { versionsOf, versionsText } from './versions.ts';

const usualCodeLimit = 40;

/** Shows everything about one variable, and the sketch of its distribution where that is asked for. */
export async function showVariable(
  catalogue: Catalogue,
  variable: RegisterVariable,
  library: DatabankLibrary,
  options: VariablesOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { language } = options;
  const day = options.date === undefined ? newestDayOf(variable) : dayNamed(options.date);
  const sheet = describeVariable(catalogue, variable, language, day);
  const versions = options.history
    ? asFailure(() => versionsOf(library, catalogue.databank, variable.name))
    : undefined;
  if (options.format === 'json') {
    await surroundings.writeOutput(variableJson(catalogue, variable, sheet, versions));
    return exitCodes.ok;
  }
  const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
  const width = widthOf(options.width, surroundings);
  const history = versions === undefined ? [] : [factOf('versions', versionsText(versions, language), language)];
  const facts = [...sheet.facts, ...history];
  const drawing = { language, width, style, codeLimit: options.limit ?? usualCodeLimit };
  const lines = drawVariableSheet({ ...sheet, facts }, drawing);
  await surroundings.writeOutput(`${lines.join('\n')}\n`);
  const remark = (text: string): void => {
    if (!options.quiet) surroundings.writeError(`${text}\n`);
  };
  const answers = answersAt(variable, day);
  if (!answers) {
    const validity = validityText(variable, language);
    remark(say('finding-date-not-measured', { name: variable.name, date: options.date ?? '', validity }, language));
  }
  if (isPseudonym(catalogue, variable)) {
    if (options.sketch) remark(say('finding-sketch-key', { name: variable.name }, language));
    return exitCodes.ok;
  }
  if (!options.sketch) {
    remark(say('finding-sketch-hint', { name: variable.name }, language));
    return exitCodes.ok;
  }
  const { drawSketch } = await import('./sketch.ts');
  return drawSketch(catalogue, variable, answers ? day : newestDayOf(variable), library, options, surroundings);
}

function dayNamed(date: string): EpochDay {
  return parseIsoDate(date) ?? fail('finding-date-invalid', { date });
}

/** Whether values are identifiers of units, which nobody may see; those of municipalities are public. */
function isPseudonym({ unitTypes }: Catalogue, { keyUnitType }: RegisterVariable): boolean {
  return keyUnitType !== undefined && unitTypes.get(keyUnitType)?.pseudonymised === true;
}
