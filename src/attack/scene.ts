import type { Change } from './worlds.ts';

/** Somebody whom the attacker is after, or whom the attacker knows completely. */
export interface Target {
  /** Place in the universe of persons. */
  readonly unit: number;
  /** Selects exactly this unit, in the words of a script that begins with the scene's opening. */
  readonly condition: string;
  /** The category of `scene.area` that the unit is in, as a script writes it. */
  readonly area: string;
  /** The unit's value of `scene.known`. */
  readonly known: number;
}

/** What every attack works with, whatever databank it is: what attackers know of it, and what they are after. */
export interface Scene {
  /** What is taken as known and as secret, for the report. */
  readonly facts: SceneFacts;
  readonly databank: string;
  /** The script's first lines: connects the databank, and imports what attacks speak of into the dataset `d`. */
  readonly opening: string;
  /** A variable with few, large categories that divides the population. */
  readonly area: string;
  /** Its categories as script literals, the largest first, each with the number of its units. */
  readonly areas: readonly { readonly code: string; readonly literal: string; readonly size: number }[];
  /** A numeric variable that everybody knows of everybody. */
  readonly known: string;
  /** The value of `known` below which about this share of all units lies. */
  readonly knownQuantile: (share: number) => number;
  /** A 0/1 variable: whether a unit has the property. */
  readonly bit: string;
  /** A numeric variable: a value that nobody may learn. */
  readonly value: string;
  /** The same with a cap, made by the opening: a few huge values would keep models from being shown. */
  readonly cappedValue: string;
  /** Units that can be selected by what is known of them. */
  readonly targets: readonly Target[];
  /** What is to change in the data for a target to have the property, or not. */
  readonly worlds: (target: Target, has: boolean) => readonly Change[];
  /** The truth about values, which decoders never see and judges compare with. */
  readonly truth: Truth;
}

/** Names of the variables that a scene is about. */
export interface SceneFacts {
  readonly known: readonly string[];
  readonly value: string;
  readonly property: string;
  readonly targets: number;
}

/** What an attack is judged by. */
export interface Truth {
  readonly size: number;
  readonly valueOf: (unit: number) => number;
  readonly bitOf: (unit: number) => boolean;
  /** The mean of the value over everybody: what any guess starts from. */
  readonly meanValue: number;
  /** The best guess of a unit's value from what is known of it. */
  readonly guessOf: (unit: number) => number;
  /** All values in ascending order. */
  readonly values: Float64Array;
}
