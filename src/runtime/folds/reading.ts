import type { Fold, Kernel } from '../fold.ts';
import { countBinsFold } from './bin-counts.ts';
import { binPrintsFold, hexagonPrintsFold } from './bin-prints.ts';
import { firstOfCellsKernel, secondOfCellsKernel } from './cell-moments.ts';
import { countCellsFold } from './cells.ts';
import { countGroupKernel, gatherGroupKernel } from './comoment-gather.ts';
import { pairInfluencesFold, pairSumsFold } from './comoment-pairs.ts';
import { comomentInfluencesFold, comomentProductsFold, comomentSumsFold } from './comoments.ts';
import { cellCodesKernel, compactKernel, validRowsKernel } from './compact.ts';
import { completeCasesKernel } from './complete-cases.ts';
import { auxiliaryFold, crossProductsFold, productMomentsFold, scoreSumsFold, weightedProductsFold } from './design.ts';
import { foldEntry, kernelEntry } from './entry.ts';
import { giniKernel, signedCountsKernel, signedScatterKernel } from './gini.ts';
import { blockCountsKernel, placeCodedKernel, placeValuesKernel, ranksKernel } from './grouped.ts';
import { countHexagonsFold } from './hexagon-counts.ts';
import { firstMomentsFold, secondMomentsFold } from './moments.ts';
import { gatherFold, refineFold } from './order.ts';
import { distinctFold, encodeKernel, presenceFold } from './presence.ts';
import { printsFold } from './prints.ts';
import { narrowKernel, profileFold } from './profile.ts';
import { refinedProductsFold } from './refined-products.ts';
import { leadingSquaresFold, scoreInfluencesFold } from './row-forms.ts';
import { shiftedMomentsFold, shiftedSquaresFold } from './shifted-moments.ts';
import { sortGroupsKernel } from './sort-groups.ts';
import { gatherSurveyedFold, surveyFold } from './survey.ts';
import { transitionsFold } from './transitions.ts';
import { unitMomentsFold } from './unit-moments.ts';
import { unitRowsFold } from './unit-rows.ts';
import { collectBinsKernel, extremesKernel, valueBinsFold } from './value-bins.ts';
import { scaledSumFold, valueShapeFold } from './value-shape.ts';

/** The folds of the reading half of the engine, by name. */
export const readingFolds: readonly (readonly [string, Fold<unknown, unknown>])[] = [
  foldEntry(countCellsFold),
  foldEntry(countBinsFold),
  foldEntry(countHexagonsFold),
  foldEntry(printsFold),
  foldEntry(binPrintsFold),
  foldEntry(hexagonPrintsFold),
  foldEntry(transitionsFold),
  foldEntry(profileFold),
  foldEntry(surveyFold),
  foldEntry(gatherSurveyedFold),
  foldEntry(presenceFold),
  foldEntry(distinctFold),
  foldEntry(firstMomentsFold),
  foldEntry(secondMomentsFold),
  foldEntry(shiftedMomentsFold),
  foldEntry(shiftedSquaresFold),
  foldEntry(refineFold),
  foldEntry(gatherFold),
  foldEntry(valueBinsFold),
  foldEntry(crossProductsFold),
  foldEntry(productMomentsFold),
  foldEntry(weightedProductsFold),
  foldEntry(scoreSumsFold),
  foldEntry(auxiliaryFold),
  foldEntry(refinedProductsFold),
  foldEntry(leadingSquaresFold),
  foldEntry(scoreInfluencesFold),
  foldEntry(unitMomentsFold),
  foldEntry(unitRowsFold),
  foldEntry(scaledSumFold),
  foldEntry(valueShapeFold),
  foldEntry(comomentSumsFold),
  foldEntry(comomentProductsFold),
  foldEntry(comomentInfluencesFold),
  foldEntry(pairSumsFold),
  foldEntry(pairInfluencesFold),
];

/** The kernels of the reading half of the engine, by name. */
export const readingKernels: readonly (readonly [string, Kernel<unknown, unknown>])[] = [
  kernelEntry(completeCasesKernel),
  kernelEntry(countGroupKernel),
  kernelEntry(gatherGroupKernel),
  kernelEntry(narrowKernel),
  kernelEntry(validRowsKernel),
  kernelEntry(compactKernel),
  kernelEntry(cellCodesKernel),
  kernelEntry(encodeKernel),
  kernelEntry(blockCountsKernel),
  kernelEntry(placeValuesKernel),
  kernelEntry(placeCodedKernel),
  kernelEntry(ranksKernel),
  kernelEntry(extremesKernel),
  kernelEntry(collectBinsKernel),
  kernelEntry(firstOfCellsKernel),
  kernelEntry(secondOfCellsKernel),
  kernelEntry(sortGroupsKernel),
  kernelEntry(signedCountsKernel),
  kernelEntry(signedScatterKernel),
  kernelEntry(giniKernel),
];
