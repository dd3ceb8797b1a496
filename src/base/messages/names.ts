import { message } from './message.ts';

/** Messages about names. */
export const nameMessages = {
} as const;
