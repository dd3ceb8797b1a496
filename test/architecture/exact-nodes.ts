/* eslint-disable -- nearly every statement here is a misuse on purpose; the compiler is the judge */
/** Misuses of exact values that must not compile. Checked by compiling this folder: see cannot-compile.test.ts. */
import { type Released, type ReleaserTable, type Secret, secret } from '../../src/disclosure/gate.ts';
import type {
  AnyExactNode,
  CellBlock,
  ExactCountTable,
  ExactNodeOf,
  NodeKind,
  SetRef,
} from '../../src/disclosure/nodes.ts';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import type { RefusalBody, ReleasedBody, Shown, Stamp, TableBody } from '../../src/disclosure/released.ts';
import type { EmittedKind } from '../../src/lang/command-spec.ts';
import { renderText, type TextOptions } from '../../src/render/text/report.ts';
import type { Execution } from '../../src/runtime/executor.ts';

declare function render(table: Released<TableBody>): void;
declare const options: TextOptions;
declare const session: DisclosureSession;
declare const exactTable: ExactNodeOf<'countTable'>;
declare const body: TableBody;
declare const stamp: Stamp;
declare const exactCount: Secret<number>;
declare const population: SetRef;
declare const block: CellBlock;
declare const releasers: ReleaserTable;

// What may be done: exact nodes go through the session, and what comes out can be rendered.
const through = session.release(exactTable, { statement: 1, command: 'tabulate' });
renderText(through, 'en', options);
if (through.body.type === 'table') render(through as Released<TableBody>);
export const anyKind: Released<ReleasedBody> = session.release(exactTable as AnyExactNode, {
  statement: 1,
  command: 'x',
});

// An exact node must not reach a renderer.
// @ts-expect-error
render(exactTable);
// @ts-expect-error
renderText(exactTable, 'en', options);

// Nor may a plain object that looks released, nor a copy of one, nor parsed JSON of the right shape.
// @ts-expect-error
render({ body, stamp, audit: 'a-000001' });
// @ts-expect-error
renderText({ body, stamp, audit: 'a-000001' }, 'en', options);
// @ts-expect-error
render({ ...through });
// @ts-expect-error
render(JSON.parse('{}') as TableBody);

// A refusal is not a table.
declare const refusal: Released<RefusalBody>;
// @ts-expect-error
render(refusal);

// No arithmetic, no comparison and no text with a secret.
// @ts-expect-error
export const more = exactCount + 1;
// @ts-expect-error
export const less = exactCount * 2;
// @ts-expect-error
export const same: number = exactCount;
// @ts-expect-error
export const isMany = exactCount > 10;

// A box cannot be opened or looked into.
// @ts-expect-error
export const inside = exactCount.value;
// @ts-expect-error
export const opened = exactCount.open();

// A bare number is not a secret, and neither is an object of a like shape.
// @ts-expect-error
export const bare: SetRef = { unitType: 'PERSON', counts: { units: 3, rows: 3, sumA: 1, sumB: 2 } };
// @ts-expect-error
export const unboxed: ExactCountTable['grids'] = [{ keeps: [true], cells: block }];
// @ts-expect-error
export const wrongBox: Secret<number> = secret('text');

// A released body holds no secrets.
// @ts-expect-error
export const shown: Shown = { v: exactCount };

// A new kind of node needs rules: a table without one of them is not a table of releasers.
const { message, countTable, volumeTable, summary, distribution, model } = releasers;
// @ts-expect-error
export const incomplete: ReleaserTable = { message, countTable, volumeTable, summary, distribution, model };

// An executor cannot put out a kind that its command does not declare.
// @ts-expect-error
export const undeclared: Execution<'message' | 'summary'> = { type: 'results', nodes: [exactTable] };
export const declared: Execution<'countTable'> = { type: 'results', nodes: [exactTable] };

// An exact node is not a released body.
// @ts-expect-error
export const disguised: ReleasedBody = exactTable;

// Status lines take sets, not numbers.
export const line: AnyExactNode = {
  kind: 'message',
  code: 'status-connected',
  names: {},
  // @ts-expect-error
  counts: { units: 12 },
};
export const goodLine: AnyExactNode = {
  kind: 'message',
  code: 'status-connected',
  names: {},
  counts: { units: population },
};

// What specs may declare includes every kind that the gate has rules for.
declare const kind: NodeKind;
export const emitted: EmittedKind = kind;
