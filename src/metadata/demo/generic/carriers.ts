import type { EpochDay } from '../../../base/epoch-day.ts';
import type { UnitTypeName } from '../../catalogue.ts';
import { type ColumnValues, missingCode, missingInt32, missingUnit, type VariableSlice } from '../../stored-column.ts';
import { nobody } from '../people.ts';
import type { Population } from '../population.ts';
import type { RegisterCall } from '../register.ts';

/** Units other than persons: how many, whose each is, and which have records at a day. Arrays go by unit number. */
export interface Carriers {
  readonly count: number;
  /** Serial number of the person, or `nobody`. */
  readonly person: Int32Array;
  /** 1 where the unit has records. */
  readonly present: Uint8Array;
}

/** Variables that say whose a unit is and when it is there, by unit type. */
export interface Anchor {
  readonly link?: string;
  /** Whether the link itself is measured at dates. */
  readonly isLinkDated?: boolean;
  /** A variable that every unit has while it exists. */
  readonly presence?: string;
  /** A variable whose spells are those of the unit. */
  readonly spells?: string;
}

/** Unit types that hand-written registers number and link. */
export const anchors: Readonly<Record<UnitTypeName, Anchor>> = {
  JOBB: { link: 'ARBEIDSFORHOLD_PERSON', presence: 'ARBLONN_ARB_HOVEDARBEID' },
  KJORETOY: { link: 'KJORETOY_KJORETOYID_FNR', isLinkDated: true, presence: 'KJORETOY_KJORETOYID_FNR' },
  KURS: { link: 'NUDB_KURS_FNR', spells: 'NUDB_KURS_NUS' },
  MALEPUNKT: { link: 'ELHUB_PERS_MALEPUNKTID_FNR', isLinkDated: true, presence: 'ELHUB_PERS_MALEPUNKTID_FNR' },
  TRAFIKKULYKKE: {},
  TRAFIKKULYKKE_PERSON: { link: 'TRAFULYK_PERS_FNR' },
};

/** The units of a type at a day (at any time, without one). */
export async function carriersAt(
  call: RegisterCall,
  unitType: UnitTypeName,
  anchor: Anchor,
  day: EpochDay | undefined,
): Promise<Carriers> {
  const { size } = await call.universe(unitType);
  const person = new Int32Array(size).fill(nobody);
  const present = new Uint8Array(size).fill(day === undefined ? 1 : 0);
  const { link, isLinkDated = false, presence } = anchor;
  if (link !== undefined) {
    const serials = serialsOf(call.population);
    eachRecord(await call.read(link, isLinkDated ? day : undefined), (unit, values, row) => {
      if (values.kind === 'unit') person[unit] = serials[values.units[row]!]!;
    });
  }
  if (presence === undefined || day === undefined) present.fill(1);
  else eachRecord(await call.read(presence, day), (unit) => (present[unit] = 1));
  return { count: size, person, present };
}

/** Calls a function for each record of a slice that has a value. */
function eachRecord(slice: VariableSlice, visit: (unit: number, values: ColumnValues, row: number) => void): void {
  const { values, rowCount } = slice;
  for (let row = 0; row < rowCount; row++) {
    if (!isMissing(values, row)) visit(slice.layout === 'dense' ? row : slice.units[row]!, values, row);
  }
}

function isMissing(column: ColumnValues, row: number): boolean {
  switch (column.kind) {
    case 'float64':
      return Number.isNaN(column.values[row]!);
    case 'int32':
      return column.values[row] === missingInt32;
    case 'unit':
      return column.units[row] === missingUnit;
    case 'dictionary':
      return column.codes[row] === missingCode;
  }
}

const knownSerials = new WeakMap<object, Int32Array>();

/** The serial number of each person by unit number. */
function serialsOf({ numbering }: Population): Int32Array {
  let serials = knownSerials.get(numbering);
  if (serials === undefined) {
    serials = new Int32Array(numbering.unitOf.length);
    for (let serial = 0; serial < serials.length; serial++) serials[numbering.unitOf[serial]!] = serial;
    knownSerials.set(numbering, serials);
  }
  return serials;
}
