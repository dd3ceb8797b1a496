import type { LoopIteration } from '../../base/diagnostic.ts';
import { type Span, span } from '../../base/span.ts';
import { bindingText } from '../expand/binding-text.ts';
import type { Binding, Replacement } from '../expand/environment.ts';
import type { ExpandedStatement } from '../expand/expand.ts';
import type { ExpansionTracer, TracedBinding } from '../expand/expansion-tracer.ts';
import type { BindingValue } from '../function-spec.ts';
import type { CodeListId, VariableSchema } from '../types/schema.ts';
import { type NamePiece, Occurrences, type Written } from './occurrences.ts';
import { type ConnectedDatabank, type DatasetState, type ScriptState, variableNamed } from './state.ts';
import { NameSymbols, SymbolTable } from './symbol-table.ts';
import { Timeline } from './timeline.ts';
import type { Derivation, Meaning, OccurrenceRole, ScriptTrace, SymbolId } from './trace.ts';

/** More pieces than this are no name that anybody has written. */
const mostPieces = 32;

/** What watches the analysis of one statement: each name is told where it is resolved. */
export interface StatementTracer {
  /** A variable's name stands at a place, for a column of a dataset. `schema` is undefined where nothing is known of it. */
  readonly usesVariable: (
    role: 'read' | 'write',
    dataset: DatasetState,
    name: string,
    schema: VariableSchema | undefined,
    at: Span,
  ) => void;
  /** A dataset gets a variable with a name of its own, which is written at a place. */
  readonly makesVariable: (dataset: string, name: string, at: Span) => void;
  /** A dataset gets a variable whose name is not written but could be: by inserting `before` and a name at an offset. */
  readonly impliesVariable: (dataset: string, name: string, at: Span, insertion: number, before: string) => void;
  /** A dataset gets a variable whose name is made of that of another, at an offset of it. */
  readonly derivesVariable: (dataset: string, whole: string, part: string, offset: number) => void;
  /** The name of a variable that there is has that of another one as a part, at an offset. */
  readonly containsName: (dataset: string, whole: string, part: string, offset: number) => void;
  /** A dataset's variables are those of another one, under their names. */
  readonly passesVariables: (from: string, to: string) => void;
  readonly usesDataset: (dataset: DatasetState, at: Span) => void;
  readonly makesDataset: (name: string, at: Span) => void;
  readonly usesCodeList: (name: string, codeList: CodeListId, at: Span) => void;
  readonly makesCodeList: (name: string, codeList: CodeListId, at: Span) => void;
  readonly usesAlias: (databank: ConnectedDatabank, at: Span) => void;
  /** `again`: the alias stands for the same databank already. */
  readonly makesAlias: (databank: ConnectedDatabank, at: Span, again: boolean) => void;
  readonly readsRegister: (databank: ConnectedDatabank, variable: string, at: Span) => void;
  readonly callsFunction: (name: string, at: Span) => void;
  readonly usesOption: (command: string, name: string, at: Span) => void;
  readonly usesCommand: (name: string, at: Span) => void;
  /** A value that is compared with a variable that has a code list. */
  readonly usesCode: (code: number | string, variable: string, codeList: CodeListId, at: Span) => void;
}

/** Watches how a script is expanded and analysed, without changing what comes of it; afterwards it has the trace. */
export interface Tracer {
  readonly expansion: ExpansionTracer;
  /** The state of the script, empty before its first statement; it remembers its changes. */
  readonly state: ScriptState;
  /** A statement of the expanded line is about to be analysed. */
  readonly enters: (statement: ExpandedStatement) => StatementTracer;
  /** It has been analysed. */
  readonly leaves: () => void;
  readonly trace: () => ScriptTrace;
}

/** Makes a tracer for a text that is to be analysed once. */
export function newTracer(text: string): Tracer {
  const names = new NameTracer(text);
  const timeline = new Timeline();
  return {
    expansion: {
      newBindings: () => timeline.newBindings(),
      entersStatement: (at, loop, scope) => timeline.expands(at, loop, scope),
      leavesStatement: (scope) => timeline.hasExpanded(scope),
      readsSymbol: (value, at) => names.setPieces(value, [{ text: String(value.value), at }]),
      joins: (value, left, right) => names.setPieces(value, [...names.piecesOf(left), ...names.piecesOf(right)]),
      definesBinding: (binding) => names.binding('definition', binding),
      readsBinding: (binding) => names.binding('read', binding),
      forgetsBindings: (bindings) => names.forgetBindings(bindings),
      callsFunction: (name, at, iteration) => names.plain({ kind: 'function', name }, at, iteration),
    },
    state: timeline.state,
    enters: (statement) => {
      timeline.analyses(statement);
      return names.statementTracer(statement);
    },
    leaves: () => {
      timeline.hasAnalysed();
      names.settle(timeline.state);
    },
    trace: () => ({ ...timeline.trace(), ...names.trace() }),
  };
}

