import type { Expr } from './expression.ts';
import { writeExpr, writeName } from './expression.ts';
import { isoText } from './functions.ts';

/** What a rule of `recode` matches. */
export type RecodeLeft =
  | { readonly m: 'value'; readonly value: number | string }
  | { readonly m: 'range'; readonly low: number | 'min'; readonly high: number | 'max' }
  | { readonly m: 'min' | 'max' | 'missing' | 'nonmissing' | 'all' };

/** One rule of `recode`. */
export interface RecodeRule {
  readonly left: readonly RecodeLeft[];
  readonly right: number | string | null;
  readonly label?: string | undefined;
  readonly flagged?: boolean | undefined;
}

/** One statistic of `collapse` or `aggregate`; without a target the result has the name of the source. */
export interface AggregationItem {
  readonly statistic: string;
  readonly source: string;
  readonly target: string | undefined;
}

/** A statement of the oracle's part of the language. `value: null` is `.`; an `import` without a day is of a FIXED variable. */
export type Statement =
  | {
      readonly c: 'generate' | 'replace';
      readonly name: string;
      readonly value: Expr | null;
      readonly condition: Expr | undefined;
    }
  | { readonly c: 'keep-rows' | 'drop-rows'; readonly condition: Expr }
  | { readonly c: 'keep' | 'drop'; readonly names: readonly string[] }
  | { readonly c: 'rename'; readonly from: string; readonly to: string }
  | {
      readonly c: 'clone-variables';
      readonly items: readonly { readonly from: string; readonly to: string | undefined }[];
      readonly prefix: string | undefined;
      readonly suffix: string | undefined;
    }
  | {
      readonly c: 'recode';
      readonly names: readonly string[];
      readonly rules: readonly RecodeRule[];
      readonly condition: Expr | undefined;
      readonly prefix: string | undefined;
      readonly generate: readonly string[] | undefined;
    }
  | {
      readonly c: 'destring';
      readonly names: readonly string[];
      readonly prefix: string | undefined;
      readonly ignore: string;
      readonly force: boolean;
      readonly dpcomma: boolean;
    }
  | { readonly c: 'collapse' | 'aggregate'; readonly items: readonly AggregationItem[]; readonly by: string }
  | {
      readonly c: 'merge';
      readonly names: readonly string[];
      readonly target: string;
      readonly on: string | undefined;
    }
  | { readonly c: 'reshape-to-panel'; readonly prefixes: readonly string[] }
  | { readonly c: 'reshape-from-panel' }
  | { readonly c: 'sample'; readonly size: number; readonly seed: number }
  | { readonly c: 'clone-dataset' | 'clone-units' | 'rename-dataset'; readonly from: string; readonly to: string }
  | { readonly c: 'create-dataset' | 'use' | 'delete-dataset'; readonly name: string }
  | {
      readonly c: 'define-labels';
      readonly name: string;
      readonly pairs: readonly { readonly code: number | string; readonly label: string }[];
    }
  | { readonly c: 'assign-labels'; readonly name: string; readonly list: string }
  | { readonly c: 'drop-labels'; readonly names: readonly string[] }
  | {
      readonly c: 'import';
      readonly register: string;
      readonly day: number | undefined;
      readonly name: string;
      readonly outer: boolean;
    }
  | {
      readonly c: 'import-event';
      readonly register: string;
      readonly from: number;
      readonly to: number;
      readonly name: string;
    }
  | { readonly c: 'import-panel'; readonly registers: readonly string[]; readonly days: readonly number[] };

/** The statements of one kind. */
export type StatementOf<C extends Statement['c']> = Extract<Statement, { readonly c: C }>;

