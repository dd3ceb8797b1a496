import { programKernel } from '../expression/program.ts';
import { checksumKernel } from './checksum.ts';
import { countSetFold, missingSetKernel } from './count-set.ts';
import { foldEntry, kernelEntry } from './entry.ts';
import { countSpellsKernel, takeSpellsKernel } from './events.ts';
import { denseGroupsKernel, pairCodesKernel, presentCodesFold } from './groups.ts';
import { belowKernel, firstRowsKernel, invertKernel } from './masks.ts';
import { openStopsKernel } from './open-stops.ts';
import { fillDayKernel, markRecordsKernel, panelGridKernel } from './panel.ts';
import { placeRecordsKernel, placeRowsKernel } from './place-records.ts';
import { quantileGroupsKernel } from './quantile-groups.ts';
import { applyRulesKernel, findRulesKernel } from './recode.ts';
import { countMaskKernel, gatherKernel, rowNumbersKernel, validityKernel } from './rows.ts';
import {
  cycleKernel,
  interleaveKernel,
  numberTimesKernel,
  repeatKernel,
  separateKernel,
  spreadKernel,
} from './reshape.ts';
import { pickSpellsKernel } from './spells.ts';
import { findUnitsKernel } from './units-lookup.ts';

/** Folds of commands that change datasets. */
export const changingFolds = [foldEntry(presentCodesFold), foldEntry(countSetFold)] as const;

/** Kernels of commands that change datasets. */
export const changingKernels = [
  kernelEntry(programKernel),
  kernelEntry(gatherKernel),
  kernelEntry(checksumKernel),
  kernelEntry(countMaskKernel),
  kernelEntry(rowNumbersKernel),
  kernelEntry(validityKernel),
  kernelEntry(missingSetKernel),
  kernelEntry(findUnitsKernel),
  kernelEntry(placeRecordsKernel),
  kernelEntry(placeRowsKernel),
  kernelEntry(pickSpellsKernel),
  kernelEntry(countSpellsKernel),
  kernelEntry(takeSpellsKernel),
  kernelEntry(markRecordsKernel),
  kernelEntry(fillDayKernel),
  kernelEntry(panelGridKernel),
  kernelEntry(openStopsKernel),
  kernelEntry(quantileGroupsKernel),
  kernelEntry(findRulesKernel),
  kernelEntry(applyRulesKernel),
  kernelEntry(invertKernel),
  kernelEntry(firstRowsKernel),
  kernelEntry(belowKernel),
  kernelEntry(denseGroupsKernel),
  kernelEntry(pairCodesKernel),
] as const;
  kernelEntry(repeatKernel),
  kernelEntry(cycleKernel),
  kernelEntry(interleaveKernel),
  kernelEntry(numberTimesKernel),
  kernelEntry(separateKernel),
  kernelEntry(spreadKernel),
