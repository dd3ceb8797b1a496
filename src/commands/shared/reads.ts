import type { EpochDay } from '../../base/epoch-day.ts';
import type { RegisterRead } from '../../lang/ir/script.ts';
import type { VariableSource } from '../../lang/types/schema.ts';
import type { RegisterUse } from './registers.ts';

/** What the engine reads for a register reference: the variable of a databank version, at a day if it changes. */
export function sourceOf({ alias, databank, version, variable }: RegisterUse, day?: EpochDay): VariableSource {
  return { alias, databank, version, variable, ...(day === undefined ? {} : { day }) };
}

/** What an operation tells that it reads of a register reference. */
export function readOf(
  { databank, version, variable }: RegisterUse,
  when: Pick<RegisterRead, 'days' | 'period'>,
): RegisterRead {
  return { databank, version, variable, ...when };
}
