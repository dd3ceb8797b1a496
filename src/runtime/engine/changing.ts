/** What executors of changing commands ask of an engine. */
export interface ChangingEngine {
  readonly kind: string;
}
