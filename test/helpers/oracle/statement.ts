import type { Expr } from './expression.ts';
import { writeExpr } from './expression.ts';

/** What a rule of `recode` matches. */
export type RecodeLeft =
  | { readonly m: 'value'; readonly value: number | string }
  | { readonly m: 'range'; readonly from: number | 'min'; readonly to: number | 'max' }
  | { readonly m: 'min' | 'max' | 'missing' | 'nonmissing' | 'all' };

/** One rule of `recode`. */
export interface RecodeRule {
  readonly left: readonly RecodeLeft[];
  readonly right: number | string | null;
}

/** One statistic of `collapse` or `aggregate`. */
export interface AggregationItem {
  readonly statistic: string;
  readonly source: string;
  readonly target: string;
}

/** A statement of the oracle's part of the language. `value: null` is `.`. */
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
  | { readonly c: 'clone-variables'; readonly from: string; readonly to: string }
  | {
      readonly c: 'recode';
      readonly names: readonly string[];
      readonly rules: readonly RecodeRule[];
      readonly condition: Expr | undefined;
      readonly prefix: string | undefined;
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
  | { readonly c: 'clone-dataset'; readonly from: string; readonly to: string }
  | { readonly c: 'use'; readonly name: string };

/** A statement as script text. */
export function writeStatement(s: Statement): string {
  switch (s.c) {
    case 'generate':
    case 'replace':
      return `${s.c} ${s.name} = ${s.value === null ? '.' : writeExpr(s.value)}${ifClause(s.condition)}`;
    case 'keep-rows':
    case 'drop-rows':
      return `${s.c.slice(0, 4)}${ifClause(s.condition)}`;
    case 'keep':
    case 'drop':
      return `${s.c} ${s.names.join(' ')}`;
    case 'rename':
      return `rename ${s.from} ${s.to}`;
    case 'clone-variables':
      return `clone-variables ${s.from} -> ${s.to}`;
    case 'recode': {
      const rules = s.rules
        .map(({ left, right }) => `(${left.map(writeLeft).join(' ')} = ${literal(right)})`)
        .join(' ');
      const option = s.prefix === undefined ? '' : `, prefix(${s.prefix})`;
      return `recode ${s.names.join(' ')} ${rules}${ifClause(s.condition)}${option}`;
    }
    case 'destring': {
      const options = [
        ...(s.prefix === undefined ? [] : [`prefix(${s.prefix})`]),
        ...(s.ignore === '' ? [] : [`ignore('${s.ignore}')`]),
        ...(s.force ? ['force'] : []),
        ...(s.dpcomma ? ['dpcomma'] : []),
      ];
      return `destring ${s.names.join(' ')}${options.length === 0 ? '' : `, ${options.join(' ')}`}`;
    }
    case 'collapse':
    case 'aggregate': {
      const items = s.items.map(({ statistic, source, target }) => `(${statistic}) ${source} -> ${target}`).join(' ');
      return `${s.c} ${items}, by(${s.by})`;
    }
    case 'merge':
      return `merge ${s.names.join(' ')} into ${s.target}${s.on === undefined ? '' : ` on ${s.on}`}`;
    case 'clone-dataset':
      return `clone-dataset ${s.from} ${s.to}`;
    case 'use':
      return `use ${s.name}`;
  }
}

function ifClause(condition: Expr | undefined): string {
  return condition === undefined ? '' : ` if ${writeExpr(condition)}`;
}

function writeLeft(left: RecodeLeft): string {
  switch (left.m) {
    case 'value':
      return literal(left.value);
    case 'range':
      return `${left.from}/${left.to}`;
    case 'all':
      return '*';
    default:
      return left.m;
  }
}

function literal(value: number | string | null): string {
  return value === null ? '.' : typeof value === 'string' ? `'${value}'` : String(value);
}
