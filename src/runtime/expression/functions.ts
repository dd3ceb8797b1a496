import { scalarFunctions } from './scalar-functions.ts';
import { textFunctions } from './text-functions.ts';

/** Functions that the emission rules write out themselves. */
const emitted = new Set([
  'abs',
  'ceil',
  'floor',
  'int',
  'sqrt',
  'pi',
  'rowmax',
  'rowmin',
  'rowtotal',
  'rowmean',
  'rowmissing',
  'rowvalid',
  'sysmiss',
  'inrange',
  'inlist',
  'quantile',
]);

/** Whether a function of the vocabulary can be computed; labels and bindings are gone before anything runs. */
export function isComputable(name: string): boolean {
  return emitted.has(name) || Object.hasOwn(scalarFunctions, name) || textFunctions.has(name);
}
