/** What users may choose about the look of a script. */
export interface FormatOptions {
  /** Columns that a line should keep to; what has no place to break may be longer. */
  readonly width: number;
  /** Columns that the body of a loop is indented by; continued lines are indented by twice as many. */
  readonly indent: number;
}

/** The look of a script when nobody says otherwise. */
export const usualFormat: FormatOptions = { width: 100, indent: 2 };
