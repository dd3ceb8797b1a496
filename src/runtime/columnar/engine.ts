import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { ChangingEngine } from '../engine/changing.ts';
import type { ReadingEngine } from '../engine/reading.ts';
import type { Engine } from '../engine.ts';
import type { FoldRunner } from '../fold.ts';
import { aggregate, collapse, unitsOf } from './aggregate.ts';
import { withRemembered } from './column-ledger.ts';
import { convert, planConversion } from './convert.ts';
import { derive } from './derive.ts';
import { importVariable } from './import.ts';
import { importEvents } from './import-events.ts';
import { importPanel } from './import-panel.ts';
import { everybody, membersOf, selectEvery, selectMembers } from './membership.ts';
import { merge } from './merge.ts';
import { createComparingEngine, createReadingEngine } from './reading/engine.ts';
import { planRecode, recode } from './recode.ts';
import { fromPanel } from './reshape-from-panel.ts';
import { toPanel } from './reshape-to-panel.ts';
import { complement, keep, sample, select, selectMissing } from './select.ts';
import { columnsFor, emptyTable, noUnits, selectionOf, tableOf } from './table.ts';
import { type OpenDatabank, UnitSpaces } from './units.ts';

/** What the columnar engine works with. */
export interface ColumnarEngineOptions {
  readonly runner: FoldRunner;
  /** The databanks that the script connects. */
  readonly databanks: readonly OpenDatabank[];
  readonly protection: DisclosureSession;
}

/** The engine whose columns are shared arrays in this process. */
export function createColumnarEngine(options: ColumnarEngineOptions): Engine {
  const { runner, protection } = options;
  const reading = protection.comparesCells
    ? createComparingEngine(runner, protection.policy.history.cellReuse)
    : createReadingEngine(runner);
  return {
    ...createChangingEngine(options),
    ...reading,
    countSet: countSetOf(reading),
    membersOf: (population) => membersOf(runner, population),
    everybody,
    selectMembers: (dataset, units, pages) => selectMembers(runner, dataset, units, pages),
    selectEvery,
  };
}

/** A selection knows how many rows it has: none and all of them are no sets to be counted. */
function countSetOf(reading: ReadingEngine): ReadingEngine['countSet'] {
  return ({ dataset, selection }) => {
    if (selection === undefined) return reading.countSet({ dataset });
    const selected = selectionOf(selection).rowCount;
    if (selected === 0) return Promise.resolve(noUnits);
    return reading.countSet(selected < tableOf(dataset).rowCount ? { dataset, selection } : { dataset });
  };
}

function createChangingEngine({ runner, databanks, protection }: ColumnarEngineOptions): ChangingEngine {
  const spaces = new UnitSpaces(runner, databanks, protection);
  const tools = { runner, protection, spaces };
  return {
    kind: 'columnar',
    empty: emptyTable,
    project: (dataset, schema, from) => {
      const table = tableOf(dataset);
      const { identifier } = table.schema;
      // Copies may be of the identifier, which is no column of its own.
      const columns = new Map(table.columns);
      if (identifier !== undefined && from !== undefined) columns.set(identifier.name, table.identifier);
      return { ...table, schema, columns: columnsFor(schema, columns, from) };
    },
    importVariable: (request) => importVariable(runner, spaces, protection, request),
    importEvents: (request) => importEvents(runner, spaces, protection, request),
    importPanel: (request) => importPanel(runner, spaces, protection, request),
    select: (dataset, condition) => select(runner, protection, dataset, condition),
    selectMissing: (dataset, variable) => selectMissing(runner, dataset, variable),
    complement: (selection) => complement(runner, selection),
    keep: async (selection, schema) => withRemembered(runner, protection, await keep(runner, selection, schema)),
    sample: (dataset, size, seed) => sample(runner, protection, dataset, size, seed),
    derive: (request) => derive(runner, protection, request),
    planRecode: (dataset, variable, rules, selection) =>
      planRecode(runner, protection, dataset, variable, rules, selection),
    recode: (schema, plans) => recode(runner, protection, schema, plans),
    planConversion: (dataset, variable, rules) => planConversion(runner, dataset, variable, rules),
    convert: (schema, conversions) => convert(runner, protection, schema, conversions),
    collapse: (request) => collapse(tools, request),
    aggregate: (request) => aggregate(tools, request),
    merge: (request) => merge(runner, protection, request),
    toPanel: (request) => toPanel(runner, request, spaces.keepsRows),
    fromPanel: (request) => fromPanel(runner, request),
    unitsOf: (dataset, schema) => unitsOf(runner, tableOf(dataset), schema),
  };
}
