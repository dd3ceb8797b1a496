/** What disclosure control needs to know of a universe of units; the databank's reader provides it. */
export interface UnitType {
  readonly unitType: string;
  readonly size: number;
  /** Stable identifier of unit `i` as text. */
  identifierOf(unit: number): string;
  /** Identifiers as numbers where they are pseudonyms, ascending. */
  readonly pseudonyms?: Float64Array | undefined;
  /** Names caches of derived keys. */
  readonly contentHash: string;
}
