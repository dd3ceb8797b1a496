import { civilDate } from '../../base/epoch-day.ts';
import { writeIncomes } from './incomes.ts';
import type { Register } from './register.ts';
import { writeVehicles } from './vehicles.ts';
import { writeWork } from './work-registers.ts';

/** Registers of incomes, work and vehicles. */
export const currentRegisters: readonly Register[] = [
  {
    name: 'incomes',
    grid: 'years',
    variables: [
      ...['WLONN', 'WYRKINNT', 'WKAPINNT', 'WOVERFOR', 'WSAMINNT', 'WSKATOVF', 'WIES', 'SOSIAL', 'BARNETRYGD', 'LONN'],
      ...['HUSH_IES', 'HUSH_IES_EU', 'BRUTTOFORM', 'BER_BRFORM'],
    ].map((name) => `INNTEKT_${name}`),
    write: ({ columns, population, when }) => writeIncomes(columns, population, civilDate(when?.startDay ?? 0).year),
  },
  {
    name: 'work',
    variables: [
      ...['ARBEIDSFORHOLD_PERSON', 'ARBLONN_ARB_ARBEIDSTID', 'ARBLONN_ARB_STILLINGSPST', 'ARBLONN_ARB_YRKE_STYRK08'],
      ...['ARBLONN_ARB_H3LDELTID', 'ARBLONN_ARB_HOVEDARBEID', 'REGSYS_ARB_YRKE_STYRK08', 'REGSYS_VIRK_NACE1_SN07'],
      ...['REGSYS_ARB_ARBEIDSTID', 'REGSYS_ARB_ARBMARK_STATUS'],
    ],
    universes: ['JOBBID_1'],
    write: ({ columns, population }) => writeWork(columns, population),
  },
  {
    name: 'vehicles',
    variables: [
      ...['KJORETOYID_FNR', 'KJT_GRUP', 'DRIVSTOFF_OMK', 'EG_VEKT', 'FREG_AR'].map((name) => `KJORETOY_${name}`),
    ],
    universes: ['KJORETOY_ID'],
    write: ({ columns, population }) => writeVehicles(columns, population),
  },
];
