import type { Attack } from '../attack.ts';
import { a01 } from './a01-small-counts.ts';
import { a02 } from './a02-repeat.ts';
import { a04 } from './a04-leave-one-out.ts';
import { a05 } from './a05-differencing.ts';
import { a06 } from './a06-padded.ts';
import { a09 } from './a09-threshold.ts';
import { a10 } from './a10-edits.ts';
import { a12 } from './a12-isolators.ts';
import { a14 } from './a14-leave-out-dummy.ts';
import { a17 } from './a17-rare-level.ts';

/** All attacks, in the order of their numbers: those of the specification, and then our own. */
export const attacks: readonly Attack[] = [
  ...a01,
  ...a02,
  ...a04,
  ...a05,
  ...a06,
  ...a09,
  ...a10,
  ...a12,
  ...a14,
  ...a17,
];

/** The attack with this id. */
export function findAttack(id: string): Attack | undefined {
  return attacks.find((attack) => attack.id === id);
}
