import { accidentRegisters } from './accident-registers.ts';
import { benefitRegisters } from './benefit-registers.ts';
import { jobRegisters } from './job-registers.ts';
import { meterRegisters } from './meter-registers.ts';
import { novemberRegisters } from './november-register.ts';
import { payRegisters } from './pay-register.ts';
import type { Register } from './register.ts';
import { vehicleRegisters } from './vehicle-registers.ts';
import { workerRegisters } from './worker-registers.ts';

/** Registers about work, benefits, vehicles, electricity meters and road accidents. */
export const workRegisters: readonly Register[] = [
  ...jobRegisters,
  ...workerRegisters,
  ...payRegisters,
  ...novemberRegisters,
  ...benefitRegisters,
  ...vehicleRegisters,
  ...meterRegisters,
  ...accidentRegisters,
];
