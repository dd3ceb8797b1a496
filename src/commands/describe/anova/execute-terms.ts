import type { ModelTermIr } from '../../../lang/ir/model.ts';
import type { ReadingContext } from '../../../runtime/executor.ts';
import type { TermBlock } from '../../regression/execute-design.ts';
import { type FittedModel, fitWithout } from '../../regression/execute-least-squares.ts';
import type { ModelSample } from '../../regression/execute-sample.ts';

/** A term of an analysis of variance with its columns of the design. */
export interface VarianceTerm {
  readonly term: ModelTermIr;
  /** As it may be written: `sex`, `c.age`, `sex#c.age`. */
  readonly name: string;
  /** Absent for a term without columns: of a factor there is but one level. */
  readonly block?: TermBlock['block'];
  /** Numbers of its columns in the design. */
  readonly columns: readonly number[];
}

/**
 * The terms of a model as blocks of columns. Factors have a column for each level but the first; without a constant, the first
 * factor that stands alone has one for each of its levels.
 */
export function varianceTerms(
  sample: ModelSample,
  terms: readonly ModelTermIr[],
  hasConstant: boolean,
): readonly VarianceTerm[] {
  const whole = hasConstant ? undefined : terms.find(isMainFactor);
  let at = 0;
  return terms.map((term) => {
    const factors = term.factors
      .filter(({ role }) => role === 'factor')
      .map(({ variable }) => {
        const levels = sample.levels.get(variable)!;
        return { variable, codes: term === whole ? levels : levels.slice(1) };
      });
    const values = term.factors.filter(({ role }) => role === 'continuous').map(({ variable }) => ({ variable }));
    const width = factors.reduce((product, { codes }) => product * codes.length, 1);
    const columns = Array.from({ length: width }, (_, j) => at + j);
    at += width;
    const name = term.factors.map(({ variable, role }) => (role === 'factor' ? variable : `c.${variable}`)).join('#');
    return width === 0 ? { term, name, columns } : { term, name, columns, block: { values, factors } };
  });
}

/** Whether a term is one factor alone. */
function isMainFactor({ factors }: ModelTermIr): boolean {
  return factors.length === 1 && factors[0]?.role === 'factor';
}

/**
 * For each term its own model: that of all terms that do not contain it, and itself (sums of squares of type II). A
 * column that the whole model leaves out, be it collinear or carried by few units, is in none of them. All follow from the
 * cross products of the whole model.
 */
export async function modelsByTerm(
  context: ReadingContext,
  model: FittedModel,
  terms: readonly VarianceTerm[],
): Promise<readonly FittedModel[]> {
  const found = new Map<string, FittedModel>([['', model]]);
  const fits: FittedModel[] = [];
  for (const own of terms) {
    const beyond = terms.filter((other) => contains(other.term, own.term)).flatMap(({ columns }) => columns);
    const kept = new Set(model.fit.retained);
    const leaving = beyond.filter((column) => kept.has(column));
    const key = leaving.join();
    const fit =
      found.get(key) ?? (await fitWithout(context.engine, model, new Set([...model.fit.omitted, ...leaving])));
    found.set(key, fit);
    fits.push(fit);
  }
  return fits;
}

/** Whether a term is of higher order than another, and has all its factors. */
function contains(larger: ModelTermIr, smaller: ModelTermIr): boolean {
  if (larger.factors.length <= smaller.factors.length) return false;
  const rest = larger.factors.map(keyOf);
  return smaller.factors.map(keyOf).every((key) => {
    const at = rest.indexOf(key);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
}

function keyOf({ variable, role }: ModelTermIr['factors'][number]): string {
  return `${role} ${variable}`;
}
