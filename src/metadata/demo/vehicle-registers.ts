import { civilDate, daysFromCivil } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { type Dictionary, dictionaryOf, type SerialSpells, SpellCollector, VariableWriter } from './columns.ts';
import { draw, drawNormal, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';
import { carbonDioxideOf, fuelUseOf, type VehicleFacts, vehicleFacts } from './vehicle-facts.ts';
import { type VehicleTable, vehicleFuels, vehicleGroups, vehicleTableOf } from './vehicle-table.ts';

/** Registers of persons' vehicles: every fact is a history over the owner's time, so that all answer at the same dates. */
export const vehicleRegisters: readonly Register[] = [
  {
    name: 'vehicles',
    variables: ['KJORETOY_KJORETOYID_FNR'],
    universes: ['KJORETOY_ID'],
    write({ columns, population }) {
      const table = vehicleTableOf(population);
      columns.addPseudonyms('KJORETOY_ID', table.numbering.pseudonyms);
      const spells = { ...whole(table), values: table.owner.subarray(0, table.count) };
      const column = {
        kind: 'units',
        unitType: 'PERSON',
        others: population.numbering,
        values: spells.values,
      } as const;
      writerOf(columns, table).spells('KJORETOY_KJORETOYID_FNR', spells, column);
    },
  },
  codes('vehicle-groups', 'KJORETOY_KJT_GRUP', vehicleGroups, ({ table, vehicle }) => table.group[vehicle]!),
  codes('vehicle-fuels', 'KJORETOY_DRIVSTOFF_OMK', vehicleFuels, ({ table, vehicle }) => table.fuel[vehicle]!),
  codes('vehicle-imports', 'KJORETOY_BRUKTIMP', dictionaryOf(['1', '2']), ({ isTrailer, uniform }) => {
    const drawn = uniform(process.vehicleOrigin, 0);
    return isTrailer || drawn < 0.05 ? 0 : drawn < 0.164 ? 1 : 2;
  }),
  codes('vehicle-use', 'KJORETOY_KJ_ART', dictionaryOf(['1', '2', '3', '4']), ({ isTrailer, uniform }) => {
    const drawn = uniform(process.vehicleOrigin, 1);
    return isTrailer ? 0 : drawn < 0.9 ? 1 : drawn < 0.96 ? 2 : drawn < 0.985 ? 3 : 4;
  }),
  codes('vehicle-charging', 'KJORETOY_LADBAR', dictionaryOf(['1', '2']), ({ isTrailer, fuel }) =>
    isTrailer ? 0 : fuel === '05' || fuel === '08' ? 1 : 2,
  ),
  codes('vehicle-categories', 'KJORETOY_TEKN_TKNAVN', dictionaryOf(['1', '2', '3', '4', '5', '6']), (facts) =>
    facts.isTrailer
      ? 6
      : facts.group === '101'
        ? 1
        : facts.isVan
          ? 2
          : facts.group === '401'
            ? 5
            : facts.group === '601'
              ? 3
              : 4,
  ),
  integers('vehicle-weights', 'KJORETOY_EG_VEKT', ({ weight }) => weight),
  integers('vehicle-model-years', 'KJORETOY_FREG_AR', ({ modelYear }) => modelYear),
  integers('vehicle-total-weights', 'KJORETOY_TOT_VEKT', ({ totalWeight }) => totalWeight),
  integers('vehicle-lengths', 'KJORETOY_LENGDE', ({ length }) => length),
  integers('vehicle-widths', 'KJORETOY_BREDDE', ({ width }) => width),
  integers('vehicle-axles', 'KJORETOY_AKSLER', ({ isTrailer, totalWeight }) =>
    isTrailer && totalWeight < 2000 ? 1 : 2,
  ),
  integers('vehicle-driven-axles', 'KJORETOY_TEKN_AKSLER_DRIFT', ({ isTrailer, hasAllWheels }) =>
    isTrailer ? 0 : hasAllWheels ? 2 : 1,
  ),
  integers('vehicle-doors', 'KJORETOY_TEKN_ANTALL_DORER', ({ doors }) => doors),
  integers('vehicle-seats', 'KJORETOY_TEKN_SITTEPL_TOTALT', ({ seats }) => seats),
  integers('vehicle-front-seats', 'KJORETOY_TEKN_SITTEPL_FORAN', ({ seats, isVan }) =>
    isVan ? seats : Math.min(2, seats),
  ),
  integers('vehicle-braked-trailers', 'KJORETOY_TEKN_THV_M_BREMS', ({ trailerWeight }) => trailerWeight),
  integers('vehicle-unbraked-trailers', 'KJORETOY_TEKN_THV_U_BREMS', ({ trailerWeight }) =>
    Math.min(750, Math.round(trailerWeight / 20) * 10),
  ),
  integers('vehicle-train-weights', 'KJORETOY_TEKN_VOGNTOGVEKT', ({ trailerWeight, totalWeight }) =>
    trailerWeight === 0 ? 0 : trailerWeight + totalWeight,
  ),
  decimals('vehicle-carbon-dioxide', 'KJORETOY_TEKN_CO2_UTSLIPP', carbonDioxideOf),
  decimals('vehicle-fuel-use', 'KJORETOY_TEKN_DRIVSTOFF_FORBRUK', fuelUseOf),
  {
    name: 'vehicle-mileage',
    variables: ['KJORETOY_KJORELENGDE_GJSNITT_AAR', 'KJORETOY_MAALERAVLESNING_AARMND', 'KJORETOY_MAALERAVLESNING_KM'],
    write: writeMileage,
  },
];

function writerOf(columns: RegisterCall['columns'], { numbering }: VehicleTable): VariableWriter {
  return new VariableWriter(columns, 'KJORETOY', numbering);
}

/** One spell for each vehicle: the owner's time. */
function whole({ count, first, last }: VehicleTable): SerialSpells {
  const offsets = Int32Array.from({ length: count + 1 }, (_, i) => i);
  return { offsets, starts: first.subarray(0, count), stops: last.subarray(0, count) };
}

/** Spells of the vehicles that have a value other than 0. */
function spellsBy(
  table: VehicleTable,
  valueOf: (facts: VehicleFacts) => number,
): SerialSpells & { readonly values: Int32Array } {
  const collector = new SpellCollector(table.count);
  for (let vehicle = 0; vehicle < table.count; vehicle++) {
    const value = valueOf(vehicleFacts(table, vehicle));
    if (value !== 0) collector.add(vehicle, table.first[vehicle]!, table.last[vehicle], value);
    collector.close(vehicle);
  }
  return collector.finish();
}

function codes(
  name: string,
  variable: string,
  dictionary: Dictionary,
  codeOf: (facts: VehicleFacts) => number,
): Register {
  return {
    name,
    variables: [variable],
    write({ columns, population }) {
      const table = vehicleTableOf(population);
      const spells = spellsBy(table, codeOf);
      writerOf(columns, table).spells(variable, spells, { kind: 'codes', dictionary, values: spells.values });
    },
  };
}

/** A register of an integer; 0 stands for none. */
function integers(name: string, variable: string, valueOf: (facts: VehicleFacts) => number): Register {
  return {
    name,
    variables: [variable],
    write({ columns, population }) {
      const table = vehicleTableOf(population);
      const spells = spellsBy(table, valueOf);
      writerOf(columns, table).spells(variable, spells, { kind: 'integers', values: spells.values });
    },
  };
}

/** A register of a decimal number with two places; NaN stands for none. */
function decimals(name: string, variable: string, valueOf: (facts: VehicleFacts) => number): Register {
  return {
    name,
    variables: [variable],
    write({ columns, population }) {
      const table = vehicleTableOf(population);
      // In hundredths and one more, so that a true zero differs from none.
      const spells = spellsBy(table, (facts) => {
        const value = valueOf(facts);
        return Number.isNaN(value) ? 0 : Math.round(value * 100) + 1;
      });
      const values = Float64Array.from(spells.values, (stored) => (stored - 1) / 100);
      writerOf(columns, table).spells(variable, spells, { kind: 'decimals', values });
    },
  };
}

/** Last year with readings. */
const lastReadingYear = 2024;

/** Distances of cars and vans, read at inspections: in the fourth year and every second year from then on. */
function writeMileage({ columns, population }: RegisterCall): void {
  const table = vehicleTableOf(population);
  const yearly = new SpellCollector(table.count);
  const months = new SpellCollector(table.count);
  const distances = new SpellCollector(table.count);
  for (let vehicle = 0; vehicle < table.count; vehicle++) {
    const facts = vehicleFacts(table, vehicle);
    if (facts.group === '101' || facts.isVan) {
      addReadings(table, facts, (from, until, reading) => {
        yearly.add(vehicle, from, until, reading.yearly);
        months.add(vehicle, from, until, reading.month);
        distances.add(vehicle, from, until, reading.distance);
      });
    }
    for (const collector of [yearly, months, distances]) collector.close(vehicle);
  }
  const writer = writerOf(columns, table);
  for (const [variable, collector] of [
    ['KJORETOY_KJORELENGDE_GJSNITT_AAR', yearly],
    ['KJORETOY_MAALERAVLESNING_AARMND', months],
    ['KJORETOY_MAALERAVLESNING_KM', distances],
  ] as const) {
    const spells = collector.finish();
    writer.spells(variable, spells, { kind: 'integers', values: spells.values });
  }
}

interface Reading {
  /** Mean distance of a year and the meter's reading, in kilometres; year and month as YYYYMM. */
  readonly yearly: number;
  readonly month: number;
  readonly distance: number;
}

function addReadings(
  table: VehicleTable,
  facts: VehicleFacts,
  add: (from: number, until: number, reading: Reading) => void,
): void {
  const { vehicle, modelYear, uniform } = facts;
  const first = table.first[vehicle]!;
  const last = table.last[vehicle]!;
  const month = 1 + Math.floor(uniform(process.mileage, 0) * 12);
  const age = Math.max(1, civilDate(first).year - modelYear);
  // New cars are driven most.
  const usual = Math.max(
    900,
    (age < 8 ? 14_500 : 10_500) +
      4200 * drawNormal(process.mileage, table.owner[vehicle]!, table.occasion[vehicle]! * 8 + 1),
  );
  const yearly = Math.round(usual / 10) * 10;
  for (let year = modelYear + 4; year <= lastReadingYear; year += 2) {
    const day = daysFromCivil(
      year,
      month,
      1 + Math.floor(draw(process.mileage, table.owner[vehicle]!, table.occasion[vehicle]! * 8 + 2) * 28),
    );
    const isNewest = year + 2 > lastReadingYear;
    const from = Math.max(first, day);
    const until = Math.min(last, isNewest ? openStop16 : day + 730);
    const reading = { yearly, month: year * 100 + month, distance: yearly * (year - modelYear) + month * 100 };
    const next = isNewest ? until : Math.min(until, daysFromCivil(year + 2, month, civilDate(day).day) - 1);
    if (from <= next) add(from, next, reading);
  }
}
