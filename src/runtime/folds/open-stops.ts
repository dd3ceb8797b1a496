import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';

/** Days of which some stand for spells that have not ended. */
export interface OpenStopsInput {
  readonly values: Int32Array;
  /** `missing`: those days become missing. `only`: they become 1, and all others missing. */
  readonly keep: 'missing' | 'only';
  readonly out: Int32Array;
}

/** Makes ordinary numbers of days of which some are open; yields how many are. */
export const openStopsKernel: Kernel<OpenStopsInput, number> = {
  name: 'open-stops',
  run: ({ values, keep, out }, start, end) => {
    let open = 0;
    for (let i = start; i < end; i++) {
      const value = values[i]!;
      const isOpen = value === openStopDay;
      open += isOpen ? 1 : 0;
      if (keep === 'missing') out[i] = isOpen ? missingInt32 : value;
      else out[i] = isOpen ? 1 : missingInt32;
    }
    return open;
  },
};
