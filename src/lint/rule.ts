import type { Diagnostic } from '../base/diagnostic.ts';
import type { LocalText } from '../base/language.ts';
import type { SourceText } from '../base/source-text.ts';
import type { Operation } from '../commands/vocabulary.ts';
import type { Analysis } from '../lang/analyse/analyse.ts';
import type { ScriptTrace } from '../lang/analyse/trace.ts';
import type { ScriptDocument } from '../lang/syntax/ast.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';

/** What lint looks at: a script with all that analysis knows of it. A snapshot of the language server is one. */
export interface LintedScript {
  readonly source: SourceText;
  readonly document: ScriptDocument;
  readonly parseDiagnostics: readonly Diagnostic[];
  readonly analysis: Analysis<Operation>;
  readonly trace: ScriptTrace;
  readonly directory: DatabankDirectory;
}

/** Something that could be better. */
export interface Finding {
  readonly rule: string;
  readonly problem: Diagnostic;
  /** Whether the problem's only fix leaves what the script puts out as it is. */
  readonly isSafe: boolean;
}

/** One rule. */
export interface LintRule {
  readonly name: string;
  /** What it finds, why that matters, and what the fix does. */
  readonly explanation: LocalText;
  /** Called for scripts without errors only. Gives problems in any order. */
  readonly find: (script: LintedScript) => readonly Found[];
}

/** What a rule finds. */
export type Found = Omit<Finding, 'rule'>;
