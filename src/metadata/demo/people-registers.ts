import { writePersonFacts } from './person-facts.ts';
import type { Register } from './register.ts';
import { writeCivilStatus, writeResidence } from './residence-histories.ts';
import { writeActualMunicipality, writeDistricts, writeRegisterStatus } from './residence-registers.ts';

/** Registers of who people are, and of where and in which civil status they live. */
export const personRegisters: readonly Register[] = [
  {
    name: 'persons',
    variables: [
      ...['KJOENN', 'FOEDSELS_AAR_MND', 'DOEDS_DATO', 'FORSTDATO'],
      ...['MOR_FNR', 'FAR_FNR', 'MORMOR_FNR', 'MORFAR_FNR', 'FARMOR_FNR', 'FARFAR_FNR', 'PARITET', 'SOESKEN_FNR'],
      ...['FODELAND', 'FOEDEKOMMNR', 'INVKAT', 'LANDBAK3GEN', 'INNGRUNN1', 'INNALDER'],
    ].map((name) => `BEFOLKNING_${name}`),
    write: writePersonFacts,
  },
  { name: 'residence', variables: ['BOSATTEFDT_BOSTED', 'BOSATT_KOMMUNE'], write: writeResidence },
  { name: 'civil-status', variables: ['SIVSTANDFDT_SIVSTAND'], write: writeCivilStatus },
  {
    name: 'register-status',
    variables: ['BEFOLKNING_STATUSKODE', 'BEFOLKNING_KOMMNR_FORMELL'],
    grid: 'january',
    write: writeRegisterStatus,
  },
  {
    name: 'actual-municipality',
    variables: ['BEFOLKNING_KOMMNR_FAKTISK'],
    grid: 'january',
    write: writeActualMunicipality,
  },
  { name: 'districts', variables: ['BEFOLKNING_BYDEL'], grid: 'january', write: writeDistricts },
];