/** Follows names and the symbols that they stand for. */
class NameTracer {
  readonly #text: string;
  readonly #table = new SymbolTable();
  readonly #occurrences: Occurrences;
  readonly #derivations: Derivation[] = [];
  readonly #pieces = new WeakMap<BindingValue, readonly NamePiece[]>();
  readonly #bindings = new WeakMap<ReadonlyMap<string, Binding>, NameSymbols>();
  readonly #variables = new Map<string, NameSymbols>();
  readonly #datasets = new NameSymbols(this.#table);
  readonly #codeLists = new NameSymbols(this.#table);
  readonly #aliases = new NameSymbols(this.#table);
  /** Symbols of what the script does not name: functions, commands, register variables. */
  readonly #fixed = new NameSymbols(this.#table);
  #replacements: readonly Replacement[] = [];
  #iteration: LoopIteration = [];
  #command: Span = span(0, 0);
  /** What can be said of a statement's names only when the statement has been analysed. */
  #pending: ((state: ScriptState) => void)[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#occurrences = new Occurrences(this.#table, text);
  }

  trace(): Pick<ScriptTrace, 'occurrences' | 'derivations'> {
    return this.#occurrences.all(this.#derivations);
  }

  setPieces(value: BindingValue, pieces: readonly NamePiece[]): void {
    if (pieces.length <= mostPieces) this.#pieces.set(value, pieces);
  }

  piecesOf(value: BindingValue): readonly NamePiece[] {
    return this.#pieces.get(value) ?? [{ text: bindingText(value), at: undefined }];
  }

  binding(role: 'definition' | 'read', traced: TracedBinding): void {
    const { bindings, name, value, at, nameValue, iteration } = traced;
    const known = this.#bindings.get(bindings) ?? new NameSymbols(this.#table);
    this.#bindings.set(bindings, known);
    const written = this.#writtenAs(name, at, nameValue);
    const meaning: Meaning = { kind: 'binding', name, value };
    this.#occurrences.note({ ...written, role, symbol: known.of(name), meaning, iteration });
  }

  forgetBindings(bindings: ReadonlyMap<string, Binding>): void {
    this.#bindings.delete(bindings);
  }

  /** Something that has no name of the script's. */
  plain(meaning: Meaning, at: Span, iteration: LoopIteration): void {
    const owner = meaning.kind === 'option' ? meaning.command : '';
    const symbol = this.#fixed.of(`${meaning.kind} ${owner} ${meaning.name}`);
    this.#occurrences.note({ at, writing: { type: 'literal' }, role: 'read', symbol, meaning, iteration });
  }

  /** What waited for the end of a statement. */
  settle(state: ScriptState): void {
    const pending = this.#pending;
    if (pending.length === 0) return;
    this.#pending = [];
    for (const act of pending) act(state);
  }

  statementTracer(statement: ExpandedStatement): StatementTracer {
    this.#iteration = statement.iteration;
    const isCommand = statement.type === 'command';
    this.#replacements = (isCommand ? statement.replacements : undefined) ?? [];
    this.#command = isCommand ? statement.statement.commandSpan : statement.span;
    const plain = (meaning: Meaning, at: Span): void => this.plain(meaning, at, this.#iteration);
    const construct = constructWords[statement.type];
    if (construct !== undefined && this.#text.startsWith(construct, statement.span.start)) {
      const { start } = statement.span;
      plain({ kind: 'command', name: construct }, span(start, start + construct.length));
    }
    return {
      usesVariable: (role, dataset, name, schema, at) => {
        const meaning: Meaning = { kind: 'variable', name, dataset: dataset.schema.name, schema };
        this.#note(role, this.#variablesOf(dataset.schema.name).of(name), meaning, this.#writtenAs(name, at));
      },
      makesVariable: (dataset, name, at) => this.#makeVariable(dataset, name, this.#writtenAs(name, at)),
      impliesVariable: (dataset, name, at, insertion, before) =>
        this.#makeVariable(dataset, name, { at, writing: { type: 'implicit', at: insertion, before } }),
      derivesVariable: (dataset, whole, part, offset) => {
        const own = this.#variablesOf(dataset).of(part);
        this.#derive(this.#variablesOf(dataset).renew(whole), own, whole, part, offset);
      },
      containsName: (dataset, whole, part, offset) => {
        const variables = this.#variablesOf(dataset);
        this.#derive(variables.of(whole), variables.of(part), whole, part, offset);
      },
      passesVariables: (from, to) => void this.#variables.set(to, this.#variablesOf(from).copy()),
      usesDataset: (state, at) => {
        const { name } = state.schema;
        const meaning: Meaning = { kind: 'dataset', name, state };
        this.#note('read', this.#datasets.of(name), meaning, this.#writtenAs(name, at));
      },
      makesDataset: (name, at) => this.#makeDataset(name, this.#writtenAs(name, at)),
      usesCodeList: (name, codeList, at) =>
        this.#note('read', this.#codeLists.of(name), { kind: 'code-list', name, codeList }, this.#writtenAs(name, at)),
      makesCodeList: (name, codeList, at) => {
        const meaning: Meaning = { kind: 'code-list', name, codeList };
        this.#note('definition', this.#codeLists.renew(name), meaning, this.#writtenAs(name, at));
      },
      usesAlias: (databank, at) => this.#alias('read', databank, at, true),
      makesAlias: (databank, at, again) => this.#alias('definition', databank, at, again),
      readsRegister: (databank, name, at) => {
        const meaning: Meaning = { kind: 'register-variable', name, alias: databank.binding.alias, databank };
        const symbol = this.#fixed.of(`register-variable ${databank.binding.databank} ${name}`);
        this.#note('read', symbol, meaning, this.#writtenAs(name, at));
      },
      callsFunction: (name, at) => plain({ kind: 'function', name }, at),
      usesOption: (command, name, at) => plain({ kind: 'option', name, command }, at),
      usesCommand: (name, at) => plain({ kind: 'command', name }, at),
      usesCode: (code, variable, codeList, at) =>
        plain({ kind: 'code', name: String(code), code, variable, codeList }, at),
    };
  }

  #note(role: OccurrenceRole, symbol: SymbolId, meaning: Meaning, written: Written): void {
    this.#occurrences.note({ ...written, role, symbol, meaning, iteration: this.#iteration });
  }

  #variablesOf(dataset: string): NameSymbols {
    const known = this.#variables.get(dataset) ?? new NameSymbols(this.#table);
    this.#variables.set(dataset, known);
    return known;
  }

  #makeVariable(dataset: string, name: string, written: Written): void {
    const symbol = this.#variablesOf(dataset).renew(name);
    const iteration = this.#iteration;
    this.#pending.push((state) => {
      const after = state.datasets.get(dataset);
      const schema = after === undefined ? undefined : variableNamed(after.schema, name);
      const meaning: Meaning = { kind: 'variable', name, dataset, schema };
      this.#occurrences.note({ ...written, role: 'definition', symbol, meaning, iteration });
    });
  }

  #makeDataset(name: string, written: Written): void {
    const symbol = this.#datasets.renew(name);
    const iteration = this.#iteration;
    this.#variables.delete(name);
    this.#pending.push(({ datasets }) => {
      const meaning: Meaning = { kind: 'dataset', name, state: datasets.get(name) };
      this.#occurrences.note({ ...written, role: 'definition', symbol, meaning, iteration });
    });
  }

  #derive(whole: SymbolId, part: SymbolId, wholeName: string, partName: string, offset: number): void {
    this.#derivations.push({ whole, part, wholeName, partName, offset, at: this.#command });
  }

  #alias(role: 'definition' | 'read', databank: ConnectedDatabank, at: Span, again: boolean): void {
    const name = databank.binding.alias;
    const symbol = again ? this.#aliases.of(name) : this.#aliases.renew(name);
    this.#note(role, symbol, { kind: 'alias', name, databank }, this.#writtenAs(name, at));
  }

  /** How a name is written at a place: as itself, in quotation marks or after a `$`, or through bindings. */
  #writtenAs(name: string, at: Span, nameValue?: BindingValue): Written {
    const written = this.#text.slice(at.start, at.end).normalize('NFC');
    const literal = (inner: Span): Written => ({ at: inner, writing: { type: 'literal' } });
    if (written === name) return literal(at);
    if (written === `$${name}`) return literal(span(at.start + 1, at.end));
    if (written.slice(1, -1) === name && /^["'‘’“”]/u.test(written)) return literal(span(at.start + 1, at.end - 1));
    const replaced = this.#replacements.find((each) => each.at.start === at.start && each.at.end === at.end);
    const value = nameValue ?? replaced?.name;
    const pieces = value === undefined ? undefined : this.#pieces.get(value);
    return { at, writing: { type: 'derived' }, ...(pieces === undefined ? {} : { pieces }) };
  }
}

/** The words that statements begin with which are no commands. */
const constructWords: Readonly<Partial<Record<ExpandedStatement['type'], string>>> = {
  let: 'let',
  loop: 'for',
  text: 'textblock',
};
