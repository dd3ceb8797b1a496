import { message } from './message.ts';

/** Messages about types. */
export const typeMessages = {
} as const;
