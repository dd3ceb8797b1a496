/** One factor of a model term after analysis: promotion and `i.`/`c.` are decided. */
export interface ModelFactorIr {
  readonly variable: string;
  readonly role: 'factor' | 'continuous';
}

/** A term of a model: a product of factors; `##` has been expanded and duplicates removed. */
export interface ModelTermIr {
  readonly factors: readonly ModelFactorIr[];
  /** From `control()`: estimated, not shown. */
  readonly hidden?: true;
}
