import type { Span } from '../../base/span.ts';
import type { Binding, BindingScope } from '../expand/environment.ts';
import type { ExpandedStatement } from '../expand/expand.ts';
import { HistoryMap } from '../expand/history-map.ts';
import type { CodeListId } from '../types/schema.ts';
import { type ConnectedDatabank, type DatasetState, emptyState, type ScriptState } from './state.ts';
import type { ScriptTrace, TracedState, TracedStatement } from './trace.ts';

/** A state, as far as its maps do not remember it themselves. */
interface Moment {
  readonly time: number;
  readonly active: string | undefined;
  readonly settings: ReadonlySet<string>;
}

/** Which bindings can be seen, and when. */
interface View {
  readonly time: number;
  readonly scope: BindingScope;
}

/** A statement of the text and its first pass. */
interface Course {
  readonly span: Span;
  readonly loop: Span | undefined;
  readonly viewBefore: View;
  viewAfter: View;
  iterations: number | undefined;
  before: Moment | undefined;
  after: Moment | undefined;
}

/** A state whose maps remember what they held. */
interface RememberedState extends ScriptState {
  readonly databanks: HistoryMap<string, ConnectedDatabank>;
  readonly datasets: HistoryMap<string, DatasetState>;
  readonly listNames: HistoryMap<string, CodeListId>;
}

/** Remembers what is known before and after every statement of the text, in its first pass. */
export class Timeline {
  readonly #courses = new Map<number, Course>();
  readonly #state: RememberedState;
  readonly #histories = new WeakMap<ReadonlyMap<string, Binding>, HistoryMap<string, Binding>>();
  #root: BindingScope | undefined;
  #settings: ReadonlySet<string> = new Set();
  #expansionTime = 0;
  #analysisTime = 0;
  #expanding: Course | undefined;
  #analysing: Course | undefined;

  constructor() {
    const now = (): number => this.#analysisTime;
    this.#state = {
      ...emptyState(),
      databanks: new HistoryMap(now),
      datasets: new HistoryMap(now),
      listNames: new HistoryMap(now),
    };
  }

  get state(): ScriptState {
    return this.#state;
  }

  newBindings(): Map<string, Binding> {
    const bindings = new HistoryMap<string, Binding>(() => this.#expansionTime);
    this.#root ??= { bindings, outer: undefined };
    this.#histories.set(bindings, bindings);
    return bindings;
  }

  /** A statement is about to be expanded. */
  expands(span: Span, loop: Span | undefined, scope: BindingScope): void {
    const time = ++this.#expansionTime;
    if (this.#courses.has(span.start)) return;
    const view = { time, scope };
    const course: Course = {
      span,
      loop,
      viewBefore: view,
      viewAfter: view,
      iterations: undefined,
      before: undefined,
      after: undefined,
    };
    this.#courses.set(span.start, course);
    this.#expanding = course;
  }

  /** It has been expanded, and leaves a scope. */
  hasExpanded(scope: BindingScope): void {
    const time = ++this.#expansionTime;
    if (this.#expanding !== undefined) this.#expanding.viewAfter = { time, scope };
    this.#expanding = undefined;
  }

  /** A statement of the expanded line is about to be analysed. */
  analyses(statement: ExpandedStatement): void {
    this.#analysisTime++;
    const course = this.#courses.get(statement.span.start);
    if (course === undefined || course.before !== undefined) return;
    course.before = this.#moment();
    if (statement.type === 'loop') course.iterations = statement.iterations;
    this.#analysing = course;
  }

  /** It has been analysed. */
  hasAnalysed(): void {
    this.#analysisTime++;
    if (this.#analysing !== undefined) this.#analysing.after = this.#moment();
    this.#analysing = undefined;
  }

  trace(): Pick<ScriptTrace, 'statements' | 'after'> {
    const statements = [...this.#courses.values()].flatMap((course): readonly TracedStatement[] => {
      const { span, loop, iterations, before, after, viewBefore, viewAfter } = course;
      // Analysis may have stopped before it.
      if (before === undefined || after === undefined) return [];
      const state = { before: this.#known(before, viewBefore), after: this.#known(after, viewAfter) };
      return [{ span, loop, ...(iterations === undefined ? {} : { iterations }), ...state }];
    });
    this.#analysisTime++;
    this.#expansionTime++;
    const scope = this.#root ?? { bindings: this.newBindings(), outer: undefined };
    const end = { time: this.#expansionTime, scope };
    return {
      statements: statements.sort((a, b) => a.span.start - b.span.start),
      after: this.#known(this.#moment(), end),
    };
  }

  #moment(): Moment {
    const { active, settings } = this.#state;
    // Settings are only ever turned on.
    if (settings.size > this.#settings.size) this.#settings = new Set(settings);
    return { time: this.#analysisTime, active, settings: this.#settings };
  }

  #known({ time, active, settings }: Moment, view: View): TracedState {
    const { datasets, databanks, listNames, codeLists } = this.#state;
    const bindings = (): ReadonlyMap<string, Binding> => this.#bindings(view);
    return {
      active,
      settings,
      codeLists,
      get datasets() {
        return datasets.before(time);
      },
      get databanks() {
        return databanks.before(time);
      },
      get listNames() {
        return listNames.before(time);
      },
      get bindings() {
        return bindings();
      },
    };
  }

  /** What can be seen of a scope and those around it; an inner binding hides an outer one. */
  #bindings({ time, scope }: View): ReadonlyMap<string, Binding> {
    const seen = new Map<string, Binding>();
    for (let at: BindingScope | undefined = scope; at !== undefined; at = at.outer) {
      const held = this.#histories.get(at.bindings)?.before(time) ?? at.bindings;
      for (const [name, value] of held) if (!seen.has(name)) seen.set(name, value);
    }
    return seen;
  }
}
