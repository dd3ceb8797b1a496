import type { ChangingEngine } from './engine/changing.ts';
import type { MembershipEngine } from './engine/membership.ts';
import type { ReadingEngine } from './engine/reading.ts';

/**
 * The one seam between executors and whatever holds the data: scans, links, selections and derived columns to change datasets,
 * grouped folds to read them. Nothing above it may assume that columns are arrays in this process.
 */
export interface Engine extends ChangingEngine, ReadingEngine, MembershipEngine {}
