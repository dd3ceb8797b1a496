import type { LocalText } from '../base/language.ts';

/** Told while something long goes on: what is being done, and which share of the whole is done, 0 to 1. */
export type Progress = (phase: LocalText, fraction: number) => void;

/** A `Progress` that tells nobody. */
export const silent: Progress = () => undefined;
