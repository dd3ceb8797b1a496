import { formatting } from './formatting-features.ts';
import type { Feature } from './server.ts';

/** All protocol features, beside diagnostics. */
export const features: readonly Feature[] = [formatting];
