import type { Language } from '../base/language.ts';
import type { Severity } from '../base/messages/message.ts';
import { threshold } from '../base/messages/message.ts';
import { renderJsonProblems } from '../render/json/problems.ts';
import { problemView } from '../render/problem-view.ts';
import { drawProblem } from '../render/text/problems.ts';
import { type AnalysedSource, analyseSource, isMarkdownWithoutBlocks } from './analysis.ts';
import type { DatabankChoice } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { say } from './failure.ts';
import { readScript } from './files.ts';
import { librariesOf } from './project.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

/** What `check` may be told. */
export interface CheckOptions extends DatabankChoice {
  readonly format: 'text' | 'json';
  readonly language: Language;
  readonly width?: number;
  readonly quiet: boolean;
}

/** Reports every problem of some scripts without reading data. */
export async function check(
  files: readonly string[],
  options: CheckOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const libraryFor = librariesOf(options, surroundings);
  const checked: AnalysedSource[] = [];
  for (const file of files) {
    checked.push(analyseSource(await readScript(file, surroundings), libraryFor(file)));
  }
  if (options.format === 'json') {
    await surroundings.writeOutput(
      renderJsonProblems(checked.map((c) => ({ source: c.source, problems: c.diagnostics }))),
    );
  } else {
    const width = widthOf(options.width, surroundings);
    const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
    for (const one of checked) {
      const pieces = one.diagnostics.map((d) =>
        drawProblem(problemView(d, one.source, options.language), options.language, width, style).join('\n'),
      );
      if (isMarkdownWithoutBlocks(one)) {
        pieces.unshift(say('cli-markdown-without-blocks', { file: one.source.name }, options.language));
      }
      if (!options.quiet || pieces.length > 0) pieces.push(summary(one, options.language));
      if (pieces.length > 0) await surroundings.writeOutput(`${pieces.join('\n\n')}\n`);
    }
  }
  return checked.some((c) => c.hasErrors) ? exitCodes.scriptErrors : exitCodes.ok;
}

function summary(checked: AnalysedSource, language: Language): string {
  const file = checked.source.name;
  if (checked.diagnostics.length === 0) return say('cli-check-clean', { file }, language);
  const count = (severity: Severity) => threshold(checked.diagnostics.filter((d) => d.severity === severity).length);
  return say(
    'cli-check-summary',
    { file, errors: count('error'), warnings: count('warning'), notes: count('note') },
    language,
  );
}
