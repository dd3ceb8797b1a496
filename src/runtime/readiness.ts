import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AnalysedScript } from '../lang/ir/script.ts';

/** What stands in the way of a run, found before any data is read: commands that this version cannot execute. */
export function obstaclesOf(script: AnalysedScript, isExecutable: (command: string) => boolean): readonly Diagnostic[] {
  return script.statements.flatMap(({ operation, span: at, iteration }) => {
    const extra = iteration === undefined ? {} : { iteration };
    const commands = [operation.type, ...(operation.inner === undefined ? [] : [operation.inner.type])];
    return commands
      .filter((command) => !isExecutable(command))
      .map((command) => diagnostic('command-not-executable', at, { command }, extra));
  });
}
