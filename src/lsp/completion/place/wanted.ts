import type { Accepts, CommandSpec, OptionSpec } from '../../../lang/command-spec.ts';
import type { FunctionDefinition, ParameterType } from '../../../lang/function-spec.ts';

/** A register variable as far as a statement names it. */
export interface NamedRegister {
  readonly alias: string;
  readonly name: string;
}

/** What may be put in at a place. Names are composed (NFC); a composed name whose parts are not known is left out. */
export type Wanted =
  /** The head of a statement; `model` after a command that makes something of a model. */
  | { readonly what: 'command'; readonly only?: 'model' }
  /**
   * An existing variable of the active dataset, or of the named one. `values`: one whose values are computed with; `columns`: any
   * but the identifier of the units.
   */
  | {
      readonly what: 'variable';
      readonly accepts: Accepts | 'values' | 'columns' | 'terms' | 'labelled';
      readonly dataset?: string;
      readonly except?: readonly string[];
      /** Of the type of this variable, with which it is compared. */
      readonly like?: string;
    }
  /** What stands in parentheses behind the variables of `recode`. */
  | { readonly what: 'rule'; readonly spec: CommandSpec }
  /** The beginning that several variables of a dataset share. */
  | { readonly what: 'prefix'; readonly except: readonly string[] }
  | { readonly what: 'dataset'; readonly isOther: boolean }
  | { readonly what: 'code-list'; readonly except: readonly string[] }
  /** A register variable; with an alias that is typed already, or without. */
  | {
      readonly what: 'register';
      readonly alias: string | undefined;
      readonly times: CommandSpec['times'];
      readonly except: readonly NamedRegister[];
    }
  /** A day at which all the register variables can be had, after `given`. */
  | {
      readonly what: 'date';
      readonly registers: readonly NamedRegister[];
      readonly times: NonNullable<CommandSpec['times']>;
      readonly given: readonly string[];
    }
  /** A function: of data, of constants, or one that makes a name. */
  | { readonly what: 'function'; readonly place: 'data' | 'constant' | 'name'; readonly type: ParameterType }
  | { readonly what: 'binding'; readonly types: readonly ('number' | 'string' | 'symbol' | 'date')[] | undefined }
  /** Codes of variables, as literals. */
  | { readonly what: 'code'; readonly of: readonly string[]; readonly except: readonly string[] }
  /** Labels of a variable's codes, as texts. */
  | { readonly what: 'label'; readonly of: string; readonly except: readonly string[] }
  /** Codes for a list that is being defined. */
  | { readonly what: 'list-code'; readonly list: string; readonly except: readonly string[] }
  | { readonly what: 'list-label'; readonly list: string; readonly code: string }
  | {
      readonly what: 'word';
      readonly words: readonly string[];
      readonly kind: 'keyword' | 'statistic' | 'value' | 'topic';
      /** Parentheses are to be put around the word. */
      readonly inParentheses?: true;
    }
  | { readonly what: 'option'; readonly spec: CommandSpec; readonly given: readonly string[] }
  | { readonly what: 'databank' }
  | { readonly what: 'version'; readonly databank: string };

/** A place in a statement. */
export interface Position {
  readonly wanted: readonly Wanted[];
  /** Which part of the command's usage line stands here. */
  readonly part?: string;
  /** Which of several parts of that name, counted from 0. */
  readonly turn?: number;
  /** The innermost call whose parentheses are open. */
  readonly call?: OpenCall;
  /** The option whose parentheses are open. */
  readonly option?: { readonly name: string; readonly spec: OptionSpec };
  /** The declaration of the command, where the head of the statement is one. */
  readonly spec?: CommandSpec;
  /** The construct at the head. */
  readonly construct?: string;
}

/** A call of a function whose parentheses are not closed yet. */
export interface OpenCall {
  readonly definition: FunctionDefinition;
  /** Counted from 0. */
  readonly argument: number;
}
