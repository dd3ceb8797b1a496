import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';

/* Wide to long and back. In the long form the rows of a unit lie together, in the order of the times; a kernel works on a
   portion of units small enough for the rows of all times to stay in the nearest caches. */

/** Values of a portion of units at all times: about as much as a second-level cache holds. */
const portionValues = 32_768;

/** Units that are worked on together. */
function portionOf(times: number): number {
  return Math.max(64, Math.floor(portionValues / Math.max(1, times)));
}

/** One value per unit, to be repeated at every time. */
export interface RepeatInput {
  /** Absent for the number of the unit's row itself. */
  readonly values: InputArray | undefined;
  readonly times: number;
  readonly out: InputArray;
}

const repeatRows = typedLoops<RepeatInput, undefined>(
  `const { times, out } = input;
   for (let i = start, row = start * times; i < end; i++) {
     for (let time = 0; time < times; time++) out[row++] = i;
   }`,
);

const repeatValues = typedLoops<RepeatInput, undefined>(
  `const { values, times, out } = input;
   for (let i = start, row = start * times; i < end; i++) {
     const value = values[i];
     for (let time = 0; time < times; time++) out[row++] = value;
   }`,
);

/** Repeats a value at every time; `out` is of the same type. */
export const repeatKernel: Kernel<RepeatInput, null> = {
  name: 'repeat-at-times',
  run: (input, start, end) => {
    const { values, out } = input;
    if (values === undefined) repeatRows(out)(input, start, end);
    else repeatValues(values)(input, start, end);
    return null;
  },
};

/** What every unit has at its times. */
export interface CycleInput {
  /** One value per time. */
  readonly values: InputArray;
  readonly out: InputArray;
}

const cycleValues = typedLoops<CycleInput, undefined>(
  `const { values, out } = input;
   const times = values.length;
   for (let row = start * times; row < end * times; row += times) {
     for (let time = 0; time < times; time++) out[row + time] = values[time];
   }`,
);

/** Writes the same few values for every unit: in a loop for the first ones, in whole blocks after them. */
export const cycleKernel: Kernel<CycleInput, null> = {
  name: 'cycle-times',
  run: (input, start, end) => {
    const { values, out } = input;
    const times = values.length;
    const portion = portionOf(times);
    const written = Math.min(end, start + portion);
    cycleValues(values)(input, start, written);
    for (let from = written; from < end; from += portion) {
      const to = Math.min(end, from + portion);
      out.copyWithin(from * times, start * times, (start + to - from) * times);
    }
    return null;
  },
};

/** A variable of a series: one value per unit. */
export interface SeriesSource {
  readonly values: InputArray;
  readonly missing: number;
  /** What becomes of codes where the series has another dictionary. */
  readonly codes: InputArray | undefined;
}

/** The variables of a series by time, and the column that they make together. */
export interface InterleaveInput {
  /** Absent for times that the series lacks. */
  readonly sources: readonly (SeriesSource | undefined)[];
  readonly out: InputArray;
  readonly outMissing: number;
}

/** One time of a series, as the loops below see it. */
interface OneTime extends SeriesSource {
  readonly out: InputArray;
  readonly outMissing: number;
  readonly times: number;
  readonly time: number;
}

const placeValues = typedLoops<OneTime, undefined>(
  `const { values, out, times, time } = input;
   for (let i = start, row = start * times + time; i < end; i++, row += times) out[row] = values[i];`,
);

const placeConverted = typedLoops<OneTime, undefined>(
  `const { values, missing, codes, out, outMissing, times, time } = input;
   for (let i = start, row = start * times + time; i < end; i++, row += times) {
     const value = values[i];
     out[row] = value === missing ? outMissing : codes === undefined ? value : codes[value];
   }`,
);

const placeMissing = typedLoops<Pick<OneTime, 'out' | 'outMissing' | 'times' | 'time'>, undefined>(
  `const { out, outMissing, times, time } = input;
   for (let i = start, row = start * times + time; i < end; i++, row += times) out[row] = outMissing;`,
);

/** Writes the values of several variables in turn: those of the first unit, those of the second … */
export const interleaveKernel: Kernel<InterleaveInput, null> = {
  name: 'interleave',
  run: ({ sources, out, outMissing }, start, end) => {
    const times = sources.length;
    const loops = sources.map((source, time) => {
      const place = { out, outMissing, times, time };
      if (source === undefined) return { loop: placeMissing(out), input: { ...noSource, ...place } };
      const isCopy = source.codes === undefined && source.values.constructor === out.constructor;
      return { loop: (isCopy ? placeValues : placeConverted)(source.values), input: { ...source, ...place } };
    });
    const portion = portionOf(times);
    for (let from = start; from < end; from += portion) {
      const to = Math.min(end, from + portion);
      for (const { loop, input } of loops) loop(input, from, to);
    }
    return null;
  },
};

