import type { EpochDay } from '../../base/epoch-day.ts';
import { parseIsoDate } from '../../base/epoch-day.ts';
import type { Temporality, UnitType } from '../catalogue.ts';
import type { CodeRow, DatasetMetadata } from './dataset-metadata.ts';

/** What identifiers are: numbers 0 … 2^48 - 1, texts, or texts that write integers. */
export type IdentifierForm = 'pseudonym' | 'text' | 'integer';

/** What the value of a row is. */
export type ValueForm = 'identifier' | 'text' | 'long' | 'double' | 'date';

/** A code with the days between which it is valid; several entries where it is valid at several times. */
export interface CodeTimes {
  readonly code: string;
  readonly fromDay: EpochDay;
  readonly untilDay: EpochDay;
}

/** The rules that each row of a dataset must follow: plain data, so that threads can be told. */
export interface RowRules {
  readonly temporality: Temporality;
  readonly unitForm: IdentifierForm;
  readonly unitType: string;
  readonly valueForm: ValueForm;
  /** The form of values that are identifiers of units. */
  readonly keyForm: IdentifierForm;
  /** Whether such values are identifiers of the same space as the rows'. */
  readonly keysAreUnits: boolean;
  /** As written in metadata, for messages. */
  readonly dataType: string;
  readonly codes?: readonly CodeTimes[];
  /** Whether values that are not in the code list are kept (as a datastore that was released long ago may have them). */
  readonly keepsUnknownCodes: boolean;
  /** Later days are counted. */
  readonly today?: EpochDay;
}

/** The greatest pseudonym: 48 bits. */
export const largestPseudonym = 2 ** 48 - 1;

/** Unit types whose identifiers are integers that are not pseudonymised. */
const integerUnitTypes: ReadonlySet<string> = new Set(['BK_HELSESTASJONSKONSULTASJON']);

/** The rules that follow from a dataset's metadata. */
export function rowRules(
  metadata: DatasetMetadata,
  options: {
    readonly identifiers?: 'raw' | 'pseudonyms';
    readonly today?: EpochDay;
    readonly keepUnknownCodes?: boolean;
  },
): RowRules {
  const { temporality, unitType, keyUnitType, dataType, codes } = metadata;
  const isKey = keyUnitType?.pseudonymised === true;
  const formOf = (type: UnitType): IdentifierForm => {
    if (!type.pseudonymised) return integerUnitTypes.has(type.name) ? 'integer' : 'text';
    return options.identifiers === 'pseudonyms' ? 'pseudonym' : 'text';
  };
  return {
    temporality,
    unitForm: formOf(unitType),
    unitType: unitType.name,
    valueForm: isKey ? 'identifier' : valueForms[dataType],
    keyForm: isKey ? formOf(keyUnitType) : 'text',
    keysAreUnits: isKey && keyUnitType.idKind === unitType.idKind,
    dataType,
    ...(codes === undefined ? {} : { codes: codes.map(codeTimes) }),
    keepsUnknownCodes: options.keepUnknownCodes === true,
    ...(options.today === undefined ? {} : { today: options.today }),
  };
}

const valueForms = { STRING: 'text', LONG: 'long', DOUBLE: 'double', DATE: 'date' } as const;

function codeTimes([code, , from, until]: CodeRow): CodeTimes {
  return {
    code,
    fromDay: parseIsoDate(from) ?? Number.NEGATIVE_INFINITY,
    untilDay: parseIsoDate(until) ?? Number.POSITIVE_INFINITY,
  };
}
