import type { DemoKind } from './demo-kind.ts';
import { hospitalKind, hospitalName } from './hospital/hospital-databank.ts';
import { hospitalRegisters } from './hospital/hospital-registers.ts';
import { demoName } from './profile.ts';
import type { Register } from './register.ts';
import { registerDatabank } from './register-databank.ts';
import { demoRegisters } from './registers.ts';

/** A databank that is made on demand from the synthetic population, with the registers that together hold every variable. */
export interface MadeDatabank {
  readonly kind: DemoKind;
  readonly registers: readonly Register[];
}

/** By name; threads find them here. Apart from the kinds themselves, since registers are loaded only to make or read data. */
const databanks: ReadonlyMap<string, () => MadeDatabank> = new Map([
  [demoName, () => ({ kind: registerDatabank(), registers: demoRegisters(registerDatabank()) })],
  [hospitalName, () => ({ kind: hospitalKind(), registers: hospitalRegisters })],
]);

/** The databank of a name. */
export function madeDatabank(name: string): MadeDatabank {
  const make = databanks.get(name);
  if (make === undefined) throw new Error(`no demo databank is called ${name}`);
  return make();
}
