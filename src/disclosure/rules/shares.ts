import type { Shown } from '../released.ts';

/**
 * DC-09: a share of two released counts in units of `whole` (1, 100), within [0, whole]; nothing where either is
 * suppressed, missing where there is nothing to divide by.
 */
export function share(part: number, total: number, whole: number): Shown {
  if (Number.isNaN(part) || Number.isNaN(total)) return { v: null, why: 'suppressed' };
  if (total === 0) return { v: null, why: 'missing' };
  return { v: Math.min(whole, Math.max(0, (whole * part) / total)) };
}
