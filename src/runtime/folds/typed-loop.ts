import type { InputArray } from '../expression/emitter.ts';

/** A loop over rows `start` to `end`. */
export type TypedLoop<Input, Result> = (input: Input, start: number, end: number) => Result;

/**
 * One copy of a loop for each type of array (or combination of types) that it meets: a loop that meets several types is several times slower. The copies
 * are made from one constant text, because the engine underneath shares the code of closures that come from one place. It also
 * shares what it has learnt about equal texts, so that each copy names its type.
 */
export function typedLoops<Input, Result>(body: string): (...arrays: InputArray[]) => TypedLoop<Input, Result> {
  const loops = new Map<string, TypedLoop<Input, Result>>();
  return (...arrays) => {
    const type = arrays.map((array) => array.constructor.name).join(' ');
    let loop = loops.get(type);
    if (loop === undefined) {
      // The text is a constant of this program; nothing of a script or of data is in it.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      loop = new Function('input', 'start', 'end', `'use strict'; /* ${type} */ ${body}`) as TypedLoop<Input, Result>;
      loops.set(type, loop);
    }
    return loop;
  };
}
