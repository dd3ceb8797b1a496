import type { LocalText } from '../base/language.ts';
import type { StatementForm } from './syntax/ast.ts';

/** What a variable argument must be. */
export type Accepts = 'any' | 'numeric' | 'alphanumeric' | 'categorical' | 'key-or-any';

/** What kind of result a command may put out; the disclosure gate has rules for each. Kept equal to the gate's node kinds by a type test. */
export type EmittedKind =
  | 'message'
  | 'countTable'
  | 'volumeTable'
  | 'summary'
  | 'distribution'
  | 'matrix'
  | 'test'
  | 'model'
  | 'variance'
  | 'coefficients'
  | 'box'
  | 'hex'
  | 'flow'
  | 'curve'
  | 'metadata'
  | 'document';

/** One positional argument (or list of them). */
export interface ArgumentSpec {
  readonly role: string;
  readonly accepts: Accepts;
  readonly atLeast: number;
  readonly atMost?: number;
  /** For a numeric argument: the command that does something like it for alphanumeric variables. */
  readonly textAlternative?: string;
  readonly help?: LocalText;
}

/** What an option takes. `names` are new variable names, `variables` existing ones, `terms` model terms. */
export type OptionSpec =
  | { readonly type: 'flag'; readonly help?: LocalText }
  | {
      readonly type: 'number';
      readonly minimum?: number;
      readonly maximum?: number;
      /** The bounds themselves are not allowed. */
      readonly exclusive?: true;
      readonly integer?: boolean;
      readonly optionalArgument?: boolean;
      /** What holds when the option, or the number in its parentheses, is left out; for help. */
      readonly default?: number;
      readonly help?: LocalText;
    }
  | { readonly type: 'text'; readonly help?: LocalText }
  | {
      readonly type: 'word';
      readonly values: readonly string[];
      /** What holds when the option is left out beside another one that needs it; for help. */
      readonly default?: string;
      readonly help?: LocalText;
    }
  | {
      readonly type: 'variables';
      readonly accepts: Accepts;
      readonly atLeast: number;
      readonly atMost?: number;
      readonly optionalArgument?: boolean;
      readonly help?: LocalText;
    }
  | {
      readonly type: 'name';
      readonly optionalArgument?: boolean;
      /** The name that empty parentheses stand for. */
      readonly defaultName?: string;
      readonly help?: LocalText;
    }
  | { readonly type: 'names'; readonly help?: LocalText }
  | { readonly type: 'terms'; readonly help?: LocalText }
  /** Codes of a variable, e.g. `rowsort(2)`, `rowsort()`. */
  | { readonly type: 'codes'; readonly optionalArgument: boolean; readonly atMost?: number; readonly help?: LocalText };

/** The families that help and completion group commands by. */
export type CommandGroup =
  | 'session'
  | 'dataset'
  | 'import'
  | 'transform'
  | 'select'
  | 'aggregate'
  | 'link'
  | 'labels'
  | 'describe'
  | 'chart'
  | 'regression'
  | 'panel'
  | 'survival'
  | 'support';

/** A command's declaration: pure data, from which parsing, checking, help and the disclosure matrix follow. */
export interface CommandSpec {
  readonly name: string;
  readonly form: StatementForm;
  readonly group: CommandGroup;
  readonly arguments: readonly ArgumentSpec[];
  /** What the names of its main part are when they are not variables of the active dataset. */
  readonly names?: 'datasets' | 'code-lists' | 'prefixes';
  /** The first name is a new one. */
  readonly introduces?: true;
  /** Form `import`: whether it takes one day, a period, or several days. */
  readonly times?: 'day' | 'period' | 'days';
  /** The statistics that may stand in parentheses before the variables. */
  readonly statistics?: readonly string[];
  /** Those of them that count, and so take variables of any type; the others want numbers. */
  readonly countingStatistics?: readonly string[];
  /** Form `words`: the words that it knows. */
  readonly words?: readonly string[];
  /** Form `model`: how many variables stand before the terms (1 for `regress`, 2 for `cox`). */
  readonly leadingVariables?: number;
  /** Form `model`: whether a `by` clause follows the terms, and how many names it takes. */
  readonly byVariables?: { readonly atLeast: number; readonly atMost: number };
  /** Form `model`: whether an instrument group in parentheses may stand among the terms. */
  readonly instruments?: boolean;
  /** Form `model`: it has coefficients with intervals, which can be drawn. */
  readonly coefficients?: true;
  /** Whether an `if` clause may follow: never, always, or as an extension that the platform does not accept. */
  readonly condition: 'no' | 'yes' | 'extension';
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Pairs of options that exclude one another. */
  readonly conflicts?: readonly (readonly [string, string])[];
  /** Whether it changes datasets (then it is atomic) or reads them. */
  readonly effect: 'changes' | 'reads' | 'session';
  /** What becomes of a command of interactive sessions in a batch run: it is skipped with a warning, or a mistake. */
  readonly batch?: 'skipped' | 'refused';
  /** Forgets every binding of the script. */
  readonly forgetsBindings?: true;
  /** Whether this version can run it; others are parsed and checked only. */
  readonly executable: boolean;
  readonly emits: readonly EmittedKind[];
  readonly help: LocalText;
  readonly examples: readonly string[];
}

/** A construct with a syntax of its own (`let`, `for`, `textblock`): known to help and completion, not a command of the parser. */
export type ConstructSpec = Pick<CommandSpec, 'name' | 'group' | 'executable' | 'help' | 'examples'> & {
  /** How it is written. */
  readonly usage: string;
  /** The word that ends its block, if it has one. */
  readonly end?: string;
};

/** What the parser needs to know of commands, by name. */
export type CommandForms = ReadonlyMap<string, CommandSpec>;

type OptionValue<O extends OptionSpec> = O extends { type: 'flag' }
  ? boolean
  : O extends { type: 'number' }
    ? number | (O extends { optionalArgument: true } ? 'given' : never) | undefined
    : O extends { type: 'text' }
      ? string | undefined
      : O extends { type: 'word'; values: readonly (infer V)[] }
        ? V | undefined
        : O extends { type: 'variables' }
          ? readonly string[] | undefined
          : O extends { type: 'name' }
            ? string | undefined
            : O extends { type: 'names' }
              ? readonly string[] | undefined
              : O extends { type: 'codes' }
                ? readonly (number | string)[] | undefined
                : never;

/** The values of a command's options after analysis (`terms` options are handed over separately as analysed terms). */
export type OptionsOf<S extends CommandSpec> = {
  readonly [K in keyof S['options'] as S['options'][K] extends { type: 'terms' } ? never : K]: OptionValue<
    S['options'][K]
  >;
};
