import type { VariableDocument } from '../catalogue-document.ts';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { CodeRow } from '../ingest/dataset-metadata.ts';
import type { CodeRows, DescribedVariable } from './version-state.ts';

/** New metadata for a released variable; its times stay those of the release. */
export interface MetadataPatch {
  readonly description: Omit<VariableDocument, 'codeList' | 'coverage' | 'statusDays'>;
  readonly codes?: readonly CodeRow[];
}

/** Facts that corrections leave alone (datastore specification, d.4): with other values, other data would be meant. */
const fixedFacts = [
  'temporality',
  'sensitivityLevel',
  'dataType',
  'format',
  'unitType',
  'keyUnitType',
  'publicValues',
] as const satisfies readonly (keyof VariableDocument)[];

/** What a correction would change although it may not. */
export function patchProblems(
  { document, codes }: DescribedVariable,
  { description, codes: newCodes }: MetadataPatch,
): readonly DatabankProblem[] {
  const { name } = document;
  const facts: readonly string[] = fixedFacts.filter((field) => document[field] !== description[field]);
  const isListChanged = JSON.stringify(skeleton(codes)) !== JSON.stringify(skeleton(newCodes?.map(trimmed)));
  return (isListChanged ? [...facts, 'codeList'] : facts).map((field) =>
    databankProblem('release-patch-not-allowed', { name, field }),
  );
}

/** A code list without its titles: what may not change. */
function skeleton(codes: CodeRows | undefined): readonly (readonly unknown[])[] | undefined {
  return codes
    ?.map(([code, , from = '', until = '', sentinel = false]) => [code, from, until, sentinel])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A variable as it is after a correction. */
export function patched({ document }: DescribedVariable, { description, codes }: MetadataPatch): DescribedVariable {
  const { codeList, coverage, statusDays } = document;
  return {
    document: {
      ...description,
      ...(codeList === undefined ? {} : { codeList }),
      ...(coverage === undefined ? {} : { coverage }),
      ...(statusDays === undefined ? {} : { statusDays }),
    },
    ...(codes === undefined ? {} : { codes: codes.map(trimmed) }),
  };
}

/** A code as the catalogue writes it: without its empty end. */
export function trimmed([code, title, from, until, sentinel]: CodeRow): CodeRows[number] {
  return sentinel ? [code, title, from, until, true] : [code, title, from, until];
}
