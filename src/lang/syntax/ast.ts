import type { Span } from '../../base/span.ts';

/** Every node knows where it stands. */
export interface Spanned {
  readonly span: Span;
}

/* ── Names ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/** A name as written, or one that expansion has computed (then `span` still covers what was written). */
export interface PlainName extends Spanned {
  readonly type: 'plain-name';
  readonly name: string;
}

/** A name that has to be computed from bindings: `$x`, `wage++$year`, `to_symbol(…)`. Gone after expansion. */
export interface ComposedName extends Spanned {
  readonly type: 'composed-name';
  readonly expression: Expression;
}

export type Name = PlainName | ComposedName;

/** `alias/VARIABLE`; `alias` is absent in very old scripts, which the analyser reports. */
export interface RegisterReference extends Spanned {
  readonly type: 'register-reference';
  readonly alias: Name | undefined;
  readonly variable: Name;
}

/* ── Expressions ───────────────────────────────────────────────────────────────────────────────────────────────── */

export interface NumberLiteral extends Spanned {
  readonly type: 'number';
  readonly value: number;
  /** As written, without sign: `007`, `1e3`. */
  readonly text: string;
  readonly isInteger: boolean;
}

export interface StringLiteral extends Spanned {
  readonly type: 'string';
  readonly value: string;
}

/** `2022-06-30`; the lexer has checked that the day exists. */
export interface DateLiteral extends Spanned {
  readonly type: 'date';
  readonly text: string;
}

/** A lone `.`: the missing value. Legal only where the grammar says so; the analyser judges. */
export interface MissingLiteral extends Spanned {
  readonly type: 'missing';
}

/** A bare identifier: a variable in data expressions, a symbol in binding expressions. */
export interface NameReference extends Spanned {
  readonly type: 'name';
  readonly name: string;
}

/** `$x`. */
export interface BindingReference extends Spanned {
  readonly type: 'binding';
  readonly name: string;
}

export interface Call extends Spanned {
  readonly type: 'call';
  readonly function: string;
  readonly functionSpan: Span;
  readonly arguments: readonly Expression[];
}

export type UnaryOperator = '-' | '+' | '!';
export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '++' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '|';

