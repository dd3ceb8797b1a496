import { expect, test } from 'vitest';
import { waysOfAsking } from '../../src/runtime/way-of-asking.ts';
import { analyseText, people } from '../lang/analyse/analyse-text.ts';

/** The ways of a script's last statement. */
function waysOf(text: string): { readonly rows: string; readonly cells: string } {
  const { analysed } = analyseText(people + text);
  const last = analysed.statements.at(-1)!;
  const { rows, cells } = waysOfAsking(last, analysed);
  return { rows: rows(), cells: cells() };
}

const asked = waysOf('generate rich = wage > 5\ntabulate sex if rich == 1');

test('DC-32: other tables about the same rows come to them in the same way, whatever else is in the script', () => {
  expect(waysOf('generate rich = wage > 5\nsummarize wage if rich == 1').rows).toBe(asked.rows);
  expect(waysOf('generate poor = rate > 5\ngenerate rich = wage > 5\ntabulate sex if rich == 1')).toEqual(asked);
  expect(waysOf('// a comment\ngenerate   rich=wage>5\ntabulate sex\ntabulate sex if rich==1')).toEqual(asked);
});

test('DC-32: a threshold that has moved is another way, be it in the condition or in what a variable is made of', () => {
  const others = [
    'generate rich = wage > 6\ntabulate sex if rich == 1',
    'generate half = wage / 2\ngenerate rich = half > 3\ntabulate sex if rich == 1',
    'generate rich = wage > 5\nreplace rich = 0 if wage < 6\ntabulate sex if rich == 1',
    'tabulate sex if wage > 5',
  ].map((text) => waysOf(text).rows);
  expect(waysOf('let c = 6\ngenerate rich = wage > $c\ntabulate sex if rich == 1').rows).toBe(others[0]);
  expect(new Set([asked.rows, ...others]).size).toBe(1 + others.length);
});

test('DC-32: the way to groups is that of the variables that make them, and of a changing statement what it does', () => {
  const grouped = waysOf('generate b = wage > 5\ntabulate b sex');
  expect(waysOf('generate b = wage > 6\ntabulate b sex').cells).not.toBe(grouped.cells);
  expect(waysOf('generate b = wage > 6\ntabulate b sex').rows).toBe(grouped.rows);
  expect(waysOf('generate b = wage > 5\ntabulate sex b, rowpct').cells).toBe(grouped.cells);
  expect(waysOf('generate b = wage > 5').cells).not.toBe(waysOf('generate b = wage > 6').cells);
});

test('DC-32: what differs in its constants only has one form', () => {
  const formOf = (text: string) => waysOf(text).cells.split(' ')[0];
  const form = formOf('generate b = wage > 5\ntabulate b');
  expect(formOf('generate b = wage > 6\ntabulate b')).toBe(form);
  expect(formOf('generate b = wage >= 5\ntabulate b')).not.toBe(form);
  expect(formOf('generate b = rate > 5\ntabulate b')).not.toBe(form);
  expect(formOf('generate other = wage > 7\ntabulate other')).toBe(form);
  expect(formOf('generate other = wage > 7\ntabulate b other')).not.toBe(form);
});

test('DC-32: what divides is the condition and what variables are made of, not the register', () => {
  const divisionOf = (text: string): string => {
    const { analysed } = analyseText(people + text);
    return waysOfAsking(analysed.statements.at(-1)!, analysed).divisions();
  };
  expect(divisionOf('tabulate sex')).toBe('');
  expect(divisionOf('generate b = wage > 5\ntabulate sex')).toBe('');
  const coin = divisionOf('generate b = wage > 5\ntabulate sex b');
  expect(divisionOf('generate b = wage > 5\ntabulate b')).toBe(coin);
  expect(divisionOf('generate c = rate > 5\ngenerate b = wage > 5\ntabulate b sex, rowpct')).toBe(coin);
  const others = [
    'generate b = wage > 6\ntabulate sex b',
    'generate b = wage > 5 + 0\ntabulate b',
    'tabulate sex if wage > 5',
  ];
  expect(new Set([coin, '', ...others.map(divisionOf)]).size).toBe(2 + others.length);
});
