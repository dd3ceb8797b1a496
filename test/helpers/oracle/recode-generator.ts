import type { Choices } from './choices.ts';
import { condition } from './expression-generator.ts';
import type { Scene } from './script-generator.ts';
import type { RecodeLeft, RecodeRule, Statement } from './statement.ts';
import { numberPool, textPool } from './world.ts';

/** A random `recode`. */
export function recodeStatement({ choices, usable, fresh }: Scene): Statement | undefined {
  const isText = usable.texts.length > 0 && choices.oneIn(2);
  const names = (isText ? usable.texts : usable.numbers).filter((name) => name !== 'date@panel');
  if (names.length === 0) return undefined;
  const rules: RecodeRule[] = [];
  for (let i = 1 + choices.below(4); i > 0; i--) rules.push(rule(choices, isText));
  const chosen = choices.some(names, 2);
  const where = choices.oneIn(2) ? condition(usable, 2) : undefined;
  // Names that the system gives cannot have others made of them.
  const mayRename = chosen.every((name) => !name.includes('@'));
  const way = mayRename ? choices.below(6) : 0;
  return {
    c: 'recode',
    names: chosen,
    rules,
    condition: where,
    prefix: way === 3 || way === 4 ? `${fresh('p')}_` : undefined,
    generate: way === 5 ? (choices.oneIn(2) ? chosen.map(() => fresh('g')) : [`${fresh('g')}_`]) : undefined,
  };
}

function rule(choices: Choices, isText: boolean): RecodeRule {
  const pool = isText ? textPool : numberPool;
  const alone = choices.oneIn(5) ? choices.of(['all', 'nonmissing'] as const) : undefined;
  const left =
    alone === undefined
      ? [leftSide(choices, isText), ...(choices.oneIn(3) ? [leftSide(choices, isText)] : [])]
      : [{ m: alone }];
  const right = choices.oneIn(5) ? null : choices.of<number | string>(choices.oneIn(90) ? ['x', 1] : pool);
  const label = right !== null && choices.oneIn(3) ? choices.of(['low', 'high', 'a b', 'full time']) : undefined;
  const flagged = right !== null && choices.oneIn(6);
  return { left, right, label, flagged };
}

function leftSide(choices: Choices, isText: boolean): RecodeLeft {
  if (choices.oneIn(6)) return { m: 'missing' };
  if (isText) return { m: 'value', value: choices.of(textPool) };
  switch (choices.below(5)) {
    case 0:
      return { m: choices.of(['min', 'max'] as const) };
    case 1: {
      const low = choices.of(numberPool);
      return { m: 'range', low, high: choices.oneIn(40) ? low - 1 : low + choices.below(6) };
    }
    case 2:
      return { m: 'range', low: 'min', high: choices.of(numberPool) };
    case 3:
      return { m: 'range', low: choices.of(numberPool), high: 'max' };
    default:
      return { m: 'value', value: choices.of(numberPool) };
  }
}
