import { message } from './message.ts';

/** Messages about cli. */
export const cliMessages = {
} as const;
