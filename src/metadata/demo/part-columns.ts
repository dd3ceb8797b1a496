import type { EpochDay } from '../../base/epoch-day.ts';
import type { Period, UnitTypeName } from '../catalogue.ts';
import { ColumnFolder } from '../store/column-folder.ts';
import type { ColumnValues, Spells } from '../stored-column.ts';
import { clipSpells } from './clip-spells.ts';

/** What becomes of the variables that a register writes for a part. */
export interface PartRules {
  /** Whether a variable has data at the part's date. */
  wants(variable: string): boolean;
  /** Makes preliminary figures of final ones, for variables that have some. */
  adjust(variable: string, values: ColumnValues): ColumnValues;
  /** The period in which a history was kept; absent for other temporalities, whatever their form. */
  keptIn(variable: string): Period | undefined;
}

/** Takes what a register writes for one part: what the catalogue says that there is, and no more. */
export class PartColumns extends ColumnFolder {
  readonly #rules: PartRules;

  constructor(folder: string, rules: PartRules) {
    super(folder, false);
    this.#rules = rules;
  }

  override addFixed(name: string, unitType: UnitTypeName, values: ColumnValues): void {
    if (this.#rules.wants(name)) super.addFixed(name, unitType, values);
  }

  override addBlock(
    name: string,
    unitType: UnitTypeName,
    startDay: EpochDay,
    stopDay: EpochDay,
    values: ColumnValues,
  ): void {
    if (!this.#rules.wants(name)) return;
    super.addBlock(name, unitType, startDay, stopDay, this.#rules.adjust(name, values));
  }

  override addHistory(name: string, unitType: UnitTypeName, spells: Spells): void {
    if (!this.#rules.wants(name)) return;
    const kept = this.#rules.keptIn(name);
    super.addHistory(name, unitType, kept === undefined ? spells : clipSpells(spells, kept));
  }
}
