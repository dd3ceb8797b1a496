import { parseIsoDate } from '../../../src/base/epoch-day.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';

/** Makes some parts of a demo databank and tells how far it is: for tests that kill it. */
const [cache = '', size = ''] = process.argv.slice(2);
const tell = (_: unknown, fraction: number): void => {
  process.stdout.write(`${fraction}\n`);
};
const reader = await demoDatabank(cache, Number(size)).open('60', tell);
const days = ['2019-01-01', '2020-01-01', '2021-01-01'].map((text) => parseIsoDate(text) ?? 0);
await reader?.prepare?.(
  ['BEFOLKNING_STATUSKODE', 'BEFOLKNING_REGSTAT_FAMNR', 'INNTEKT_WLONN', 'SKATT_GJELD'].map((variable) => ({
    variable,
    days,
  })),
  tell,
);
