import type { LoopIteration, Report } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue, FunctionDefinition } from '../function-spec.ts';
import type { ExpansionTracer } from './expansion-tracer.ts';

/** A binding: its value, or `undefined` when it came of a mistake that has been reported. */
export type Binding = BindingValue | undefined;

/** Bindings of the script or of one pass of a loop; an inner scope shadows the outer ones. */
export interface BindingScope {
  readonly bindings: Map<string, Binding>;
  readonly outer: BindingScope | undefined;
}

/** What written piece of text an expansion has replaced, for the echo. */
export interface Replacement {
  readonly at: Span;
  readonly text: string;
  /** The value, where it is a name. */
  readonly name?: BindingValue;
}

/** Which bindings something has asked for; filled while statements are expanded. */
export interface Demand {
  readonly names: Set<string>;
  /** Something could not be read: it may have asked for any. */
  isUncertain: boolean;
}

/** What evaluation of binding expressions needs. */
export interface Environment {
  /** The whole source, for corrections that quote it. */
  readonly text: string;
  readonly scope: BindingScope;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly foreignFunctions: ReadonlyMap<string, string>;
  readonly report: Report;
  readonly iteration: LoopIteration;
  /** Names that a statement which could not be read may have introduced: asking for them is no mistake. */
  readonly silenced: ReadonlySet<string>;
  readonly demand: Demand;
  /** Filled while a statement is expanded. */
  readonly replacements: Replacement[];
  readonly tracer: ExpansionTracer | undefined;
}

/** Finds a binding, and the bindings that it is one of; these are `undefined` when there is none. */
export function findBinding(
  scope: BindingScope,
  name: string,
): { readonly among: BindingScope['bindings'] | undefined; readonly value: Binding } {
  for (let at: BindingScope | undefined = scope; at !== undefined; at = at.outer) {
    if (at.bindings.has(name)) return { among: at.bindings, value: at.bindings.get(name) };
  }
  return { among: undefined, value: undefined };
}

/** Every name that can be used after `$` here. */
export function bindingNames(scope: BindingScope): readonly string[] {
  const names: string[] = [];
  for (let at: BindingScope | undefined = scope; at !== undefined; at = at.outer) names.push(...at.bindings.keys());
  return names;
}
