import type { EpochDay } from '../../base/epoch-day.ts';
import type { UnitTypeName } from '../catalogue.ts';
import { ColumnFolder } from '../store/column-folder.ts';
import type { ColumnValues, Spells } from '../stored-column.ts';

/** Takes what a register writes for one part: only the variables that have data then, preliminary where they are revised later. */
export class PartColumns extends ColumnFolder {
  readonly #wants: (variable: string) => boolean;
  readonly #adjust: (variable: string, values: ColumnValues) => ColumnValues;

  /** @param adjust  makes preliminary figures of final ones, for variables that have some */
  constructor(
    folder: string,
    wants: (variable: string) => boolean,
    adjust: (variable: string, values: ColumnValues) => ColumnValues,
  ) {
    super(folder, false);
    this.#wants = wants;
    this.#adjust = adjust;
  }

  override addFixed(name: string, unitType: UnitTypeName, values: ColumnValues): void {
    if (this.#wants(name)) super.addFixed(name, unitType, values);
  }

  override addBlock(
    name: string,
    unitType: UnitTypeName,
    startDay: EpochDay,
    stopDay: EpochDay,
    values: ColumnValues,
  ): void {
    if (this.#wants(name)) super.addBlock(name, unitType, startDay, stopDay, this.#adjust(name, values));
  }

  override addHistory(name: string, unitType: UnitTypeName, spells: Spells): void {
    if (this.#wants(name)) super.addHistory(name, unitType, spells);
  }
}
