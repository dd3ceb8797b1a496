import { describe, expect, it } from 'vitest';
import type { DocumentBody } from '../../../src/disclosure/released.ts';
import { documentText } from '../../../src/render/text/document.ts';
import { plainStyle } from '../../../src/render/text/style.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { callProgram } from '../../helpers/program.ts';
import { runTestScript, type TestRun } from '../../helpers/run-script.ts';

const bank = testDatabank({ V: { values: [1, 2, 3] } });
const start = 'require test.bank:1 as t\ncreate-dataset d\nimport t/V as v\n';

const run = (script: string): Promise<TestRun> => runTestScript(script, [bank]);

/** Codes and texts of the status lines of the statements of one command. */
async function linesOf(script: string, command: string): Promise<readonly string[]> {
  const { statements } = await run(script);
  return statements
    .filter((statement) => statement.command === command)
    .flatMap(({ results }) => results)
    .map(({ body }) =>
      body.type === 'message' ? [body.code, ...Object.values(body.names)].join(' ') : `a ${body.type}`,
    );
}

/** The last text that a script puts out. */
async function documentOf(script: string): Promise<DocumentBody> {
  const { statements } = await run(script);
  const body = statements.at(-1)?.results.at(-1)?.body;
  if (body?.type !== 'document') throw new Error('the script ends with no text');
  return body;
}

const historyOf = async (script: string): Promise<readonly string[]> => {
  const code = (await documentOf(script)).parts.find((part) => part.type === 'code');
  return code?.type === 'code' ? code.statements : [];
};

describe('configure', () => {
  it('says what is turned on, and lists it', async () => {
    expect(await linesOf('configure\nconfigure alpha\nconfigure\nconfigure nocache\nconfigure', 'configure')).toEqual([
      'status-no-settings',
      'status-alpha',
      'status-settings `alpha`',
      'status-nocache',
      'status-settings `alpha`, `nocache`',
    ]);
  });

  it('takes several settings at once, with or without commas, and the kinds of results that nocache names', async () => {
    expect(await linesOf('configure alpha, nocache', 'configure')).toEqual(['status-alpha', 'status-nocache']);
    expect(await linesOf('configure nocache tables models', 'configure')).toEqual([
      'status-nocache-kinds `tables`, `models`',
    ]);
  });

  it.each(['configure beta', 'configure alpha 0.05', 'configure nocache alhpa', 'configure seed 1'])(
    '%s names no setting',
    async (statement) => {
      await expect(run(statement)).rejects.toThrow(/There is no setting .*`alpha` and `nocache`/u);
    },
  );
});