export interface Unary extends Spanned {
  readonly type: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface Binary extends Spanned {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** Parentheses, kept so that printing gives back what was written. */
export interface Group extends Spanned {
  readonly type: 'group';
  readonly inner: Expression;
}

/** Stands where an expression could not be read; a diagnostic has been reported. */
export interface InvalidExpression extends Spanned {
  readonly type: 'invalid';
}

export type Expression =
  | NumberLiteral
  | StringLiteral
  | DateLiteral
  | MissingLiteral
  | NameReference
  | BindingReference
  | Call
  | Unary
  | Binary
  | Group
  | InvalidExpression;

/* ── Model terms ───────────────────────────────────────────────────────────────────────────────────────────────── */

/** `x`, `i.x` or `c.x`. */
export interface Operand extends Spanned {
  readonly prefix: 'i' | 'c' | undefined;
  readonly variable: Name;
}

/** One operand, or several joined by `#` (interaction only) or `##` (with all lower-order terms). */
export interface ModelTerm extends Spanned {
  readonly type: 'term';
  readonly operator: '#' | '##' | undefined;
  readonly operands: readonly Operand[];
}

/* ── Clauses ───────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface IfClause extends Spanned {
  readonly keywordSpan: Span;
  readonly condition: Expression;
}

/** A model term where a `#` or a prefix makes it one; anything else is an expression (a bare name is a `name` expression). */
export type OptionArgument = ModelTerm | Expression;

export interface Option extends Spanned {
  readonly name: string;
  readonly nameSpan: Span;
  /** `undefined` when there are no parentheses, empty for `margins()`. */
  readonly arguments: readonly OptionArgument[] | undefined;
}

/* ── Bodies: one per statement form ────────────────────────────────────────────────────────────────────────────── */

/** A word with its place: a statistic, a topic, a keyword. */
export interface Word extends Spanned {
  readonly text: string;
}

export interface AggregationItem extends Spanned {
  readonly statistic: Word;
  readonly source: Name;
  readonly target: Name | undefined;
}

export interface CloneItem extends Spanned {
  readonly source: Name;
  readonly target: Name | undefined;
}

/** A bound of an interval or a single value on the left of a recode rule. */
export type RecodeValue =
  | NumberLiteralSigned
  | StringLiteral
  | BindingReference
  | (Spanned & { readonly type: 'min' | 'max' });

/** A number of a recode rule, list or code, with its sign folded in. */
export interface NumberLiteralSigned extends Spanned {
  readonly type: 'signed-number';
  readonly value: number;
  readonly isInteger: boolean;
}

export type RecodeItem =
  | (Spanned & { readonly type: 'value'; readonly value: RecodeValue })
  | (Spanned & { readonly type: 'interval'; readonly from: RecodeValue; readonly to: RecodeValue })
  | (Spanned & { readonly type: 'missing' | 'nonmissing' | 'all' });

export interface RecodeRule extends Spanned {
  readonly items: readonly RecodeItem[];
  /** The new code; a `missing` literal sets missing. */
  readonly target: NumberLiteralSigned | StringLiteral | BindingReference | MissingLiteral;
  readonly label: Word | undefined;
  readonly flagsMissing: boolean;
}

export interface LabelPair extends Spanned {
  readonly code: NumberLiteralSigned | StringLiteral | NameReference | BindingReference;
  readonly label: Word | BindingReference;
}

export type CommandBody =
  /** `summarize a b`, `tabulate a b`, `destring a`, `drop-labels x`, `reshape-to-panel p q`, charts without statistic. */
  | { readonly form: 'variables'; readonly variables: readonly Name[] }
  /** `generate x = …`, `replace x = …`. */
  | { readonly form: 'assignment'; readonly target: Name; readonly value: Expression }
  /** `keep a b`, `drop if …`: either variables or the statement's `if`. */
  | { readonly form: 'selection'; readonly variables: readonly Name[] }
  | {
      readonly form: 'import';
      readonly variables: readonly RegisterReference[];
      readonly times: readonly Expression[];
      /** The keyword `to` between the last two times; absent where times are a list. */
      readonly toSpan: Span | undefined;
      readonly alias: Name | undefined;
    }
  | {
      readonly form: 'require';
      readonly databank: Word;
      readonly version: Word | undefined;
      readonly alias: Name | undefined;
    }
  /** `create-dataset d`, `use d`, `delete-dataset d`. */
  | { readonly form: 'dataset'; readonly dataset: Name }
  /** `clone-dataset a b`, `clone-units a b`, `rename-dataset a b`, and `rename a b` for variables. */
  | { readonly form: 'pair'; readonly source: Name; readonly target: Name }
  | { readonly form: 'clone'; readonly items: readonly CloneItem[] }
  /** `collapse (mean) a -> b …`, `aggregate …`. */
  | { readonly form: 'aggregation'; readonly items: readonly AggregationItem[] }
  | { readonly form: 'merge'; readonly variables: readonly Name[]; readonly into: Name; readonly on: Name | undefined }
  | { readonly form: 'recode'; readonly variables: readonly Name[]; readonly rules: readonly RecodeRule[] }
  | { readonly form: 'define-labels'; readonly list: Name; readonly pairs: readonly LabelPair[] }
  | { readonly form: 'assign-labels'; readonly variable: Name; readonly list: Name }
  | {
      readonly form: 'list-labels';
      readonly target: Name | RegisterReference;
      readonly time: Expression | undefined;
    }
  | { readonly form: 'sample'; readonly size: Expression; readonly seed: Expression }
  /** `regress y terms`, `cox event duration terms`, `ivregress y terms (endogenous = instruments)`, `oaxaca … by g`. */
  | {
      readonly form: 'model';
      /** The positional variables before the terms; how many is in the command's spec. */
      readonly variables: readonly Name[];
      readonly terms: readonly ModelTerm[];
      readonly instruments:
        | (Spanned & { readonly endogenous: readonly ModelTerm[]; readonly instruments: readonly ModelTerm[] })
        | undefined;
      readonly by: readonly Name[];
    }
  /** `barchart (mean) a b`. */
  | { readonly form: 'statistic-chart'; readonly statistic: Word | undefined; readonly variables: readonly Name[] }
  /** `coefplot regress …`. */
  | { readonly form: 'nested'; readonly inner: CommandStatement | undefined }
  /** `variables [alias/NAME …]`. */
  | { readonly form: 'register-list'; readonly variables: readonly RegisterReference[] }
  /** `configure …`, `help …`, `history`, `clear`, `save …`, `load …`, `edit`, `reshape-from-panel`. */
  | { readonly form: 'words'; readonly words: readonly Word[] };

/** Which of the syntactic shapes a command has: all that the parser knows of commands. */
export type StatementForm = CommandBody['form'];

/** The body with a given form. */
export type BodyOf<F extends StatementForm> = Extract<CommandBody, { form: F }>;

/* ── Statements ────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface CommandStatement extends Spanned {
  readonly type: 'command';
  readonly command: string;
  readonly commandSpan: Span;
  readonly body: CommandBody;
  readonly condition: IfClause | undefined;
  readonly options: readonly Option[];
}

export interface LetStatement extends Spanned {
  readonly type: 'let';
  readonly name: Name;
  readonly value: Expression;
}

/** One list of a loop level: a range or items. */
export type LoopItem =
  | (Spanned & { readonly type: 'range'; readonly from: Expression; readonly to: Expression })
  | (Spanned & { readonly type: 'item'; readonly value: Expression });

/** `x, y in 1:3, a b c`: one or more iterators with as many lists. */
export interface LoopLevel extends Spanned {
  readonly iterators: readonly PlainName[];
  readonly lists: readonly (readonly LoopItem[])[];
}

export interface ForLoop extends Spanned {
  readonly type: 'for';
  readonly levels: readonly LoopLevel[];
  readonly headerSpan: Span;
  readonly body: readonly Statement[];
}

export interface TextBlock extends Spanned {
  readonly type: 'textblock';
  /** The Markdown between the two lines, verbatim. */
  readonly text: string;
}

/** A line that could not be read; its diagnostics have been reported. */
export interface InvalidStatement extends Spanned {
  readonly type: 'invalid-statement';
  /** The command word, when that much was legible. */
  readonly command: string | undefined;
}

export type Statement = CommandStatement | LetStatement | ForLoop | TextBlock | InvalidStatement;

/** A comment, with its marker (`//` or `#`); kept beside the statements for the formatter and the report. */
export interface Comment extends Spanned {
  readonly text: string;
  /** Whether it is the first thing on its physical line. */
  readonly ownLine: boolean;
}

export interface Script extends Spanned {
  readonly type: 'script';
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
}

/* ── Containers ────────────────────────────────────────────────────────────────────────────────────────────────── */

/** How a fence wants to be shown. */
export interface FenceAttributes {
  readonly echo: 'true' | 'false' | 'lines';
  readonly eval: boolean;
  readonly output: boolean;
  readonly label: string | undefined;
}

/**
 * A piece of a document, in order and without gaps after the front matter. Prose is everything that is not a microdata
 * fence, verbatim; a fence with `eval=false` has no statements. A plain script is one fence with `echo: 'lines'`.
 */
export type DocumentPart =
  | (Spanned & { readonly type: 'prose'; readonly text: string })
  | (Spanned & {
      readonly type: 'fence';
      readonly attributes: FenceAttributes;
      /** Where the script text lies inside the document. */
      readonly contentSpan: Span;
      readonly statements: readonly Statement[];
    });

/** A whole input: a plain script, or a literate Markdown document whose fences together form one script. */
export interface ScriptDocument {
  readonly container: 'plain' | 'literate';
  /** Front matter values that a report may use: `title`, `author`, `date`, `lang`. */
  readonly frontMatter: ReadonlyMap<string, string>;
  readonly parts: readonly DocumentPart[];
  readonly script: Script;
}
