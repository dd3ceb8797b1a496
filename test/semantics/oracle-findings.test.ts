import { describe, expect, it } from 'vitest';
import { codeListsOf } from '../../src/runtime/code-lists.ts';
import { testDatabank } from '../helpers/databank.ts';
import { analyse, run } from '../helpers/oracle/engine.ts';
import { runTestScript } from '../helpers/run-script.ts';

/* What random scripts have shown to be wrong, each in the smallest script that shows it. */

const databank = testDatabank({
  X: { values: [1, null, 3], dataType: 'LONG' },
  SIGNED: {
    values: ['-1', '+2', '1,5'],
    dataType: 'STRING',
    codes: [
      { code: '-1', title: 'less' },
      { code: '+2', title: 'more' },
      { code: '1,5', title: 'half' },
    ],
  },
});

const start = 'require test.bank:1 as t\ncreate-dataset d\nimport t/X as x\n';

describe('clone-variables', () => {
  it('copies the identifier, and the copy links as it does', async () => {
    const { values } = await runTestScript(
      `${start}clone-variables PERSONID_1 -> me\nclone-dataset d e\ngenerate y = x * 2\nmerge y into e on me`,
      [databank],
    );
    expect(values('e', 'me')).toEqual([0, 2]);
    expect(values('e', 'y')).toEqual([2, 6]);
  });
});

describe('recode', () => {
  it('decides what a variable without values is', () => {
    const { mistakes } = analyse(`${start}generate v = .\nrecode v (missing = 5)\nreplace v = 'a' if x == 1`, [
      databank,
    ]);
    expect(mistakes).toEqual([{ line: 5, code: 'replacement-type' }]);
  });

  it('leaves a variable undecided that it gives no code', () => {
    const { mistakes } = analyse(`${start}generate v = .\nrecode v (1 = .)\nreplace v = 'a' if x == 1`, [databank]);
    expect(mistakes).toEqual([]);
  });
});

describe('destring', () => {
  it('reads the codes of a list as it reads the values', async () => {
    const { script } = analyse(`${start}import t/SIGNED as s\ndestring s, ignore('-+') dpcomma`, [databank]);
    const { statements } = await run(script, [databank]);
    const schema = statements.at(-1)?.tables.get('d')?.schema.variables.at(-1);
    const { entries } = codeListsOf(script, databank.directory)(schema?.codeList ?? '');
    expect(entries.map(({ code, label }) => [code, label])).toEqual([
      [1, 'less'],
      [2, 'more'],
      [1.5, 'half'],
    ]);
    expect(schema?.type).toEqual({ type: 'numeric', subtype: 'decimal' });
  });
});

describe('a stop that may be open', () => {
  const spells = testDatabank({
    E: {
      temporality: 'EVENT',
      dataType: 'STRING',
      records: [
        { unit: 0, start: 0, stop: 9, value: 'a' },
        { unit: 1, start: 0, stop: null, value: 'a' },
      ],
    },
  });
  const events = 'require test.bank:1 as t\ncreate-dataset d\nimport-event t/E 1970-01-01 to 1970-01-31 as e\n';

  it('is open in a copy only, and parentheses make none', async () => {
    const { values, tables } = await runTestScript(
      `${events}generate a = STOP@e\ngenerate b = (STOP@e)\ngenerate c = +STOP@e\ngenerate late = +STOP@e > 5`,
      [spells],
    );
    expect(values('d', 'a')).toEqual([9, Number.POSITIVE_INFINITY]);
    expect(values('d', 'b')).toEqual([9, Number.POSITIVE_INFINITY]);
    expect(values('d', 'c')).toEqual([9, null]);
    expect(values('d', 'late')).toEqual([1, 0]);
    const open = tables
      .get('d')
      ?.schema.variables.filter(({ openStop }) => openStop)
      .map(({ name }) => name);
    expect(open).toEqual(['STOP@e', 'a', 'b']);
  });
});

describe('labels of codes of the other type', () => {
  it('are those of no value', async () => {
    const { values } = await runTestScript(
      `${start}define-labels l '1' 'one'\nassign-labels x l\ngenerate y = inlabels(x, 'one') + labelcontains(x, 'o')`,
      [databank],
    );
    expect(values('d', 'y')).toEqual([0, 0]);
  });
});
