import { isoDate } from '../../base/epoch-day.ts';
import type { ModelColumn } from '../../disclosure/model-nodes.ts';
import type { ModelTermIr } from '../../lang/ir/model.ts';
import type { DesignBlock } from '../../runtime/engine/design.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { displayOf, schemaOf } from '../shared/execute-dimensions.ts';
import { factorsOf, type ModelSample } from './execute-sample.ts';

/** A term of a model as a block of columns, with the names of its columns. */
export interface TermBlock {
  readonly term: ModelTermIr;
  readonly block: Pick<DesignBlock, 'values' | 'factors'>;
  readonly columns: readonly ModelColumn[];
}

/** The blocks of a model in the order of its terms; a term that repeats another's columns, and one without columns, is left out. */
export function termBlocks(
  context: ReadingContext,
  sample: ModelSample,
  terms: readonly ModelTermIr[],
): readonly TermBlock[] {
  const seen = new Set<string>();
  const blocks: TermBlock[] = [];
  for (const term of terms) {
    const key = term.factors
      .map(({ variable, role }) => `${role}:${variable}`)
      .sort()
      .join('#');
    if (seen.has(key)) continue;
    seen.add(key);
    const columns = columnsOf(context, sample, term);
    if (columns.length > 0) blocks.push({ term, block: blockOf(sample, term), columns });
  }
  return blocks;
}

function blockOf(sample: ModelSample, term: ModelTermIr): TermBlock['block'] {
  return {
    values: term.factors.filter(({ role }) => role === 'continuous').map(({ variable }) => ({ variable })),
    factors: term.factors
      .filter(({ role }) => role === 'factor')
      .map(({ variable }) => ({ variable, codes: sample.levels.get(variable)!.slice(1) })),
  };
}

/** Names of a term's columns: every combination of levels other than the base levels, the last factor fastest. */
function columnsOf(context: ReadingContext, sample: ModelSample, term: ModelTermIr): readonly ModelColumn[] {
  let names: { readonly term: string; readonly display: string }[] = [{ term: '', display: '' }];
  for (const { variable, role } of term.factors) {
    const own =
      role === 'continuous'
        ? [{ term: variable, display: variable }]
        : sample.levels
            .get(variable)!
            .slice(1)
            .map((code) => ({
              term: `${variable}[${code}]`,
              display: `${variable}: ${levelText(context, sample, variable, code)}`,
            }));
    names = names.flatMap((before) =>
      own.map((name) =>
        before.term === ''
          ? name
          : { term: `${before.term}#${name.term}`, display: `${before.display} # ${name.display}` },
      ),
    );
  }
  return names.map((name) => ({ ...name, isConstant: false, hidden: term.hidden === true, omitted: false }));
}

/** How a level is shown: its label, or else its code. */
export function levelText(
  context: ReadingContext,
  sample: ModelSample,
  variable: string,
  code: number | string,
): string {
  const schema = schemaOf(sample.population, variable);
  const entry = schema.codeList === undefined ? undefined : context.codeLists(schema.codeList).byCode.get(code);
  if (entry !== undefined) return entry.label;
  return typeof code === 'number' && displayOf(schema) === 'date' ? isoDate(code) : String(code);
}

/** The base levels of a model's factors. */
export function baseLevelsOf(
  context: ReadingContext,
  sample: ModelSample,
  terms: readonly ModelTermIr[],
): readonly { readonly variable: string; readonly level: string }[] {
  return factorsOf(terms).flatMap((variable) => {
    const [base] = sample.levels.get(variable)!;
    return base === undefined ? [] : [{ variable, level: levelText(context, sample, variable, base) }];
  });
}

/** The constant's column in the coefficient table. */
export const constantColumn: ModelColumn = {
  term: '_cons',
  display: '_cons',
  isConstant: true,
  hidden: false,
  omitted: false,
};
