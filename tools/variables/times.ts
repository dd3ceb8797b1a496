import type { DemoGrid } from '../../src/metadata/demo/grid.ts';
import type { VariableFacts } from './facts.ts';

/** How a variable's dates lie in time: a grid, with the first and last day of its use as ISO dates. */
export interface Times {
  readonly grid: DemoGrid;
  readonly from: string;
  readonly until: string;
}

/** Sources whose status dates are elections. */
const elections = /^VALG_/u;

/** Series whose dates the list of variables does not give exactly, and absence of jobs, which the synthetic databank has from 2015 on. */
const unstated: Readonly<Record<string, readonly [from: string, until: string]>> = {
  ARBEIDSSOKER_ALDER: ['1990-01-31', '2025-11-30'],
  ARBEIDSSOKER_ANT_D_AS: ['1990-01-31', '2025-11-30'],
  ARBEIDSSOKER_KJOENN: ['1990-01-31', '2025-11-30'],
  SIVSTANDFDT_SIVSTAND: ['1991-12-31', '2023-12-31'],
  SKATT_ANVENDT_SAERFRADRAG: ['1993', '2023'],
  SYKEFRAVAR_AVTALTE_DAGSVERK1: ['2015', '2025-09-30'],
  SYKEFRAVAR_SYKEFRAVAR_DAGSVERK1: ['2015', '2025-09-30'],
};

/** Status dates by month and day of the first one. */
const byFirstDay: Readonly<Record<string, DemoGrid>> = {
  '01-01': 'january',
  '06-30': 'june-end',
  '10-01': 'october',
  '11-01': 'november',
  '11-16': 'november',
  '11-30': 'november-end',
  '12-31': 'december',
  '01-16': 'mid-months',
  '02-16': 'mid-months',
  '01-31': 'month-ends',
  '09-30': 'month-ends',
  '10-31': 'month-ends',
};

/** The dates of a variable; `undefined` for fixed ones. */
export function timesOf(facts: VariableFacts): Times | undefined {
  const { name, temporality } = facts;
  if (temporality === 'FIXED') return undefined;
  const [statedFrom, statedUntil] = unstated[name] ?? [facts.validFrom, facts.validUntil];
  if (temporality === 'STATUS') {
    if (elections.test(name)) return { grid: 'elections', from: `${statedFrom}-01-01`, until: `${statedUntil}-12-31` };
    if (/^\d{4}$/u.test(statedFrom)) {
      return { grid: 'december', from: `${statedFrom}-12-31`, until: `${statedUntil}-12-31` };
    }
    return { grid: statusGridOf(name, statedFrom), from: statedFrom, until: statedUntil };
  }
  const from = statedFrom.length === 4 ? `${statedFrom}-01-01` : statedFrom;
  const until = statedUntil.length === 4 ? `${statedUntil}-12-31` : statedUntil;
  if (temporality === 'EVENT') return { grid: 'event', from, until };
  const grid = /^(ARBLONN|ELHUB)_/u.test(name) ? 'months' : name.startsWith('SYKEFRAVAR_') ? 'quarters' : 'years';
  return { grid, from, until };
}

function statusGridOf(name: string, from: string): DemoGrid {
  if (name === 'BEFOLKNING_SVALBARD_KOMMNR') return 'january-july';
  if (name.startsWith('ELHUB_')) return 'month-edges';
  const grid = byFirstDay[from.slice(5)];
  if (grid === undefined) throw new Error(`${name}: no grid begins on ${from}`);
  return grid;
}
