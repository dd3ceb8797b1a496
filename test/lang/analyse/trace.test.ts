import { describe, expect, test } from 'vitest';
import { positionAt, sourceText, spanText } from '../../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../../src/commands/vocabulary.ts';
import { analyseScript } from '../../../src/lang/analyse/analyse.ts';
import { type ScriptTrace, stateAt } from '../../../src/lang/analyse/trace.ts';
import { newTracer } from '../../../src/lang/analyse/tracer.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { fuzzCase } from '../../helpers/fuzz/cases.ts';
import { fuzzDirectory } from '../../helpers/fuzz/directory.ts';
import { testDirectory } from './test-directory.ts';

function traced(text: string, directory = testDirectory, name = 'test.micro') {
  const source = sourceText(name, text);
  const { document } = parseDocument(source, commandForms);
  const tracer = newTracer(text);
  const analysis = analyseScript(document, source, vocabulary, directory, tracer);
  return { source, document, analysis, trace: tracer.trace() };
}

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
`;

/** What is known at the mark `<|>`: the active dataset with its variables, and the bindings. */
function knownAt(drawn: string): string {
  const offset = drawn.indexOf('<|>');
  const state = stateAt(traced(drawn.replace('<|>', '')).trace, offset);
  const variables = state.datasets.get(state.active ?? '')?.schema.variables.map(({ name }) => name) ?? [];
  const bindings = [...state.bindings].map(([name, value]) => `$${name}=${String(value?.value)}`);
  return [state.active ?? 'none', ...variables, ...bindings].join(' ');
}

/** Names that share a symbol, as `line:text` in order, for every symbol that the script defines in more places than one. */
function symbols({ trace, source }: { trace: ScriptTrace; source: ReturnType<typeof sourceText> }): readonly string[] {
  const groups = Map.groupBy(
    trace.occurrences.filter(({ kind }) => kind === 'variable' || kind === 'dataset'),
    ({ symbol }) => symbol,
  );
  return [...groups.values()].map((group) =>
    group
      .map(({ at, role, writing }) => {
        const mark = { definition: '=', write: '!', read: '' }[role] + (writing.type === 'literal' ? '' : '~');
        return `${positionAt(source, at.start).line}:${mark}${spanText(source, at)}`;
      })
      .join(' '),
  );
}

describe('the state at a place', () => {
  test.each([
    ['before everything', `<|>${start}`, 'none'],
    ['at the beginning of a statement is what it finds', `${start}<|>generate x = 1\n`, 'people sex'],
    ['in a statement is the same', `${start}generate x <|>= 1\n`, 'people sex'],
    ['after a statement is what it leaves', `${start}generate x = 1\n<|>\n`, 'people sex x'],
    ['between statements is what the next one finds', `${start}<|>\n\ngenerate x = 1\n`, 'people sex'],
    ['knows bindings', `let a = 1\nlet b = $a + 1\n<|>\n`, 'none $a=1 $b=2'],
    [
      'in a loop knows its iterators, as in the first pass',
      `for i in 5 6\n  let x = $i\n  <|>\nend\n`,
      'none $x=5 $i=5',
    ],
    ['at the beginning of a loop', `for i in 5 6\n  <|>\n  let x = $i\nend\n`, 'none $i=5'],
    ['after a loop no longer does', `for i in 5 6\n  let x = $i\nend\n<|>\n`, 'none'],
    [
      'in a loop sees the variables of the first pass',
      `${start}for i in 5 6\n  generate x++$i = 1\n  <|>summarize x++$i\nend\n`,
      'people sex x5 $i=5',
    ],
    ['in a line that cannot be read', `${start}summarize (((<|>\ngenerate x = 1\n`, 'people sex'],
    ['after another dataset is in use', `${start}create-dataset d\n<|>\n`, 'd'],
    ['after all is cleared', `${start}let a = 1\nclear\n<|>\n`, 'none'],
  ])('%s', (_, drawn, known) => {
    expect(knownAt(drawn)).toBe(known);
  });

  test('knows connected databanks, settings and code lists', () => {
    const { trace } = traced(`${start}configure alpha\ndefine-labels l 1 One\ndrop-labels l\n`);
    const states = trace.statements.map(({ after }) => [
      [...after.databanks.keys()].join(),
      [...after.settings].join(),
      [...after.listNames.keys()].join(),
    ]);
    expect(states).toEqual([
      ['db', '', ''],
      ['db', '', ''],
      ['db', '', ''],
      ['db', 'alpha', ''],
      ['db', 'alpha', 'l'],
      ['db', 'alpha', ''],
    ]);
  });

  test('says how often loops run', () => {
    const { trace } = traced('for i in 1:7\nlet x = $i\nend\n');
    expect(trace.statements.map(({ iterations }) => iterations)).toEqual([7, undefined]);
  });
});

describe('symbols', () => {
  test.each([
    [
      'a copy of a dataset has the same variables, until it gets others of that name',
      `${start}clone-dataset people d\nuse d\ndrop sex\ngenerate sex = 1\nuse people\ntabulate sex\n`,
      ['2:=people 4:people 8:people', '3:=sex 6:sex 9:sex', '4:=d 5:d', '7:=sex'],
    ],
    [
      'units without variables have none',
      `${start}clone-units people d\nuse d\ngenerate sex = 1\n`,
      ['2:=people 4:people', '3:=sex', '4:=d 5:d', '6:=sex'],
    ],
    [
      'a renamed dataset keeps its variables',
      `${start}rename-dataset people d\ntabulate sex\n`,
      ['2:=people 4:people', '3:=sex 5:sex', '4:=d'],
    ],
    [
      'a renamed variable is another symbol',
      `${start}rename sex kjonn\ntabulate kjonn\n`,
      ['2:=people', '3:=sex 4:sex', '4:=kjonn 5:kjonn'],
    ],
    [
      'a result of collapse is that of its source, or new by its own name',
      `${start}generate x = 1\ncollapse (mean) x (sum) x -> y, by(sex)\nsummarize x y\n`,
      ['2:=people', '3:=sex 5:sex', '4:=x 5:x 5:x 6:x', '5:=y 6:y'],
    ],
    [
      'of a panel, variables with the times in their names are made of those without',
      `${start}generate x1 = 1\ngenerate x2 = 2\nreshape-to-panel x\nsummarize x\n`,
      ['2:=people', '3:=sex', '4:x 5:x 6:=x 7:x', '4:=x1', '5:=x2'],
    ],
    [
      'a deleted dataset and a later one of its name are two',
      'create-dataset d\ndelete-dataset d\ncreate-dataset d\n',
      ['1:=d 2:d', '3:=d'],
    ],
    [
      'predictions get their names in options',
      `${start}generate x = 1\ngenerate y = 2\nregress-predict x y, predicted(p) residuals(r)\nsummarize p r\n`,
      ['2:=people', '3:=sex', '4:=x 6:x', '5:=y 6:y', '6:=p 7:p', '6:=r 7:r'],
    ],
    [
      'a variable is written where it gets other values',
      `${start}replace sex = '1'\nrecode sex ('1' = '2')\ndestring sex\n`,
      ['2:=people', '3:=sex 4:!sex 5:sex 5:!sex 6:sex 6:!sex'],
    ],
  ])('%s', (_, text, expected) => {
    const result = traced(text);
    expect(result.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(symbols(result)).toEqual(expected);
  });
});

describe('of random scripts', () => {
  const cases = Array.from({ length: 400 }, (_, index) => fuzzCase(31, index)).filter(
    ({ text }) => text.length < 20_000,
  );

  test('the trace changes nothing, and lies inside the text', () => {
    for (const { name, text } of cases) {
      const { source, document, analysis, trace } = traced(text, fuzzDirectory(), name);
      const plain = analyseScript(document, source, vocabulary, fuzzDirectory());
      expect(JSON.stringify(analysis.diagnostics)).toBe(JSON.stringify(plain.diagnostics));
      expect(JSON.stringify(analysis.analysed)).toBe(JSON.stringify(plain.analysed));
      for (const { at, writing, kind, name: written } of trace.occurrences) {
        expect(at.start >= 0 && at.start <= at.end && at.end <= text.length).toBe(true);
        // Codes stand in quotation marks; the other kinds are names, or words.
        if (writing.type === 'literal' && kind !== 'code') {
          expect(spanText(source, at).normalize('NFC')).toBe(written);
        }
      }
    }
  });

  test('every variable that a dataset ends with was made somewhere', () => {
    for (const { name, text } of cases) {
      const { trace, analysis } = traced(text, fuzzDirectory(), name);
      const made = new Set([
        ...trace.occurrences.flatMap((each) => (each.role === 'definition' ? each.meanings.map((m) => m.name) : [])),
        ...trace.derivations.map(({ wholeName }) => wholeName),
      ]);
      const known = [...analysis.state.datasets.values()].flatMap(({ schema }) => schema.variables);
      const isKnown = ({ name: variable, system, type }: (typeof known)[number]): boolean =>
        system === true || type.type === 'unknown' || analysis.state.silenced.has(variable) || made.has(variable);
      expect(known.filter((variable) => !isKnown(variable)).map((variable) => variable.name)).toEqual([]);
    }
  });
});
