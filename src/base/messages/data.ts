import { message } from './message.ts';

/** Messages about data. */
export const dataMessages = {
} as const;
