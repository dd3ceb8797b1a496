import { programKernel } from '../expression/program.ts';
import { checksumKernel } from './checksum.ts';
import { columnSketchFold } from './column-sketch.ts';
import { codeCombinationsKernel, markCombinationsKernel, numberCombinationsKernel } from './combinations.ts';
import { countSetFold, missingSetKernel } from './count-set.ts';
import { foldEntry, kernelEntry } from './entry.ts';
import { countSpellsKernel, takeSpellsKernel } from './events.ts';
import { groupOrderKernel, groupSpreadsKernel, groupSummariesKernel } from './group-statistics.ts';
import { denseGroupsKernel, pairCodesKernel, presentCodesFold } from './groups.ts';
import { belowKernel, firstRowsKernel, invertKernel } from './masks.ts';
import { packKernel, unpackKernel } from './membership.ts';
import { openStopsKernel } from './open-stops.ts';
import { fillDayKernel, markRecordsKernel, panelGridKernel } from './panel.ts';
import { placeRecordsKernel, placeRowsKernel } from './place-records.ts';
import { quantileGroupsKernel } from './quantile-groups.ts';
import { rangeTestsKernel } from './range-tests.ts';
import { applyRulesKernel, findRulesKernel } from './recode.ts';
import {
  cycleKernel,
  interleaveKernel,
  numberTimesKernel,
  repeatKernel,
  separateKernel,
  spreadKernel,
} from './reshape.ts';
import { packRowsKernel, unpackRowsKernel, wholeUnitsKernel } from './row-members.ts';
import {
  countMaskKernel,
  gatherKernel,
  lookUpKernel,
  lookUpNumbersKernel,
  rowNumbersKernel,
  validityKernel,
} from './rows.ts';
import {
  countBucketsKernel,
  countRunsKernel,
  countValidKernel,
  fillBucketsKernel,
  groupsOfRunsKernel,
  narrowNumbersKernel,
  sortBucketsKernel,
  widenNumbersKernel,
  writeRunsKernel,
} from './segments.ts';
import { pickSpellsKernel } from './spells.ts';
import { findUnitsKernel } from './units-lookup.ts';

/** Folds of commands that change datasets. */
export const changingFolds = [
  foldEntry(presentCodesFold),
  foldEntry(countSetFold),
  foldEntry(columnSketchFold),
] as const;

/** Kernels of commands that change datasets. */
export const changingKernels = [
  kernelEntry(programKernel),
  kernelEntry(rangeTestsKernel),
  kernelEntry(gatherKernel),
  kernelEntry(lookUpKernel),
  kernelEntry(lookUpNumbersKernel),
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
  kernelEntry(repeatKernel),
  kernelEntry(cycleKernel),
  kernelEntry(interleaveKernel),
  kernelEntry(numberTimesKernel),
  kernelEntry(separateKernel),
  kernelEntry(spreadKernel),
  kernelEntry(openStopsKernel),
  kernelEntry(quantileGroupsKernel),
  kernelEntry(markCombinationsKernel),
  kernelEntry(codeCombinationsKernel),
  kernelEntry(numberCombinationsKernel),
  kernelEntry(findRulesKernel),
  kernelEntry(applyRulesKernel),
  kernelEntry(packKernel),
  kernelEntry(unpackKernel),
  kernelEntry(packRowsKernel),
  kernelEntry(unpackRowsKernel),
  kernelEntry(wholeUnitsKernel),
  kernelEntry(invertKernel),
  kernelEntry(firstRowsKernel),
  kernelEntry(belowKernel),
  kernelEntry(denseGroupsKernel),
  kernelEntry(pairCodesKernel),
  kernelEntry(countRunsKernel),
  kernelEntry(writeRunsKernel),
  kernelEntry(groupsOfRunsKernel),
  kernelEntry(countBucketsKernel),
  kernelEntry(fillBucketsKernel),
  kernelEntry(sortBucketsKernel),
  kernelEntry(groupSummariesKernel),
  kernelEntry(groupSpreadsKernel),
  kernelEntry(groupOrderKernel),
  kernelEntry(countValidKernel),
  kernelEntry(narrowNumbersKernel),
  kernelEntry(widenNumbersKernel),
] as const;
