import { message } from './message.ts';

/** Messages about databank. */
export const databankMessages = {
} as const;
