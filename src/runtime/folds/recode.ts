import { missingInt32 } from '../../metadata/stored-column.ts';
import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';

/** How to find a row's rule: by a table over values from `offset` on, or by pieces between edges. */
export type RuleSource =
  | { readonly kind: 'codes'; readonly codes: Uint8Array | Uint16Array | Uint32Array; readonly ruleOfCode: Uint16Array }
  | {
      readonly kind: 'table';
      readonly values: Int32Array;
      readonly offset: number;
      /** Entry 0 for values below the table, the last one for values above it. */
      readonly ruleOfValue: Uint16Array;
      readonly ruleOfMissing: number;
    }
  | {
      readonly kind: 'pieces';
      readonly values: Float64Array | Int32Array;
      readonly edges: Float64Array;
      readonly ruleOfPiece: Uint16Array;
      readonly ruleOfMissing: number;
    };

/** Rows to find rules for; those outside `rows` get none. */
export interface FindRulesInput {
  readonly source: RuleSource;
  readonly rows: Uint8Array | undefined;
  readonly out: Uint16Array;
}

/** Finds the rule of each row, 0 = none. */
export const findRulesKernel: Kernel<FindRulesInput, null> = {
  name: 'find-rules',
  run: ({ source, rows, out }, start, end) => {
    switch (source.kind) {
      case 'codes':
        for (let i = start; i < end; i++) out[i] = source.ruleOfCode[source.codes[i]!]!;
        break;
      case 'table':
        findInTable(source, out, start, end);
        break;
      case 'pieces':
        findInPieces(source, out, start, end);
        break;
    }
    if (rows !== undefined) for (let i = start; i < end; i++) out[i] = out[i]! * rows[i]!;
    return null;
  },
};

function findInTable(source: RuleSource & { kind: 'table' }, out: Uint16Array, start: number, end: number): void {
  const { values, offset, ruleOfValue, ruleOfMissing } = source;
  const last = ruleOfValue.length - 1;
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    out[i] = value === missingInt32 ? ruleOfMissing : ruleOfValue[Math.min(Math.max(value - offset + 1, 0), last)]!;
  }
}

function findInPieces(source: RuleSource & { kind: 'pieces' }, out: Uint16Array, start: number, end: number): void {
  const { values, edges, ruleOfPiece, ruleOfMissing } = source;
  const isInteger = values instanceof Int32Array;
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    const isMissing = isInteger ? value === missingInt32 : Number.isNaN(value);
    out[i] = isMissing ? ruleOfMissing : ruleOfPiece[pieceOf(edges, value)]!;
  }
}

/** The piece of a number: see `NumberRules`. */
export function pieceOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low < edges.length && edges[low] === value ? 2 * low + 1 : 2 * low;
}

/** Values to replace: by rule, or kept (through `keep` where codes change). */
export interface ApplyRulesInput {
  readonly values: InputArray;
  readonly rules: Uint16Array;
  /** By rule number; entry 0 is not used. */
  readonly replacements: Float64Array;
  /** New code of each old code. */
  readonly keep: Uint8Array | Uint16Array | Uint32Array | undefined;
  /** What stands for missing in `values` and in `out`, where the two differ. */
  readonly missing: { readonly from: number; readonly to: number } | undefined;
  readonly out: InputArray;
}

/** Replaces values by rule. */
export const applyRulesKernel: Kernel<ApplyRulesInput, null> = {
  name: 'apply-rules',
  run: ({ values, rules, replacements, keep, missing, out }, start, end) => {
    for (let i = start; i < end; i++) {
      const rule = rules[i]!;
      const value = values[i]!;
      if (rule > 0) out[i] = replacements[rule]!;
      else if (keep !== undefined) out[i] = keep[value]!;
      else out[i] = missing !== undefined && value === missing.from ? missing.to : value;
    }
    return null;
  },
};
