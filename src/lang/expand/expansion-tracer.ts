import type { LoopIteration } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue } from '../function-spec.ts';
import type { Binding, BindingScope } from './environment.ts';

/** Where a binding was found or made, and how it is written there. */
export interface TracedBinding {
  /** The bindings that it is one of. */
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly name: string;
  readonly value: Binding;
  /** What is written; for a use with `$` before the name. */
  readonly at: Span;
  /** The value that the name was, where it was computed. */
  readonly nameValue?: BindingValue;
  readonly iteration: LoopIteration;
}

/** Watches an expansion without changing what comes of it. */
export interface ExpansionTracer {
  /** Makes a place for bindings. */
  readonly newBindings: () => Map<string, Binding>;
  /**
   * A statement, or the header of a loop, is about to be expanded.
   *
   * @param loop  the loop that it stands in or begins
   */
  readonly entersStatement: (at: Span, loop: Span | undefined, scope: BindingScope) => void;
  /** The statement that has begun is over. A loop's header leaves the scope of the first pass. */
  readonly leavesStatement: (scope: BindingScope) => void;
  /** A name is written and stands for itself. */
  readonly readsSymbol: (value: BindingValue, at: Span) => void;
  /** `++` has made a value of two. */
  readonly joins: (value: BindingValue, left: BindingValue, right: BindingValue) => void;
  readonly definesBinding: (binding: TracedBinding) => void;
  readonly readsBinding: (binding: TracedBinding) => void;
  /** All bindings of a place are forgotten. */
  readonly forgetsBindings: (bindings: ReadonlyMap<string, Binding>) => void;
  readonly callsFunction: (name: string, at: Span, iteration: LoopIteration) => void;
}
