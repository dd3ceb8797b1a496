/* eslint-disable -- nearly every statement here is a misuse on purpose; the compiler is the judge */
/** Executors with more rights than their commands declare, which must not compile. See cannot-compile.test.ts. */
import type { Executors } from '../../src/commands/executors.ts';
import type { DeclaredQuestions } from '../../src/commands/questions.ts';
import type { AnyExactNode, ExactNodeOf } from '../../src/disclosure/nodes.ts';
import type { EditQuestion } from '../../src/disclosure/protection.ts';
import type { Execution, ExecutionContext, Executor, ReadingContext } from '../../src/runtime/executor.ts';

declare const reading: ReadingContext;
declare const changing: ExecutionContext;
declare const question: EditQuestion;
declare const node: AnyExactNode;
declare const table: ExactNodeOf<'countTable'>;
declare const summary: ExactNodeOf<'summary'>;
declare const all: Executors;
declare const questions: DeclaredQuestions;
declare const context: { readonly statement: number; readonly command: string };

// What may be done: a reading executor asks for limits, a changing one about its edit, and each puts out what it declares.
reading.protection.percentilesOf(['p50']);
changing.protection.resolveEdit(question);
const tabulates: Executors['tabulate'] = () => Promise.resolve({ type: 'results', nodes: [table] });
const summarises: Executors['summarize'] = () => Promise.resolve({ type: 'results', nodes: [summary] });
export const complete: Executors = { ...all, tabulate: tabulates, summarize: summarises };

// No executor releases anything, refuses in its own name, or looks into the audit or the score.
// @ts-expect-error
reading.protection.release(table, context);
// @ts-expect-error
changing.protection.release(node, context);
// @ts-expect-error
changing.protection.refuse('generate', 'DC-06', context);
// @ts-expect-error
changing.protection.audit();
// @ts-expect-error
reading.protection.score();
// @ts-expect-error
reading.protection.begin({ rows: () => '', cells: () => '', divisions: () => '', columns: () => '' });

// Nor does it reach record keys, or what the history remembers.
// @ts-expect-error
changing.protection.recordKeys;
// @ts-expect-error
changing.protection.earlierColumns('');
// @ts-expect-error
reading.protection.resolveMembers;

// Who reads cannot ask about edits, nor change a dataset.
// @ts-expect-error
reading.protection.resolveEdit(question);
// @ts-expect-error
reading.engine.derive;
// @ts-expect-error
reading.engine.keep;
// @ts-expect-error
reading.engine.importVariable;

// An executor puts out the kinds of result that its command declares, and no other one.
// @ts-expect-error
export const otherKind: Executors['summarize'] = () => Promise.resolve({ type: 'results', nodes: [table] });
// @ts-expect-error
export const anyNode: Executors['tabulate'] = () => Promise.resolve({ type: 'results', nodes: [node] });
// @ts-expect-error
export const undeclared: Execution<'summary'> = { type: 'results', nodes: [table] };

// A reading command's executor cannot be one that wants the rights of a changing one.
declare const greedy: Executor<Parameters<Executors['summarize']>[0], 'summary'>;
// @ts-expect-error
export const moreRights: Executors = { ...all, summarize: greedy };

// A command has an executor and rows of the matrix, or neither compiles.
declare const withoutExecutor: Omit<Executors, 'tabulate'>;
// @ts-expect-error
export const lacking: Executors = withoutExecutor;
declare const withoutRows: Omit<DeclaredQuestions, 'tabulate'>;
// @ts-expect-error
export const rowless: DeclaredQuestions = withoutRows;
// @ts-expect-error
export const tooMuch: DeclaredQuestions = { ...questions, tabulate: ['resolveEdit'] };
