import type { InputArray } from '../expression/emitter.ts';

/**
 * One copy of a loop for each type of array that it meets: a loop that meets several types is several times slower. The copies
 * are made from one constant text, because the engine underneath shares the code of closures that come from one place.
 */
export function typedLoops<Loop extends (...values: never[]) => unknown>(
  parameters: readonly string[],
  body: string,
): (array: InputArray) => Loop {
  const loops = new Map<string, Loop>();
  return (array) => {
    const type = array.constructor.name;
    let loop = loops.get(type);
    if (loop === undefined) {
      // The text is a constant of this program; nothing of a script or of data is in it.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-type-assertion
      loop = new Function(...parameters, `'use strict'; ${body}`) as Loop;
      loops.set(type, loop);
    }
    return loop;
  };
}
