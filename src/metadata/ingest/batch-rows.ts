import { isoDate } from '../../base/epoch-day.ts';
import { missingInt32 } from '../stored-column.ts';
import { CarefulRows, rowDays } from './careful-rows.ts';
import type { IncomingIdentifiers, IncomingValues, RowBatch, RowSource } from './row-batch.ts';
import type { RowCollector } from './row-collector.ts';
import { largestPseudonym } from './row-rules.ts';

/** Reads the rows of a source that has them in columns; gives the place of the last one. */
export async function readBatches(
  source: RowSource,
  collector: RowCollector,
  read: (rows: number) => void,
): Promise<number> {
  const rows = new BatchRows(collector);
  let last = 0;
  for await (const batch of source.batches()) {
    rows.read(batch);
    last = batch.firstRow + batch.rowCount - 1;
    read(batch.rowCount);
  }
  return last;
}

/** What stands for a text of a batch's dictionary that has not been looked up yet, and for one that is no good. */
const unseen = -2147483648;
const rejected = -2147483647;

/** Reads batches of rows by the same rules as `CarefulRows`; only the way in differs. */
class BatchRows {
  readonly #collector: RowCollector;
  readonly #careful: CarefulRows;
  readonly #unitTexts = new KnownTexts();
  readonly #valueTexts = new KnownTexts();

  constructor(collector: RowCollector) {
    this.#collector = collector;
    this.#careful = new CarefulRows(collector);
  }

  read(batch: RowBatch): void {
    const { firstRow, rowCount, starts, stops } = batch;
    const unitOf = this.#units(batch.units);
    const valueOf = this.#values(batch.values);
    for (let i = 0; i < rowCount; i++) {
      const row = firstRow + i;
      const unit = unitOf(i, row);
      const value = valueOf(i, row);
      const start = starts[i]!;
      const stop = stops[i]!;
      const areDays = this.#isDay(start, row, 3) && this.#isDay(stop, row, 4);
      if (!areDays) continue;
      this.#careful.addRow(
        unit,
        value,
        start === missingInt32 ? undefined : start,
        stop === missingInt32 ? undefined : stop,
        row,
      );
    }
  }

  #isDay(day: number, row: number, field: number): boolean {
    const isGood = day === missingInt32 || (day >= rowDays.first && day <= rowDays.last);
    // The date as a text is made for those only that are reported.
    return isGood || this.#careful.isRowDay(day, isoDate(day), row, field);
  }

  #units(units: IncomingIdentifiers): (i: number, row: number) => number | undefined {
    const { rules, units: table } = this.#collector;
    if (units.kind === 'texts') {
      return byText(units, this.#unitTexts.of(units.dictionary), (text, row) => this.#careful.unitOf(text, row));
    }
    const { values } = units;
    if (rules.unitForm !== 'pseudonym') {
      return (i, row) => this.#careful.unitOf(textOf(values[i]!), row);
    }
    return (i, row) => {
      const number = values[i]!;
      if (isPseudonym(number)) return table.numbers.indexOf(number);
      return this.#careful.unitOf(textOf(number), row);
    };
  }

  #values(values: IncomingValues): (i: number, row: number) => number | undefined {
    const { rules, keys } = this.#collector;
    if (values.kind === 'texts')
      return byText(values, this.#valueTexts.of(values.dictionary), (text, row) => this.#careful.valueOf(text, row));
    const numbers = values.values;
    const carefully = (number: number, row: number): number | undefined => this.#careful.valueOf(textOf(number), row);
    switch (rules.valueForm) {
      case 'identifier':
        if (rules.keyForm !== 'pseudonym') break;
        return (i, row) => (isPseudonym(numbers[i]!) ? keys.numbers.indexOf(numbers[i]!) : carefully(numbers[i]!, row));
      case 'long':
      case 'date':
        return (i, row) => (Number.isSafeInteger(numbers[i]!) ? numbers[i]! + 0 : carefully(numbers[i]!, row));
      case 'double':
        return (i, row) => (Number.isFinite(numbers[i]!) ? numbers[i]! + 0 : carefully(numbers[i]!, row));
      case 'text':
        break;
    }
    return (i, row) => carefully(numbers[i]!, row);
  }
}

function isPseudonym(number: number): boolean {
  return number >= 0 && number <= largestPseudonym && Number.isInteger(number);
}

function textOf(number: number): string {
  return Number.isNaN(number) ? '' : String(number);
}

/** Translations of a dictionary that several batches share: it may have grown since the last one, but not changed. */
class KnownTexts {
  #dictionary: readonly string[] = [];
  #known = new Float64Array(0);

  /** What is known of each text of a dictionary so far. */
  of(dictionary: readonly string[]): Float64Array {
    if (this.#dictionary !== dictionary || this.#known.length < dictionary.length) {
      const known = new Float64Array(dictionary.length).fill(unseen);
      if (this.#dictionary === dictionary) known.set(this.#known);
      this.#dictionary = dictionary;
      this.#known = known;
    }
    return this.#known;
  }
}

/** Looks each text of a dictionary up once; what is no good is asked for again, so that every row is reported. */
function byText(
  { codes, dictionary }: { readonly codes: Int32Array; readonly dictionary: readonly string[] },
  known: Float64Array,
  lookUp: (text: string, row: number) => number | undefined,
): (i: number, row: number) => number | undefined {
  return (i, row) => {
    const code = codes[i]!;
    if (code < 0) return lookUp('', row);
    const before = known[code]!;
    if (before !== unseen && before !== rejected) return before;
    const found = lookUp(dictionary[code]!, row);
    known[code] = found ?? rejected;
    return found;
  };
}
