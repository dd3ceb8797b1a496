import type { FunctionDefinition } from '../lang/function-spec.ts';
import { constant, family, repeated, text } from './records.ts';

const record = family({ group: 'label', kind: 'labels', returns: 'boolean', missing: 'propagates' });
const variable = { name: 'variable', type: 'variable' } as const;
const label = constant(text('label'));

/** Functions that look at the labels of a variable's codes. */
export const labelFunctions: readonly FunctionDefinition[] = [
  record(
    'label_to_code',
    [variable, label],
    'Koden som har denne etiketten i variabelens kodeliste.',
    "The code that has this label in the variable's code list.",
    ["keep if status == label_to_code(status, 'Student')"],
    { returns: 'argument' },
  ),
  record(
    'inlabels',
    [variable, repeated(label)],
    'Om verdiens kode har en av disse etikettene.',
    "Whether the value's code has one of these labels.",
    ["keep if inlabels(status, 'Student', 'Employed')"],
  ),
  record(
    'labelcontains',
    [variable, constant(text('part'))],
    'Om verdiens etikett inneholder teksten.',
    "Whether the value's label contains the text.",
    ["keep if labelcontains(industry, 'oil')"],
  ),
];
