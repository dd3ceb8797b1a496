import type { Fold, Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';

type CodeArray = Int32Array | Uint8Array | Uint16Array | Uint32Array;

/** Codes whose numbers, less the offset, lie between 0 and `size`; others are missing. */
export interface PresentCodesInput {
  readonly codes: CodeArray;
  readonly offset: number;
  readonly size: number;
}

const markPresent = typedLoops<PresentCodesInput & { readonly state: Uint8Array }, undefined>(
  `const { codes, offset, size, state } = input;
   for (let i = start; i < end; i++) {
     const code = codes[i] - offset;
     state[code >= 0 && code < size ? code : size] = 1;
   }`,
);

/** Marks the codes that occur; the last entry, after those of the codes, says whether there are others. */
export const presentCodesFold: Fold<PresentCodesInput, Uint8Array> = {
  name: 'present-codes',
  isExact: true,
  stateBytes: (input) => input.size + 1,
  init: (input) => new Uint8Array(input.size + 1),
  step: (state, input, start, end) => {
    markPresent(input.codes)({ ...input, state }, start, end);
  },
  merge: (earlier, later) => {
    for (let code = 0; code < later.length; code++) earlier[code] = earlier[code]! | later[code]!;
    return earlier;
  },
};

/** Codes as above, the group of each (-1: none), and where the groups of rows go. */
export interface DenseGroupsInput {
  readonly codes: CodeArray;
  readonly offset: number;
  readonly groupOfCode: Int32Array;
  readonly out: Int32Array;
}

const writeGroups = typedLoops<DenseGroupsInput, undefined>(
  `const { codes, offset, groupOfCode, out } = input;
   const size = groupOfCode.length;
   for (let i = start; i < end; i++) {
     const code = codes[i] - offset;
     out[i] = code >= 0 && code < size ? groupOfCode[code] : -1;
   }`,
);

/** Writes the group of each row, -1 for missing. */
export const denseGroupsKernel: Kernel<DenseGroupsInput, null> = {
  name: 'dense-groups',
  run: (input, start, end) => {
    writeGroups(input.codes)(input, start, end);
    return null;
  },
};

/** Two groups by row, and where the number of each pair goes: a whole number for each, `missing` where either is -1. */
export interface PairCodesInput {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** How many groups the second has. */
  readonly width: number;
  readonly missing: number;
  /** Doubles where there are more pairs than integers; numbers up to 2^53 are exact. */
  readonly out: Int32Array | Float64Array;
}

const writePairs = typedLoops<PairCodesInput, undefined>(
  `const { first, second, width, missing, out } = input;
   for (let i = start; i < end; i++) out[i] = first[i] < 0 || second[i] < 0 ? missing : first[i] * width + second[i];`,
);

/** Writes the numbers of pairs. */
export const pairCodesKernel: Kernel<PairCodesInput, null> = {
  name: 'pair-codes',
  run: (input, start, end) => {
    writePairs(input.out)(input, start, end);
    return null;
  },
};
