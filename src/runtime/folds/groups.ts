import type { Fold, Kernel } from '../fold.ts';

type CodeArray = Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** Codes whose numbers, less the offset, lie between 0 and `size`; others are missing. */
export interface PresentCodesInput {
  readonly codes: CodeArray;
  readonly offset: number;
  readonly size: number;
}

/** Marks the codes that occur. */
export const presentCodesFold: Fold<PresentCodesInput, Uint8Array> = {
  name: 'present-codes',
  isExact: true,
  stateBytes: (input) => input.size,
  init: (input) => new Uint8Array(input.size),
  step: (state, { codes, offset, size }, start, end) => {
    for (let i = start; i < end; i++) {
      const code = codes[i]! - offset;
      if (code >= 0 && code < size) state[code] = 1;
    }
  },
  merge: (earlier, later) => {
    for (let code = 0; code < later.length; code++) earlier[code] = earlier[code]! | later[code]!;
    return earlier;
  },
};

/** Writes the group of each row; -1 for missing. */
export const denseGroupsKernel: Kernel<
  { readonly codes: CodeArray; readonly offset: number; readonly groupOfCode: Int32Array; readonly out: Int32Array },
  null
> = {
  name: 'dense-groups',
  run: ({ codes, offset, groupOfCode, out }, start, end) => {
    for (let i = start; i < end; i++) {
      const code = codes[i]! - offset;
      out[i] = code >= 0 && code < groupOfCode.length ? groupOfCode[code]! : -1;
    }
    return null;
  },
};

/** Writes one code for each pair of groups; -1 where either is missing. */
export const pairCodesKernel: Kernel<
  { readonly first: Int32Array; readonly second: Int32Array; readonly width: number; readonly out: Int32Array },
  null
> = {
  name: 'pair-codes',
  run: ({ first, second, width, out }, start, end) => {
    for (let i = start; i < end; i++) {
      out[i] = first[i]! < 0 || second[i]! < 0 ? -1 : first[i]! * width + second[i]!;
    }
    return null;
  },
};
