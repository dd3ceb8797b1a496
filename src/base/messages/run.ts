import { message } from './message.ts';

/** Messages about run. */
export const runMessages = {
} as const;
