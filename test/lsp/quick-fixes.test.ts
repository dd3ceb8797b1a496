import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/base/diagnostic.ts';
import type { MessageCode } from '../../src/base/messages/catalogue.ts';
import { dataMessages } from '../../src/base/messages/data.ts';
import { nameMessages } from '../../src/base/messages/names.ts';
import { optionMessages } from '../../src/base/messages/options.ts';
import { syntaxMessages } from '../../src/base/messages/syntax.ts';
import { typeMessages } from '../../src/base/messages/types.ts';
import { certainFixes, codeActions, fixTitle } from '../../src/lsp/quick-fixes.ts';
import { drawnSnapshot, withEdits } from '../helpers/lsp.ts';
import { callProgram } from '../helpers/program.ts';
import { people } from '../lang/analyse/analyse-text.ts';
import { draftDirectory, type FixRow, fixTable, noWayOut } from './fix-table.ts';

function applied(text: string, fix: Fix): string {
  return text.slice(0, fix.at.start) + fix.newText + text.slice(fix.at.end);
}

/** The text before the rows that need a dataset. */
function prefixOf(row: FixRow): string {
  return row.alone === true ? '' : people;
}

/** A text where a row stands. */
function snapshotOf(row: FixRow, text: string) {
  const name = row.name === undefined ? {} : { name: row.name };
  return drawnSnapshot(prefixOf(row) + text, { ...name, directory: draftDirectory }).snapshot;
}

/** What each fix of the first diagnostic with a code makes of a row's text. */
function mended(code: string, row: FixRow): readonly string[] {
  const prefix = prefixOf(row);
  const snapshot = snapshotOf(row, row.before);
  const problem = snapshot.diagnostics.find((found) => found.code === code);
  if (problem === undefined) {
    throw new Error(`no ${code}, but ${snapshot.diagnostics.map((found) => found.code).join(', ')}`);
  }
  return (problem.fixes ?? []).map((fix) => applied(snapshot.source.text, fix).slice(prefix.length));
}

describe('every way out', () => {
  it.each(Object.entries(fixTable).flatMap(([code, rows]) => rows.map((row) => ({ code, row }))))(
    'of $code: $row.before',
    ({ code, row }) => {
      expect(mended(code, row)).toEqual(row.after);
    },
  );

  it.each(Object.entries(fixTable).flatMap(([code, rows]) => rows.map((row) => ({ code, row }))))(
    'of $code leads out: $row.before',
    ({ code, row }) => {
      const count = (text: string): number =>
        snapshotOf(row, text).diagnostics.filter((problem) => problem.code === code).length;
      for (const after of row.after) expect(count(after), after).toBeLessThan(count(row.before));
    },
  );
});

describe('messages', () => {
  const codes = Object.keys({
    ...syntaxMessages,
    ...nameMessages,
    ...optionMessages,
    ...typeMessages,
    ...dataMessages,
  }) as MessageCode[];

  it.each(codes)('%s has a way out, or a reason why a machine knows none', (code) => {
    const hasFix = Object.hasOwn(fixTable, code);
    const hasReason = Object.hasOwn(noWayOut, code);
    expect({ code, decided: hasFix !== hasReason }).toEqual({ code, decided: true });
  });
});

describe('lines that fixes put in', () => {
  const firstFix = (text: string, code: string, name?: string): string => {
    const { snapshot } = drawnSnapshot(text, name === undefined ? {} : { name });
    const fix = snapshot.diagnostics.find((problem) => problem.code === code)?.fixes?.at(-1);
    return fix === undefined ? '' : applied(text, fix);
  };

  it('end and begin like the lines around them', () => {
    const fenced = '- item\n\n  ```microdata\n  for y in 1 : 2\n    let a = $y\n  ```\n';
    expect(firstFix(fenced, 'unclosed-loop', 'file:///a.md')).toBe(fenced.replace('$y\n', '$y\n  end\n'));
    const windows = `${people}summarize sex\n`.replaceAll('\n', '\r\n');
    expect(firstFix(windows, 'numeric-variable-needed')).toBe(
      windows.replace('summarize', 'destring sex\r\nsummarize'),
    );
  });

  it('are not put into loops, and computed names are not replaced', () => {
    const text = `${people}for v in sex wagw\n  keep if $v > '1'\n  summarize $v\nend\n`;
    const { snapshot } = drawnSnapshot(text);
    expect(snapshot.diagnostics.map(({ code }) => code)).toContain('text-has-no-order');
    expect(snapshot.diagnostics.map(({ code }) => code)).toContain('unknown-variable');
    const changed = snapshot.diagnostics.flatMap(({ fixes = [] }) => fixes.map(({ newText }) => newText));
    expect(changed).toEqual(['tabulate']);
  });
});

