import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { findRegister, requireBefore } from '../../shared/registers.ts';
import { variablesSpec } from './spec.ts';

/** Shows register variables: those named, or all of the connected databanks. */
export interface VariablesListOperation extends OperationBase {
  readonly type: 'variables';
  /** In order of mention; databanks in order of connection. */
  readonly databanks: readonly ListedDatabank[];
}

/** A connected databank, and which of its variables are shown: all where none is named. */
export interface ListedDatabank {
  readonly alias: string;
  readonly databank: string;
  /** Resolved version. */
  readonly version: string;
  readonly variables: readonly string[];
}

/** `variables [alias/NAME …]`. */
export const variablesListCommand = defineCommand(
  variablesSpec,
  (body, context): VariablesListOperation | undefined => {
    const { state, statement } = context;
    if (body.variables.length === 0 && state.databanks.size === 0) {
      const fixes = requireBefore(context, 'db');
      context.report('no-databank-connected', statement.commandSpan, { command: 'variables' }, fixes);
      return undefined;
    }
    if (body.variables.length === 0) {
      const all = [...state.databanks.values()].map(({ binding: { alias, databank, version } }) => {
        return { alias, databank, version, variables: [] };
      });
      return { type: 'variables', databanks: all };
    }
    const uses = body.variables.map((reference) => findRegister(context, reference)?.use);
    const listed: ListedDatabank[] = [];
    for (const use of uses) {
      if (use === undefined) return undefined;
      const { alias, databank, version, variable } = use;
      const last = listed.at(-1);
      // Neighbours of one databank stand together; the order of the script is kept.
      if (last?.alias === alias) listed[listed.length - 1] = { ...last, variables: [...last.variables, variable] };
      else listed.push({ alias, databank, version, variables: [variable] });
    }
    return { type: 'variables', databanks: listed };
  },
);
