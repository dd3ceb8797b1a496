import { expect, test } from 'vitest';
import {
  type Bracket,
  bracketBetween,
  weightOfBracket,
  widestBracket,
} from '../../../src/disclosure/history/bracket.ts';
import { PopulationHistory } from '../../../src/disclosure/history/populations.ts';
import { policyById } from '../../../src/disclosure/policies.ts';
import { membersOf, range } from './sets.ts';

const size = 4096;
const everybody = membersOf(range(0, 4000), size);

/** The brackets of populations that a condition `rank >= cut` selects, asked about one after another. */
function bracketsOf(cuts: readonly number[]): readonly (Bracket | undefined)[] {
  const history = new PopulationHistory(policyById('strict')!.history, 256);
  return cuts.map((cut, statement) => {
    const selected = membersOf(range(cut, 4000), size);
    return history.resolve({ population: everybody, selected }, statement).bracket;
  });
}

const weights = (cuts: readonly number[]): readonly number[] =>
  bracketsOf(cuts).map((bracket) => (bracket === undefined ? 0 : Math.round(10 * weightOfBracket(bracket)) / 10));

test('DC-32: halving what is left between two populations weighs the more, the closer it gets', () => {
  expect(weights([1000, 1250, 1100, 1175, 1140, 1120, 1130])).toEqual([0, 0, 0, 0, 5.2, 7.9, 10.9]);
  expect(bracketsOf([1000, 1240, 1120, 1060])).toEqual([
    undefined,
    undefined,
    { width: 240, root: 240 },
    { width: 120, root: 240 },
  ]);
});

test('DC-32: the steps of a scale weigh nothing, in whichever direction, nor do finer ones between them', () => {
  const scale = range(10, 40).map((step) => 30 * step);
  expect(weights(scale).every((weight) => weight === 0)).toBe(true);
  expect(weights([...scale].reverse()).every((weight) => weight === 0)).toBe(true);
  const coarse = range(1, 8).map((step) => 320 * step);
  const fine = range(6, 34).map((step) => 64 * step);
  expect(weights([...coarse, ...fine]).every((weight) => weight === 0)).toBe(true);
});

test('DC-32: far populations, populations that overlap and everybody are no bracket', () => {
  expect(bracketsOf([100, 100 + 2 * widestBracket, 100 + widestBracket])).toEqual([undefined, undefined, undefined]);
  expect(bracketsOf([100, 40])).toEqual([undefined, undefined]);
  const history = new PopulationHistory(policyById('strict')!.history, 256);
  const asked = [range(0, 100), range(50, 150), range(25, 125)];
  for (const [statement, units] of asked.entries()) {
    const found = history.resolve({ population: everybody, selected: membersOf(units, size) }, statement);
    expect(found.bracket).toBeUndefined();
  }
});

test('DC-32: a search goes on where one side was a step of it, and begins anew where that was much wider', () => {
  const side = (distance: number, bracket?: Bracket) => ({ distance, bracket });
  expect(bracketBetween(side(20, { width: 100, root: 400 }), side(10))).toEqual({ width: 30, root: 400 });
  expect(bracketBetween(side(20, { width: 121, root: 400 }), side(10))).toEqual({ width: 30, root: 30 });
  expect(weightOfBracket({ width: 30, root: 30 })).toBe(0);
  expect(weightOfBracket({ width: 128, root: 1024 })).toBe(0);
  expect(weightOfBracket({ width: 32, root: 256 })).toBe(9);
});
