import type { FunctionDefinition } from '../lang/function-spec.ts';
import { dateFunctions } from './date.ts';
import { labelFunctions } from './label.ts';
import { logicFunctions } from './logic.ts';
import { mathFunctions } from './math.ts';
import { probabilityFunctions } from './probability.ts';
import { procedureFunctions } from './procedure.ts';
import { rowFunctions } from './row.ts';
import { textFunctions } from './text.ts';

/** Every function of the language by name. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    ...dateFunctions,
    ...mathFunctions,
    ...rowFunctions,
    ...textFunctions,
    ...logicFunctions,
    ...labelFunctions,
    ...probabilityFunctions,
    ...procedureFunctions,
  ].map((record): [string, FunctionDefinition] => [record.name, record]),
);

/** What functions of other languages are called here. */
export const foreignFunctions: ReadonlyMap<string, string> = new Map([
  ['log', 'ln'],
  ['max', 'rowmax'],
  ['min', 'rowmin'],
  ['mean', 'rowmean'],
  ['sum', 'rowtotal'],
  ['missing', 'sysmiss'],
  ['mi', 'sysmiss'],
  ['isnull', 'sysmiss'],
  ['strlen', 'length'],
  ['len', 'length'],
  ['real', 'destring'],
  ['destring', 'destring'],
  ['ntile', 'quantile'],
  ['xtile', 'quantile'],
  ['trunc', 'int'],
  ['substring', 'substr'],
  ['concat', 'rowconcat'],
  ['mdy', 'date'],
]);
