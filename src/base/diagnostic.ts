import type { Language } from './language.ts';
import { definitionOf, type MessageCode, type MessageParametersOf } from './messages/catalogue.ts';
import type { MessageParameters, Severity } from './messages/message.ts';
import type { Span } from './span.ts';

/** A change of the text that would mend the problem. */
export interface Fix {
  readonly at: Span;
  readonly newText: string;
}

/** Which pass of which loop a statement came from: `for y in 2019 2020` gives `[{ name: 'y', value: '2019' }]`. */
export type LoopIteration = readonly { readonly name: string; readonly value: string }[];

/** One problem in a script, at its place. User mistakes are values of this type, never exceptions. */
export interface Diagnostic {
  readonly code: MessageCode;
  readonly severity: Severity;
  readonly at: Span;
  readonly parameters: MessageParameters;
  /** Present when the statement stands in a loop body. */
  readonly iteration?: LoopIteration;
  readonly fixes?: readonly Fix[];
}

/** Where to report problems: collects diagnostics in the order found. */
export type Report = <C extends MessageCode>(
  code: C,
  at: Span,
  parameters: MessageParametersOf<C>,
  fixes?: readonly Fix[],
) => void;

/** Makes a diagnostic. */
export function diagnostic<C extends MessageCode>(
  code: C,
  at: Span,
  parameters: MessageParametersOf<C>,
  extra: { readonly iteration?: LoopIteration; readonly fixes?: readonly Fix[] } = {},
): Diagnostic {
  return {
    code,
    severity: definitionOf(code).severity,
    at,
    parameters: parameters,
    ...(extra.iteration !== undefined && extra.iteration.length > 0 ? { iteration: extra.iteration } : {}),
    ...(extra.fixes !== undefined && extra.fixes.length > 0 ? { fixes: extra.fixes } : {}),
  };
}

/** The sentence of a diagnostic in one language. */
export function diagnosticText(problem: Pick<Diagnostic, 'code' | 'parameters'>, language: Language): string {
  return definitionOf(problem.code)[language](problem.parameters);
}

/** The way out, if the message has one that is not already in its sentence. */
export function diagnosticHint(
  problem: Pick<Diagnostic, 'code' | 'parameters'>,
  language: Language,
): string | undefined {
  return definitionOf(problem.code).hint?.[language](problem.parameters);
}

/** A collector and the list that it fills. */
export function diagnosticCollector(iteration?: LoopIteration): {
  readonly report: Report;
  readonly diagnostics: Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (code, at, parameters, fixes) => {
    diagnostics.push(
      diagnostic(code, at, parameters, { ...(iteration ? { iteration } : {}), ...(fixes ? { fixes } : {}) }),
    );
  };
  return { report, diagnostics };
}
