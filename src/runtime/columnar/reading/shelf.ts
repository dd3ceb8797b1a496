import type { FoldRunner } from '../../fold.ts';
import type { NumericValues } from '../../folds/axis.ts';

/*
 * Memory that a process touches for the first time costs more than what is written to it. Values that are brought together by cell
 * go where the last ones went, so that whoever wants them has to take turns with others.
 */

/** The room for values of one runner. */
export interface Shelf {
  /** How often something has been put there; what was there before is gone. */
  number: number;
  values: SharedArrayBuffer;
  keys: SharedArrayBuffer;
  turn: Promise<unknown>;
}

const shelves = new WeakMap<FoldRunner, Shelf>();

/** Larger rooms are not kept, in bytes. */
const mostKept = 2 ** 28;

/** The shelf of a runner. */
export function shelfOf(runner: FoldRunner): Shelf {
  const before = shelves.get(runner);
  if (before !== undefined) return before;
  const empty = new SharedArrayBuffer(0);
  const shelf: Shelf = { number: 0, values: empty, keys: empty, turn: Promise.resolve() };
  shelves.set(runner, shelf);
  return shelf;
}

/** Does something that needs what is on the shelf when nobody else does. It must not wait for another turn. */
export function inTurn<T>(runner: FoldRunner, work: () => Promise<T>): Promise<T> {
  const shelf = shelfOf(runner);
  const result = shelf.turn.then(work);
  shelf.turn = result.catch(() => undefined);
  return result;
}

/** Room for so many values, and for both halves of the keys of their units if these are wanted; old values may be in it. */
export function roomFor(
  runner: FoldRunner,
  kind: NumericValues['kind'],
  length: number,
  needsKeys: boolean,
): { readonly out: Int32Array | Float64Array; readonly keys: Int32Array | undefined } {
  const shelf = shelfOf(runner);
  const bytes = length * (kind === 'int32' ? 4 : 8);
  const values = atLeast(shelf.values, bytes);
  if (values.byteLength <= mostKept) shelf.values = values;
  const out = kind === 'int32' ? new Int32Array(values, 0, length) : new Float64Array(values, 0, length);
  if (!needsKeys) return { out, keys: undefined };
  const keys = atLeast(shelf.keys, length * 8);
  if (keys.byteLength <= mostKept) shelf.keys = keys;
  return { out, keys: new Int32Array(keys, 0, length * 2) };
}

function atLeast(buffer: SharedArrayBuffer, bytes: number): SharedArrayBuffer {
  return buffer.byteLength >= bytes ? buffer : new SharedArrayBuffer(bytes);
}
