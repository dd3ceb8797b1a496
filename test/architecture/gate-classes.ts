/** The classes behind `Secret` and `Released` must not leave the gate. Checked by compiling: see cannot-compile.test.ts. */
import type * as gate from '../../src/disclosure/gate.ts';
import type { Released, Secret } from '../../src/disclosure/gate.ts';
import type { MessageBody } from '../../src/disclosure/released.ts';

// @ts-expect-error
export type Box = typeof gate.SecretBox;
// @ts-expect-error
export type Result = typeof gate.ReleasedResult;
// @ts-expect-error
export type Opener = typeof gate.open;

// Their types cannot be implemented by other classes, because private fields are nominal.
// @ts-expect-error
export class Forged implements Secret<number> {
  toJSON(): never {
    throw new Error('forged');
  }
  toString(): never {
    throw new Error('forged');
  }
  valueOf(): never {
    throw new Error('forged');
  }
}

declare const released: Released<MessageBody>;
// What passed the gate cannot be changed afterwards.
// @ts-expect-error
released.body = { type: 'message', code: 'status-connected', names: {}, counts: {}, fewerThan: 5 };
