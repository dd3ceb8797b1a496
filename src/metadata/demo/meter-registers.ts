import { civilDate } from '../../base/epoch-day.ts';
import { type Dictionary, dictionaryOf, type SerialSpells, SpellCollector, VariableWriter } from './columns.ts';
import { areaNames, areasOf, type Meter, type MeterTable, meterTableOf } from './meter-table.ts';
import { eachMunicipality, municipalityCodes } from './municipality-codes.ts';
import type { Population } from './population.ts';
import { draw, drawNormal, exponential, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** Electricity meters of persons: customer and place as histories, consumption and production month by month. */
export const meterRegisters: readonly Register[] = [
  {
    name: 'meters',
    variables: [
      'ELHUB_PERS_MALEPUNKTID_FNR',
      'ELHUB_PERS_MALEPUNKT_ADR_KOMMUNE',
      'ELHUB_PERS_PRISOMRADE',
      'ELHUB_PERS_TYPE_STROMFORBRUK',
    ],
    universes: ['MALEPUNKT_ID'],
    write: writeMeters,
  },
  {
    name: 'electricity',
    grid: 'months',
    variables: ['ELHUB_PERS_STROMFORBRUK', 'ELHUB_PERS_KRAFTPRODUKSJON'],
    write: writeElectricity,
  },
];

function writeMeters({ columns, population }: RegisterCall): void {
  const table = meterTableOf(population);
  const { meters, numbering } = table;
  columns.addPseudonyms('MALEPUNKT_ID', numbering.pseudonyms);
  const writer = new VariableWriter(columns, 'MALEPUNKT', numbering);
  const whole: SerialSpells = {
    offsets: Int32Array.from({ length: meters.length + 1 }, (_, i) => i),
    starts: Int16Array.from(meters, ({ first }) => first),
    stops: Int16Array.from(meters, ({ last }) => last),
  };
  const customers = Int32Array.from(meters, ({ customer }) => customer);
  writer.spells('ELHUB_PERS_MALEPUNKTID_FNR', whole, {
    kind: 'units',
    unitType: 'PERSON',
    others: population.numbering,
    values: customers,
  });
  const codes = (name: string, dictionary: Dictionary, codeOf: (meter: Meter) => number): void => {
    writer.spells(name, whole, { kind: 'codes', dictionary, values: Uint8Array.from(meters, codeOf) });
  };
  const areas = areasOf(population.geography);
  // Names of areas are in code-point order already: entry 1 is the first.
  codes('ELHUB_PERS_PRISOMRADE', dictionaryOf(areaNames), ({ place }) => areas[place]! + 1);
  codes('ELHUB_PERS_TYPE_STROMFORBRUK', dictionaryOf(['1', '2']), ({ isCabin }) => (isCabin ? 2 : 1));
  writeMunicipalities(writer, population, table);
}

function writeMunicipalities(writer: VariableWriter, population: Population, { meters }: MeterTable): void {
  const municipalities = municipalityCodes(population.geography);
  const collector = new SpellCollector(meters.length);
  meters.forEach(({ place, first, last }, serial) => {
    eachMunicipality(municipalities, place, first, last, (code, from, until) => {
      collector.add(serial, from, until, code);
    });
    collector.close(serial);
  });
  const spells = collector.finish();
  writer.spells('ELHUB_PERS_MALEPUNKT_ADR_KOMMUNE', spells, {
    kind: 'codes',
    dictionary: municipalities.dictionary,
    values: spells.values,
  });
}

/** Consumption and production of a month relative to the mean month, from January. */
const winterly = [1.45, 1.34, 1.24, 1.0, 0.82, 0.68, 0.64, 0.66, 0.77, 0.95, 1.14, 1.31] as const;
const sunny = [0.12, 0.35, 0.85, 1.35, 1.8, 1.95, 1.85, 1.5, 1.0, 0.5, 0.16, 0.06] as const;
/** Consumption of years relative to others: it fell when prices rose. */
const thrift: Readonly<Record<number, number>> = { 2020: 0.97, 2021: 1.06, 2022: 0.93 };

function writeElectricity({ columns, population, when }: RegisterCall): void {
  if (when === undefined) return;
  const { meters, numbering } = meterTableOf(population);
  const { year, month } = civilDate(when.startDay);
  const areas = areasOf(population.geography);
  const consumption = new Float64Array(meters.length).fill(Number.NaN);
  const production = new Float64Array(meters.length).fill(Number.NaN);
  meters.forEach((meter, serial) => {
    if (meter.first > when.startDay || meter.last < when.stopDay) return;
    const { customer, isCabin } = meter;
    const occasion = (year * 12 + month) * 2 + Number(isCabin);
    const cold = areaNames[areas[meter.place]!] === 'NO4' ? 1.2 : 1;
    const noise = exponential(0.12 * drawNormal(process.electricity, customer, occasion));
    const mean = yearlyUse(meter) / 12;
    const amount = mean * winterly[month - 1]! * (thrift[year] ?? 1) * cold * noise;
    consumption[serial] = Math.round(amount * 100) / 100;
    if (year >= solarYear(meter)) {
      const panels = 380 * exponential(0.4 * drawNormal(process.solar, customer, 1));
      production[serial] = Math.round(panels * sunny[month - 1]! * noise * 100) / 100;
    }
  });
  const writer = new VariableWriter(columns, 'MALEPUNKT', numbering);
  writer.decimals('ELHUB_PERS_STROMFORBRUK', when, consumption);
  writer.decimals('ELHUB_PERS_KRAFTPRODUKSJON', when, production);
}

/** Kilowatt-hours a year: a house some 14,000, a flat 5,000, a cabin less, more with each member of the household. */
function yearlyUse({ customer, place, isCabin, members }: Meter): number {
  const occasion = place * 4 + Number(isCabin);
  const spread = exponential(0.35 * drawNormal(process.electricity, customer, 1_000_000 + occasion));
  if (isCabin) return 4200 * spread;
  const isFlat = draw(process.electricity, customer, 2_000_000 + place) < 0.3;
  return (isFlat ? 5000 : 13_600) * (0.8 + 0.1 * Math.min(6, members)) * spread;
}

/** The year from which a meter has solar panels behind it; one in twenty-five houses has them in the end. */
function solarYear({ customer, isCabin }: Meter): number {
  if (isCabin || draw(process.solar, customer, 0) >= 0.04) return Number.POSITIVE_INFINITY;
  return 2024 - Math.floor(draw(process.solar, customer, 2) ** 2 * 7);
}
