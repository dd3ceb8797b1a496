import { threshold } from '../../base/messages/message.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue } from '../function-spec.ts';
import type { LoopItem, LoopLevel } from '../syntax/ast.ts';
import { bindingText } from './binding-text.ts';
import type { Environment } from './environment.ts';
import { evaluate } from './evaluate.ts';

/** How many statements the loops of a script may make. More is a slip in a range, and would only exhaust the machine. */
export const maximumStatements = 100_000;

/** How much text these statements may have together: very long lines in a loop exhaust the machine sooner than their number. */
export const maximumText = 5_000_000;

/** How many passes with a mistake a loop may have before the rest of it is left out: more of the same help nobody. */
export const mostFailures = 100;

/** The values that the iterators of a level take, pass by pass; `undefined` after a mistake that has been reported. */
export function passesOf(level: LoopLevel, environment: Environment): readonly (readonly BindingValue[])[] | undefined {
  const lists: BindingValue[][] = [];
  for (const items of level.lists) {
    const values = valuesOf(items, environment);
    if (values === undefined) return undefined;
    lists.push(values);
  }
  if (lists.length !== level.iterators.length) return undefined;
  const length = lists[0]?.length ?? 0;
  if (lists.some((list) => list.length !== length)) {
    environment.report('loop-list-lengths', level.span, {
      lengths: lists.map((list) => String(list.length)).join(', '),
    });
    return undefined;
  }
  return Array.from({ length }, (_, pass) => lists.flatMap((list) => list.slice(pass, pass + 1)));
}

/** How many passes a loop has at least, as far as its text tells without any binding. */
export function leastPasses(levels: readonly LoopLevel[]): number {
  return levels.reduce((product, { lists }) => product * Math.max(1, ...lists.map(leastLength)), 1);
}

function leastLength(items: readonly LoopItem[]): number {
  return items.reduce((sum, item) => {
    if (item.type === 'item') return sum + 1;
    const isPlain = item.from.type === 'number' && item.to.type === 'number';
    return sum + (isPlain ? Math.max(1, item.to.value - item.from.value + 1) : 1);
  }, 0);
}

function valuesOf(items: readonly LoopItem[], environment: Environment): BindingValue[] | undefined {
  const values: BindingValue[] = [];
  for (const item of items) {
    if (item.type === 'item') {
      const value = evaluate(item.value, environment);
      if (value === undefined) return undefined;
      values.push(value);
      continue;
    }
    const range = rangeOf(item, environment);
    if (range === undefined) return undefined;
    for (const value of range) values.push({ type: 'number', value });
  }
  return values;
}

function rangeOf(range: Extract<LoopItem, { type: 'range' }>, environment: Environment): readonly number[] | undefined {
  const bounds: number[] = [];
  for (const end of [range.from, range.to]) {
    const value = evaluate(end, environment);
    if (value === undefined) return undefined;
    if (value.type !== 'number' || !Number.isInteger(value.value)) {
      environment.report('loop-range-not-integer', end.span, { found: bindingText(value) });
      return undefined;
    }
    bounds.push(value.value);
  }
  const [from = 0, to = 0] = bounds;
  if (from > to) {
    const { text } = environment;
    const piece = (at: Span): string => text.slice(at.start, at.end);
    const [first, second] = [range.from.span, range.to.span];
    const newText = piece(second) + text.slice(first.end, second.start) + piece(first);
    environment.report('loop-range-empty', range.span, { from: String(from), to: String(to) }, [
      { at: { start: first.start, end: second.end }, newText },
    ]);
    return undefined;
  }
  if (to - from >= maximumStatements) {
    environment.report('loop-too-long', range.span, { limit: threshold(maximumStatements) });
    return undefined;
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
