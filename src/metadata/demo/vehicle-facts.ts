import { draw, drawNormal, process } from './random.ts';
import { trailers, type VehicleTable, vehicleFuels, vehicleGroups } from './vehicle-table.ts';

/** What there is to know of one vehicle; lengths in centimetres, weights in kilograms, 0 for what it lacks. */
export interface VehicleFacts {
  readonly table: VehicleTable;
  readonly vehicle: number;
  readonly group: string;
  /** Empty for trailers. */
  readonly fuel: string;
  readonly modelYear: number;
  readonly isTrailer: boolean;
  readonly isVan: boolean;
  readonly weight: number;
  readonly totalWeight: number;
  readonly length: number;
  readonly width: number;
  readonly doors: number;
  readonly seats: number;
  readonly hasAllWheels: boolean;
  /** Most weight of a trailer with brakes. */
  readonly trailerWeight: number;
  /** A uniform number of the vehicle's own, one for each process and number from 0 to 7. */
  readonly uniform: (what: number, number: number) => number;
}

/** Length, width, load and seats by group. */
const builds: Readonly<Record<string, readonly [length: number, width: number, load: number, seats: number]>> = {
  '101': [440, 180, 480, 5],
  '315': [500, 195, 1050, 3],
  '314': [440, 178, 560, 2],
  '620': [220, 85, 190, 2],
  '610': [200, 75, 170, 2],
  '601': [180, 70, 90, 1],
  '401': [450, 220, 2600, 1],
  '630': [300, 115, 180, 2],
  '709': [420, 180, 560, 0],
  '703': [690, 230, 260, 0],
  '702': [560, 230, 5200, 0],
};

/** Gathers the facts of a vehicle. */
export function vehicleFacts(table: VehicleTable, vehicle: number): VehicleFacts {
  const owner = table.owner[vehicle]!;
  const occasion = table.occasion[vehicle]! * 8;
  const uniform = (what: number, number: number): number => draw(what, owner, occasion + number);
  const group = vehicleGroups.texts[table.group[vehicle]!]!;
  const isCar = group === '101';
  const isVan = group.startsWith('31');
  const [length, width, load, seats] = builds[group]!;
  const spread = drawNormal(process.vehicleOrigin, owner, occasion + 3);
  const weight = table.weight[vehicle]!;
  const seatDraw = uniform(process.vehicleOrigin, 4);
  const hasHook = isCar || isVan || group === '401';
  return {
    table,
    vehicle,
    group,
    fuel: vehicleFuels.texts[table.fuel[vehicle]!]!,
    modelYear: table.modelYear[vehicle]!,
    isTrailer: trailers.includes(group),
    isVan,
    weight,
    totalWeight: weight === 0 ? 0 : Math.round((weight + load * (1 + 0.1 * spread)) / 5) * 5,
    length: Math.round(length * (1 + 0.06 * spread)),
    width: Math.round(width * (1 + 0.03 * spread)),
    doors: isCar ? (seatDraw < 0.86 ? 5 : seatDraw < 0.93 ? 3 : 4) : isVan ? 4 : 0,
    seats: isCar ? (seatDraw < 0.06 ? 7 : seatDraw < 0.12 ? 4 : 5) : seats,
    hasAllWheels: (isCar && uniform(process.vehicleOrigin, 5) < 0.27) || group === '401',
    trailerWeight: hasHook && weight > 0 ? Math.max(400, Math.round((weight * (0.85 + 0.12 * spread)) / 50) * 50) : 0,
    uniform,
  };
}

/** Emission of petrol cars of the model year 2000 in grams a kilometre, and how much it falls with each year. */
const emission = { in2000: 186, fall: 3 } as const;

/** Emission by fuel relative to petrol. */
const byFuel: Readonly<Record<string, number>> = { '01': 1, '02': 0.93, '07': 0.64, '08': 0.32, '05': 0 };

/** Grams of carbon dioxide a kilometre of cars and vans; NaN for older ones, for others, and for one in five. */
export function carbonDioxideOf({ table, vehicle, group, isVan, fuel, modelYear, uniform }: VehicleFacts): number {
  if (group !== '101' && !isVan) return Number.NaN;
  if (fuel === '05') return 0;
  if (modelYear < 2000 || uniform(process.vehicleOrigin, 6) < 0.2) return Number.NaN;
  const size = 1 + 0.1 * drawNormal(process.vehicleOrigin, table.owner[vehicle]!, table.occasion[vehicle]! * 8 + 7);
  const grams = (emission.in2000 - emission.fall * (modelYear - 2000)) * byFuel[fuel]! * size * (isVan ? 1.2 : 1);
  return Math.round(Math.min(400, Math.max(15, grams)));
}

/** Litres for ten kilometres: petrol burns to 2.32 kilograms of carbon dioxide a litre, diesel to 2.65. */
export function fuelUseOf(facts: VehicleFacts): number {
  const grams = carbonDioxideOf(facts);
  if (Number.isNaN(grams) || facts.fuel === '05') return Number.NaN;
  return Math.max(0.05, grams / (facts.fuel === '02' ? 265 : 232));
}
