import type { EpochDay } from '../base/epoch-day.ts';
import type { ContentHash } from '../base/hash.ts';

/** How a register variable's values lie in time. */
export type Temporality = 'FIXED' | 'STATUS' | 'ACCUMULATED' | 'EVENT';

/** The data type of a measure as declared; DATE values are epoch days. */
export type DataType = 'STRING' | 'LONG' | 'DOUBLE' | 'DATE';

/** Catalogue fact; see `datastore` specification, section i. */
export type SensitivityLevel = 'PERSON_GENERAL' | 'PERSON_SPECIAL' | 'PUBLIC' | 'NONPUBLIC';

/** Name of a unit type: `PERSON`, `FAMILIE`, `JOBB` … */
export type UnitTypeName = string;

/** A kind of unit. */
export interface UnitType {
  readonly name: UnitTypeName;
  /** Name of the identifier column in a dataset of these units: `PERSONID_1`. */
  readonly identifier: string;
  /** Pseudonym space: identifiers of two unit types can be compared when their spaces are equal (`FNR`, `ORGNR`, …). */
  readonly idKind: string;
  /** False for unit types whose identifier is public (KOMMUNE). */
  readonly pseudonymised: boolean;
  readonly label: { readonly nb: string; readonly en: string };
}

/** A code of a code list with the period in which it is valid (both ends included; absent = unlimited). */
export interface Code {
  readonly code: string;
  readonly title: string;
  readonly validFromDay?: EpochDay;
  readonly validUntilDay?: EpochDay;
  /** A sentinel: a code that stands for an unknown or irrelevant value. */
  readonly sentinel?: true;
}

/** The values a measure may take: a code list, or a description of free values. */
export type ValueDomain =
  | { readonly type: 'enumerated'; readonly codes: readonly Code[] }
  | { readonly type: 'described'; readonly description: string; readonly unitOfMeasure?: string };

/** A period of days, both ends included. */
export interface Period {
  readonly startDay: EpochDay;
  readonly stopDay: EpochDay;
}

/** What `import` names: one measure about one unit type, with its catalogue facts. */
export interface RegisterVariable {
  readonly name: string;
  /** Norwegian, like all texts of a register. */
  readonly title: string;
  readonly englishTitle?: string;
  readonly description: string;
  readonly unitType: UnitTypeName;
  readonly temporality: Temporality;
  readonly dataType: DataType;
  /** `YYYYMM`, `YYYYMMDD` … for integers that are dates in disguise. */
  readonly format?: string;
  readonly valueDomain: ValueDomain;
  /** Set when the value is the identifier of another unit (mother, family, employer). */
  readonly keyUnitType?: UnitTypeName;
  readonly sensitivityLevel: SensitivityLevel;
  readonly populationDescription: string;
  readonly subjectFields: readonly string[];
  /** First and last day with data; absent for FIXED. */
  readonly coverage?: Period;
  /** STATUS only: the measurement days, ascending. */
  readonly statusDays?: readonly EpochDay[];
  /** Set when the series is closed: why, and which variables take over. */
  readonly temporalEnd?: { readonly description: string; readonly successors?: readonly string[] };
  /** Values may be shown even when few units carry them (birth year, month …): disclosure rule DC-08. */
  readonly publicValues?: boolean;
}

/** What kind of data a databank holds; decides which disclosure policies it admits. */
export type DataNature = 'synthetic' | 'public' | 'confidential';

/** What one databank version offers, searchable; no data. */
export interface Catalogue {
  /** Reverse-domain name, e.g. `no.ssb.fdb`. */
  readonly databank: string;
  readonly label: { readonly nb: string; readonly en: string };
  readonly nature: DataNature;
  /** Id of the laxest disclosure policy that the databank admits, if it states one. */
  readonly minimumPolicy?: string;
  /** A researcher's own data, linked to the registers of others; its secret takes no part in record keys that others' have. */
  readonly isOwn?: true;
  /** Resolved version in short form: `38`, `38.1`, `38.1.2`, `DRAFT`; see `version-number.ts`. */
  readonly version: string;
  readonly variables: ReadonlyMap<string, RegisterVariable>;
  readonly unitTypes: ReadonlyMap<UnitTypeName, UnitType>;
  /** Hash over the catalogue and the content hashes of every column file that the version lists. */
  readonly versionHash: ContentHash;
}

/** All databanks that a session can `require`; pure metadata, available without reading data. */
export interface DatabankDirectory {
  readonly databanks: readonly {
    readonly name: string;
    readonly versions: readonly string[];
    readonly newest: string;
  }[];
  /** The catalogue of `name:version`, or `undefined` when there is none. */
  findCatalogue(name: string, version: string): Catalogue | undefined;
}