describe('clear', () => {
  it('takes datasets, code lists, bindings and databanks away, and the script goes on', async () => {
    const { tables, statements } = await run(`${start}define-labels l 1 One
let x = 3
clear
require test.bank:1 as t
create-dataset d
define-labels l 2 Two
import t/V as v
let x = 4
replace v = $x`);
    expect(statements.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect([...tables.keys()]).toEqual(['d']);
  });

  it.each([
    ['generate w = 1', /needs an active dataset/u],
    ['use d', /no dataset `d`/iu],
    ['generate w = $x', /`\$x`/u],
    ['import t/V as w', /`t`|active/u],
    ['list-labels l', /`l`/u],
  ])('%s knows nothing of what was there before', async (statement, message) => {
    await expect(run(`${start}define-labels l 1 One\nlet x = 3\nclear\n${statement}`)).rejects.toThrow(message);
  });

  it('forgets the bindings of the loop that it stands in, iterators included', async () => {
    await expect(run('let a = 1\nfor y in 1 2\nclear\nlet b = $y\nend')).rejects.toThrow(/`\$y`/u);
    await expect(run('let a = 1\nfor y in 1 2\nclear\nlet b = $a\nend')).rejects.toThrow(/`\$a`/u);
    expect(await linesOf('for y in 1 2\nlet b = $y\nclear\nend', 'let')).toHaveLength(2);
  });

  it('reads data of databanks that it has let go', async () => {
    const other = testDatabank({ W: { values: [7, 8] } }, { name: 'other.bank' });
    const script = `${start}summarize v\nclear\nrequire other.bank:1 as t\ncreate-dataset e\nimport t/W as w`;
    const { values, statements } = await runTestScript(script, [bank, other]);
    expect(values('e', 'w')).toEqual([7, 8]);
    expect(statements.map(({ outcome }) => outcome)).toEqual(new Array(8).fill('done'));
  });
});

describe('history', () => {
  it('lists what has been executed, loops by the statements of their passes', async () => {
    expect(
      await historyOf(`${start}for y in 1 2
  let name = v ++ $y
  generate $name = v + $y
end
summarize v
history`),
    ).toEqual([
      'require test.bank:1 as t',
      'create-dataset d',
      'import t/V as v',
      'let name = v1',
      'generate v1 = v + 1',
      'let name = v2',
      'generate v2 = v + 2',
      'summarize v',
    ]);
  });

  it('is empty at the start and in a pass ends with the statement before', async () => {
    expect(await historyOf('history')).toEqual([]);
    expect(await historyOf('for y in 7\nlet a = $y\nhistory\nend')).toEqual(['let a = 7']);
  });

  it('is numbered in every form of a report', async () => {
    const body = await documentOf('let a = 1\nlet b = 2\nhistory');
    expect(documentText(body, 'nb', 80, plainStyle)).toBe('Kommandoer så langt\n  1  let a = 1\n  2  let b = 2\n');
  });
});

describe('save, edit and load', () => {
  it('are skipped with a word about it', async () => {
    expect(await linesOf("save\nsave 'my work'\nsave work, edit", 'save')).toEqual(
      new Array(3).fill('status-skipped save'),
    );
    expect(await linesOf('edit', 'edit')).toEqual(['status-skipped edit']);
  });

  it.each(['load work', "load 'my work'"])('%s is refused before anything runs', async (statement) => {
    await expect(run(`${start}${statement}`)).rejects.toThrow(/batch run/u);
  });
});

describe('help in scripts', () => {
  it('shows what the command line shows', async () => {
    for (const [statement, topic] of [
      ['help tabulate', 'tabulate'],
      ['help for', 'for'],
      ['help end', 'for'],
      ['help-function round', 'round'],
      ['help-procedure date_fmt', 'date_fmt'],
    ] as const) {
      const body = await documentOf(statement);
      for (const language of ['nb', 'en'] as const) {
        const { output } = await callProgram(['help', topic, '--lang', language === 'nb' ? 'no' : 'en']);
        expect(output).toBe(documentText(body, language, 80, plainStyle));
      }
    }
  });

  it('says how an option is used and what holds without it', async () => {
    const { parts } = await documentOf('help regress');
    const options = parts.flatMap((part) => (part.type === 'terms' ? part.items : []));
    expect(options).toContainEqual({
      term: { nb: 'level(n)', en: 'level(n)' },
      text: {
        nb: 'Konfidensnivå i prosent, mellom 0 og 100. Standard: 95.',
        en: 'Confidence level in percent, between 0 and 100. Default: 95.',
      },
    });
  });

  it('lists all of a family: commands, functions, procedures', async () => {
    const termsOf = async (statement: string) =>
      (await documentOf(statement)).parts.flatMap((part) => (part.type === 'terms' ? part.items : []));
    const commands = await termsOf('help');
    expect(commands.map(({ text }) => text.en)).toContain('summarize, tabulate, correlate, ci, normaltest, anova');
    expect((await termsOf('help-function')).flatMap(({ text }) => text.en.split(', '))).toHaveLength(96);
    expect((await termsOf('help-procedure')).map(({ text }) => text.en)).toEqual([
      'date_fmt, to_int, to_str, to_symbol, bind',
    ]);
  });

  it.each([
    ['help tabualte', /did you mean `tabulate`/u],
    ['help-function rond', /did you mean `round`/u],
    ['help-procedure date_fm', /did you mean `date_fmt`/u],
    ['help round', /`help-function round`/u],
    ['help-function let', /`help let`/u],
    ['help-procedure round', /`help-function round`/u],
    ['help quite-unknown', /no help about `quite-unknown`/u],
    ['help let for', /does not take `for`/u],
  ])('%s is refused before data are read', async (statement, message) => {
    await expect(run(`${start}${statement}`)).rejects.toThrow(message);
  });
});