const noSource: SeriesSource = { values: new Int32Array(0), missing: 0, codes: undefined };

/** The times of the rows of a panel as numbers. */
export interface NumberTimesInput {
  readonly values: InputArray;
  readonly known: KnownTimes;
  /** The unit of each row. */
  readonly index: Int32Array;
  /** Receives 1 for the first known time, 2 for the second …, and 0 for a time that is not known. */
  readonly out: InputArray;
}

/** How a value is found among the known times: in a table from the value `base` on, or by bisection of the sorted values. */
export type KnownTimes =
  | { readonly type: 'table'; readonly base: number; readonly numbers: InputArray }
  | { readonly type: 'sorted'; readonly values: Float64Array };

/** What the numbered times of a block of rows showed. */
export interface NumberedTimes {
  /** Rows whose time is not known. */
  readonly unknown: number;
  /** Whether the times ascend within each unit, so that none of them occurs twice. */
  readonly ascend: boolean;
}

/** One pass over rows, where `number` says how the number of the time `value` is found. */
function numberingLoop(known: string, number: string): ReturnType<typeof typedLoops<NumberTimesInput, NumberedTimes>> {
  return typedLoops(
    `const { values, index, out } = input;
     ${known}
     let unknown = 0;
     let repeated = 0;
     let unit = start === 0 ? -1 : index[start - 1];
     let last = start === 0 ? 0 : values[start - 1];
     for (let row = start; row < end; row++) {
       const value = values[row];
       let number = 0;
       ${number}
       out[row] = number;
       unknown += number === 0;
       const next = index[row];
       repeated |= (next === unit) & (value <= last);
       unit = next;
       last = value;
     }
     return { unknown, ascend: repeated === 0 };`,
  );
}

const numberByTable = numberingLoop(
  'const { base, numbers } = input.known; const size = numbers.length;',
  'const place = value - base; if (place >= 0 && place < size) number = numbers[place];',
);

const numberByBisection = numberingLoop(
  'const sorted = input.known.values;',
  `let low = 0;
   let high = sorted.length - 1;
   while (low <= high) {
     const middle = (low + high) >> 1;
     if (sorted[middle] === value) { number = middle + 1; break; }
     if (sorted[middle] < value) low = middle + 1;
     else high = middle - 1;
   }`,
);

/** Numbers the times of rows, and checks that a unit has each time once at most. */
export const numberTimesKernel: Kernel<NumberTimesInput, NumberedTimes> = {
  name: 'number-times',
  run: (input, start, end) =>
    (input.known.type === 'table' ? numberByTable : numberByBisection)(input.values)(input, start, end),
};

/** A column of a panel in which every unit has every time, and a column for each of the times from the first on. */
export interface SeparateInput {
  readonly values: InputArray;
  readonly times: number;
  readonly outs: readonly InputArray[];
}

/** A column of a panel, one column per time, and which of them a row's value goes to. */
export interface SpreadInput {
  readonly values: InputArray;
  readonly outs: readonly InputArray[];
  /** The first row of each unit. */
  readonly starts: Int32Array;
  /** By row: the number of its time, counted from 1; 0 for rows to be left out. */
  readonly numbers: InputArray;
  readonly missing: number;
}

const takeTime = typedLoops<
  { readonly values: InputArray; readonly out: InputArray; readonly times: number; readonly time: number },
  undefined
>(
  `const { values, out, times, time } = input;
   for (let i = start, row = start * times + time; i < end; i++, row += times) out[i] = values[row];`,
);

/** Divides a column whose units all have all times. */
export const separateKernel: Kernel<SeparateInput, null> = {
  name: 'separate-times',
  run: ({ values, times, outs }, start, end) => {
    const inputs = outs.map((out, time) => ({ values, out, times, time }));
    const loop = takeTime(values);
    const portion = portionOf(times);
    for (let from = start; from < end; from += portion) {
      for (const input of inputs) loop(input, from, Math.min(end, from + portion));
    }
    return null;
  },
};

const spreadRows = typedLoops<SpreadInput, undefined>(
  `const { values, outs, starts, numbers } = input;
   for (let i = start; i < end; i++) {
     const stop = i + 1 < starts.length ? starts[i + 1] : values.length;
     for (let row = starts[i]; row < stop; row++) {
       const number = numbers[row];
       if (number !== 0) outs[number - 1][i] = values[row];
     }
   }`,
);

/** Divides a column whose units lack some times; what a unit lacks is missing. */
export const spreadKernel: Kernel<SpreadInput, null> = {
  name: 'spread-times',
  run: (input, start, end) => {
    for (const out of input.outs) out.fill(input.missing, start, end);
    spreadRows(input.values)(input, start, end);
    return null;
  },
};