/** A statement as script text. */
export function writeStatement(s: Statement): string {
  switch (s.c) {
    case 'generate':
    case 'replace':
      return `${s.c} ${writeName(s.name)} = ${s.value === null ? '.' : writeExpr(s.value)}${ifClause(s.condition)}`;
    case 'keep-rows':
    case 'drop-rows':
      return `${s.c.slice(0, 4)}${ifClause(s.condition)}`;
    case 'keep':
    case 'drop':
    case 'drop-labels':
      return `${s.c} ${list(s.names)}`;
    case 'rename':
    case 'clone-dataset':
    case 'clone-units':
    case 'rename-dataset':
      return `${s.c} ${writeName(s.from)} ${writeName(s.to)}`;
    case 'clone-variables':
      return `clone-variables ${s.items.map(writeCopy).join(' ')}${options({ prefix: part(s.prefix), suffix: part(s.suffix) })}`;
    case 'recode':
      return writeRecode(s);
    case 'destring':
      return `destring ${list(s.names)}${options({
        prefix: part(s.prefix),
        ignore: s.ignore === '' ? undefined : `'${s.ignore}'`,
        force: s.force,
        dpcomma: s.dpcomma,
      })}`;
    case 'collapse':
    case 'aggregate':
      return writeAggregation(s);
    case 'merge':
      return `merge ${list(s.names)} into ${writeName(s.target)}${s.on === undefined ? '' : ` on ${writeName(s.on)}`}`;
    case 'reshape-to-panel':
      return `reshape-to-panel ${list(s.prefixes)}`;
    case 'reshape-from-panel':
      return s.c;
    case 'sample':
      return `sample ${s.size} ${s.seed}`;
    case 'create-dataset':
    case 'use':
    case 'delete-dataset':
      return `${s.c} ${writeName(s.name)}`;
    case 'assign-labels':
      return `assign-labels ${writeName(s.name)} ${writeName(s.list)}`;
    case 'define-labels':
      return `define-labels ${writeName(s.name)} ${s.pairs.map((p) => `${literal(p.code)} '${p.label}'`).join(' ')}`;
    case 'import':
    case 'import-event':
    case 'import-panel':
      return writeImport(s);
  }
}

function writeImport(s: StatementOf<'import' | 'import-event' | 'import-panel'>): string {
  switch (s.c) {
    case 'import': {
      const day = s.day === undefined ? '' : ` ${isoText(s.day)}`;
      return `import ${s.register}${day} as ${writeName(s.name)}${s.outer ? ', outer_join' : ''}`;
    }
    case 'import-event':
      return `import-event ${s.register} ${isoText(s.from)} to ${isoText(s.to)} as ${writeName(s.name)}`;
    case 'import-panel':
      return `import-panel ${s.registers.join(' ')} ${s.days.map(isoText).join(' ')}`;
  }
}

function list(names: readonly string[]): string {
  return names.map(writeName).join(' ');
}

/** A part of a name as an option takes it. */
function part(name: string | undefined): string | undefined {
  return name === undefined ? undefined : writeName(name);
}

/** Options with their arguments; `true` for those without. */
function options(given: Readonly<Record<string, string | boolean | undefined>>): string {
  const written = Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? name : `${name}(${String(value)})`));
  return written.length === 0 ? '' : `, ${written.join(' ')}`;
}

function writeCopy({ from, to }: { readonly from: string; readonly to: string | undefined }): string {
  return to === undefined ? writeName(from) : `${writeName(from)} -> ${writeName(to)}`;
}

function writeRecode(s: StatementOf<'recode'>): string {
  const rules = s.rules.map(({ left, right, label, flagged }) => {
    const code = `${left.map(writeLeft).join(' ')} = ${literal(right)}`;
    return `(${code}${label === undefined ? '' : ` '${label}'`}${flagged ? ' missing' : ''})`;
  });
  const given = { prefix: part(s.prefix), generate: s.generate?.map(writeName).join(' ') };
  return `recode ${list(s.names)} ${rules.join(' ')}${ifClause(s.condition)}${options(given)}`;
}

/** A statistic is written once for the items that follow each other and share it. */
function writeAggregation(s: StatementOf<'collapse' | 'aggregate'>): string {
  const items = s.items.map(({ statistic, source, target }, i) => {
    const isSame = s.items[i - 1]?.statistic === statistic;
    return `${isSame ? '' : `(${statistic}) `}${writeCopy({ from: source, to: target })}`;
  });
  return `${s.c} ${items.join(' ')}, by(${writeName(s.by)})`;
}

function ifClause(condition: Expr | undefined): string {
  return condition === undefined ? '' : ` if ${writeExpr(condition)}`;
}

function writeLeft(left: RecodeLeft): string {
  switch (left.m) {
    case 'value':
      return literal(left.value);
    case 'range':
      return `${left.low}/${left.high}`;
    case 'all':
      return '*';
    default:
      return left.m;
  }
}

function literal(value: number | string | null): string {
  return value === null ? '.' : typeof value === 'string' ? `'${value}'` : String(value);
}
