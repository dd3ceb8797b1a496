import { message } from './message.ts';

/** Messages about syntax. */
export const syntaxMessages = {
} as const;
