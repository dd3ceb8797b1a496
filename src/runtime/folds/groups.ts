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
