import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { lintRules } from '../../src/lint/rules.ts';
import { safeFixes, withFixes } from '../../src/lint/safe-fixes.ts';
import { drawnSnapshot } from '../helpers/lsp.ts';

const head = 'require no.test.fdb:3 as f\ncreate-dataset d\n';
const people = `${head}import f/SEX as sex\nimport f/WAGE 2020-01-01 as wage\n`;
const use = 'tabulate sex\nsummarize wage\n';

/** The findings of one rule, drawn into the text. */
function drawn(rule: string, script: string): string {
  const { snapshot } = drawnSnapshot(script.replaceAll(/[⟦⟧]/gu, ''));
  expect(snapshot.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return lint(snapshot)
    .filter((finding) => finding.rule === rule)
    .reduceRight((text, { problem: { at } }) => {
      return `${text.slice(0, at.start)}⟦${text.slice(at.start, at.end)}⟧${text.slice(at.end)}`;
    }, snapshot.source.text);
}

/** Rule, what it finds (ranges) or passes over (none), and the script after its safe fixes where they change it. */
const table: [rule: string, title: string, script: string, fixed?: string][] = [
  ['unused-import', 'is never used, and gone', `${people}import f/BIRTH as ⟦birth⟧\n${use}`, `${people}${use}`],
  ['unused-import', 'is only dropped again', `${people}import f/BIRTH as ⟦birth⟧\ndrop birth\n${use}`],
  ['unused-import', 'is only kept and renamed', `${people}import f/BIRTH as ⟦a⟧\nrename a b\nkeep sex wage b\n${use}`],
  ['unused-import', 'decides who is there', `${people}tabulate wage if wage > 3\n`],
  ['unused-import', 'is used under another name', `${people}import f/BIRTH as a\nrename a b\nsummarize b\n${use}`],
  [
    'unused-import',
    'makes one of the times of a panel',
    `${head}import f/WAGE 2020-01-01 as w20\nimport f/WAGE 2021-01-01 as w21\nreshape-to-panel w\nsummarize w\n`,
  ],
  ['unused-import', 'is read in a copy', `${people}import f/BIRTH as b\nclone-dataset d e\nuse e\nsummarize b\n${use}`],
  ['unused-import', 'brings in units of its own', `${people}import f/BIRTH as birth, outer_join\n${use}`],
  [
    'unused-import',
    'has an end that is used',
    `${head}import-event f/STATUS 2020-01-01 to 2021-01-01 as s\ngenerate t = START@s\nsummarize t\n`,
  ],
  ['unused-variable', 'is never read', `${people}generate ⟦x⟧ = wage * 2\n${use}`, `${people}${use}`],
  ['unused-variable', 'only gets values', `${people}generate ⟦x⟧ = 1\nreplace x = 2 if wage > 3\n${use}`],
  ['unused-variable', 'is read by a condition', `${people}generate x = 1\nsummarize wage if x == 1\n${use}`],
  ['unused-dataset', 'gives nothing', `${people}clone-dataset d ⟦e⟧\n${use}`],
  [
    'unused-dataset',
    'goes into another one',
    `${people}create-dataset e\nimport f/BIRTH as b\nmerge b into d\nuse d\nsummarize b\n${use}`,
  ],
  ['unused-dataset', 'is all there is, in a script that is not finished', people],
  [
    'overwritten-value',
    'is replaced by others at once',
    `${people}generate x = wage\nsummarize x\nreplace ⟦x⟧ = 1\nreplace x = 2\nsummarize x\n${use}`,
    `${people}generate x = wage\nsummarize x\nreplace x = 2\nsummarize x\n${use}`,
  ],
  [
    'overwritten-value',
    'is replaced after it was made',
    `${people}generate ⟦x⟧ = 1\nreplace x = 2\nsummarize x\n${use}`,
  ],
  ['overwritten-value', 'goes into the new one', `${people}generate x = 1\nreplace x = x + 2\nsummarize x\n${use}`],
  ['overwritten-value', 'stays for some', `${people}generate x = 1\nreplace x = 2 if wage > 3\nsummarize x\n${use}`],
  [
    'overwritten-value',
    'is read in between',
    `${people}generate x = 1\nsummarize x\nreplace x = 2\nsummarize x\n${use}`,
  ],
  [
    'overwritten-value',
    'lives on in a copy',
    `${people}generate x = 1\nclone-dataset d e\nreplace x = 2\nsummarize x\nuse e\nsummarize x\n`,
  ],
  ['constant-condition', 'between bounds that cross', `${people}summarize wage if ⟦wage < 3 & wage > 7⟧\n${use}`],
  ['constant-condition', 'between neighbours', `${people}summarize wage if ⟦wage > 3 & wage < 4⟧\n${use}`],
  ['constant-condition', 'both of two codes', `${people}summarize wage if ⟦sex == '1' & sex == '2'⟧\n${use}`],
  ['constant-condition', 'not the one or not the other', `${people}keep if ⟦sex != '1' | sex != '2'⟧\n${use}`],
  ['constant-condition', 'a constant', `${people}keep if ⟦1 == 1⟧\n${use}`],
  ['constant-condition', 'negated', `${people}keep if ⟦!(3 < 2)⟧\n${use}`],
  ['constant-condition', 'true but for missing values', `${people}keep if wage < 3 | wage >= 3\n${use}`],
  ['constant-condition', 'bounds that meet', `${people}keep if wage >= 3 & wage <= 3\n${use}`],
  ['constant-condition', 'a choice by binding', `${people}let a = 1\nkeep if $a == 1\n${use}`],
  ['unknown-code', 'is not in the list', `${people}keep if sex == ⟦'3'⟧\n${use}`],
  ['unknown-code', 'is among those of inlist', `${people}keep if inlist(sex, '1', ⟦'9'⟧)\n${use}`],
  ['unknown-code', 'is in the list', `${people}keep if sex == '2'\n${use}`],
  ['unknown-code', 'was written by the script', `${people}replace sex = '3' if wage > 4\nkeep if sex == '3'\n${use}`],
  ['unknown-code', 'is there in one pass', `${people}for v in '1' '7'\nsummarize wage if sex == $v\nend\n${use}`],
  ['too-few-units', 'a small sample', `${people}sample ⟦999⟧ 1\n${use}`],
  ['too-few-units', 'a sample that is large enough', `${people}sample 1000 1\n${use}`],
  ['too-few-units', 'a share', `${people}sample 0.1 1\n${use}`],
  [
    'loop-for-inlist',
    'drops one value after the other',
    `${people}⟦for v in 1 2⟧\n  drop if wage == $v\nend\n${use}`,
    `${people}drop if inlist(wage, 1, 2)\n${use}`,
  ],
  [
    'loop-for-inlist',
    'replaces for one value after the other',
    `${people}generate x = 0\n⟦for v in '1' '2'⟧\n  replace x = 1 if sex == $v\nend\nsummarize x\n${use}`,
    `${people}generate x = 0\nreplace x = 1 if inlist(sex, '1', '2')\nsummarize x\n${use}`,
  ],
  ['loop-for-inlist', 'keeps: nothing would be left', `${people}for v in 1 2\n  keep if wage == $v\nend\n${use}`],
  [
    'loop-for-inlist',
    'gives each its own value',
    `${people}generate x = 0\nfor v in 1 2\n  replace x = $v if wage == $v\nend\nsummarize x\n${use}`,
  ],
  [
    'loop-for-inlist',
    'adds up',
    `${people}generate x = 0\nfor v in 1 2\n  replace x = x + 1 if wage == $v\nend\nsummarize x\n${use}`,
  ],
  ['continuous-table', 'a wage', `${people}tabulate ⟦wage⟧\ntabulate sex\n`],
  ['continuous-table', 'a wage in classes', `${people}recode wage (0/100 = 1) (* = 2)\ntabulate wage\ntabulate sex\n`],
  ['continuous-table', 'a year of birth', `${people}import f/BIRTH as b\ntabulate b\n${use}`],
  ['continuous-table', 'what a table is filled with', `${people}tabulate sex, summarize(wage)\n`],
];

describe('lint rules', () => {
  it.each(table)('%s: %s', (rule, _, script, fixed) => {
    const text = script.replaceAll(/[⟦⟧]/gu, '');
    expect(drawn(rule, script)).toBe(script);
    const findings = lint(drawnSnapshot(text).snapshot).filter((finding) => finding.rule === rule);
    expect(withFixes(text, safeFixes(findings))).toBe(fixed ?? text);
  });

  it('are all shown at work: something that they find, and something that they pass over', () => {
    for (const { name } of lintRules) {
      const scripts = table.filter(([rule]) => rule === name).map(([, , script]) => script.includes('⟦'));
      expect(new Set(scripts), name).toEqual(new Set([true, false]));
    }
  });

  it('say nothing of scripts with errors', () => {
    const { snapshot } = drawnSnapshot(`${people}import f/BIRTH as b\nsummarize nothing\n`);
    expect(lint(snapshot)).toEqual([]);
  });

  it('can be switched off, and made more or less of', () => {
    const { snapshot } = drawnSnapshot(`${people}import f/BIRTH as b\n${use}`);
    const severities = (level: 'off' | 'note' | 'warning') =>
      lint(snapshot, new Map([['unused-import', level]])).map(({ problem }) => problem.severity);
    expect([severities('off'), severities('note'), severities('warning')]).toEqual([[], ['note'], ['warning']]);
  });

  it('propose the code that is meant, but do not write it unasked', () => {
    const { snapshot } = drawnSnapshot(
      `${head}import f/MUNICIPALITY 2020-01-01 as m\ntabulate m if m == '301'\ntabulate m if m == 'Bergen'\n`,
    );
    const findings = lint(snapshot).filter(({ rule }) => rule === 'unknown-code');
    expect(findings.map(({ problem }) => problem.fixes?.map(({ newText }) => newText))).toEqual([
      ["'0301'"],
      ["'4601'"],
    ]);
    expect(safeFixes(findings)).toEqual([]);
  });
});
