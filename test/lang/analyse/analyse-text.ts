import { type Diagnostic, diagnosticText } from '../../../src/base/diagnostic.ts';
import { positionAt, sourceText, spanText } from '../../../src/base/source-text.ts';
import { commandForms, type Operation, vocabulary } from '../../../src/commands/vocabulary.ts';
import { analyseScript } from '../../../src/lang/analyse/analyse.ts';
import type { ScriptState } from '../../../src/lang/analyse/state.ts';
import type { AnalysedScript } from '../../../src/lang/ir/script.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { testDirectory } from './test-directory.ts';

/** A script after parsing and analysis, with its problems in a form that tests can read. */
export interface Analysed {
  readonly analysed: AnalysedScript<Operation>;
  readonly state: ScriptState;
  readonly diagnostics: readonly Diagnostic[];
  /** `line code «marked text»` of every problem, in source order. */
  readonly problems: readonly string[];
  /** The sentences in English. */
  readonly sentences: readonly string[];
}

/** Parses and analyses a script against the test databank. */
export function analyseText(text: string, name = 'test.micro'): Analysed {
  const source = sourceText(name, text);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const { analysed, diagnostics: found, state } = analyseScript(document, source, vocabulary, testDirectory);
  const diagnostics = [...syntax, ...found].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return {
    analysed,
    state,
    diagnostics,
    problems: diagnostics.map((d) => `${positionAt(source, d.at.start).line} ${d.code} «${spanText(source, d.at)}»`),
    sentences: diagnostics.map((d) => diagnosticText(d, 'en')),
  };
}

/** The beginning of most scripts: persons with one variable of each sort. */
export const people = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/BIRTH as birth
import db/MUNICIPALITY 2020-01-01 as muni
import db/WAGE 2020-06-15 as wage
import db/RATE 2020-06-15 as rate
import db/MOTHER as mother
import db/STATUS 2020-01-01 as status
`;

/** Problems of statements that follow `people`, with lines counted from the first of them. */
export function problemsAfterPeople(text: string): readonly string[] {
  const offset = people.split('\n').length - 1;
  return analyseText(people + text).problems.map((problem) =>
    problem.replace(/^\d+/u, (line) => String(Number(line) - offset)),
  );
}

/** The operations of statements that follow `people`. */
export function operationsAfterPeople(text: string): readonly Operation[] {
  const { analysed, problems } = analyseText(people + text);
  const errors = problems.filter((problem) => !/ (extension|factor-from-text|[a-z-]*session[a-z-]*) /u.test(problem));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return analysed.statements.slice(people.split('\n').length - 1).map((statement) => statement.operation);
}