describe('check --format json', () => {
  it('has the ways out, too', async () => {
    const input = new TextEncoder().encode('let a = 2 ** 3\n');
    const { output } = await callProgram(['check', '-', '--format', 'json'], { input });
    const found = JSON.parse(output) as { files: { problems: { code: string; fixes: { newText: string }[] }[] }[] };
    const problem = found.files[0]?.problems.find(({ code }) => code === 'double-star-power');
    expect(problem?.fixes).toMatchObject([{ newText: '^', at: { start: 10, end: 12 } }]);
  });
});

describe('code actions', () => {
  const request = {
    only: undefined,
    isVersioned: true,
    style: { language: 'en', showsRelated: false },
  } as const;

  it('offer every suggestion at the place of the mistake, likeliest first', () => {
    const { snapshot, cursor } = drawnSnapshot(`${people}generate x = lo<|>gg(wage)\n`);
    const actions = codeActions(snapshot, { ...request, at: { start: cursor, end: cursor } });
    expect(actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred }))).toEqual([
      { title: "Replace 'logg' by 'log10'", kind: 'quickfix', isPreferred: undefined },
      { title: "Replace 'logg' by 'logit'", kind: 'quickfix', isPreferred: undefined },
    ]);
    expect(actions[0]?.diagnostics?.[0]?.code).toBe('unknown-function');
    expect(actions[0]?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: 'file:///test.micro', version: 1 },
        edits: [{ range: { start: { line: 9, character: 13 }, end: { line: 9, character: 17 } }, newText: 'log10' }],
      },
    ]);
  });

  it('are none elsewhere', () => {
    const { snapshot } = drawnSnapshot(`${people}generate x = wae\n`);
    expect(codeActions(snapshot, { ...request, at: { start: 0, end: 0 } })).toEqual([]);
  });

  it('prefer the only one', () => {
    const { snapshot, cursor } = drawnSnapshot(`${people}generate x = wage *<|>* 2\n`);
    const [action] = codeActions(snapshot, { ...request, at: { start: cursor, end: cursor } });
    expect(action).toMatchObject({ title: "Replace '**' by '^'", isPreferred: true });
  });

  it('mend all that is certain at once, in one go or in several', () => {
    const { snapshot } = drawnSnapshot(
      `${people}gen x = wage ** 2\nkeep if sex = 1 && wage > 0\ntab sex, freq, missing\n`,
    );
    const [all] = codeActions(snapshot, { ...request, only: ['source.fixAll'], at: { start: 0, end: 0 } });
    expect(all?.kind).toBe('source.fixAll.microdata');
    let text = snapshot.source.text;
    for (let round = 0; round < 5; round++) {
      const { snapshot: now } = drawnSnapshot(text);
      const edits = certainFixes(now.diagnostics);
      text = [...edits].reverse().reduce(applied, text);
    }
    expect(text).toBe(`${people}generate x = wage ^ 2\nkeep if sex == '1' & wage > 0\ntabulate sex, freq missing\n`);
  });

  it('can be asked for by kind, and come as plain changes to clients that know no versions', () => {
    const { snapshot, cursor } = drawnSnapshot(`${people}generate x = wage *<|>* 2\n`);
    const at = { start: cursor, end: cursor };
    expect(codeActions(snapshot, { ...request, only: ['refactor'], at })).toEqual([]);
    const [fix] = codeActions(snapshot, { ...request, only: ['quickfix'], isVersioned: false, at });
    const edits = fix?.edit?.changes?.['file:///test.micro'] ?? [];
    expect(withEdits(snapshot, edits)).toBe(`${people}generate x = wage ^ 2\n`);
  });

  it('say what they do in both languages', () => {
    const { snapshot } = drawnSnapshot('abc def\n');
    const title = (start: number, end: number, newText: string, language: 'nb' | 'en'): string =>
      fixTitle(snapshot, { at: { start, end }, newText }, language);
    expect(title(0, 3, '', 'nb')).toBe('Fjern «abc»');
    expect(title(0, 0, 'destring x\n', 'nb')).toBe('Sett inn «destring x»');
    expect(title(0, 3, 'x', 'en')).toBe("Replace 'abc' by 'x'");
  });
});
