import { constantConditionRule } from './constant-conditions.ts';
import { continuousTableRule } from './continuous-tables.ts';
import { loopForInlistRule } from './loops-for-inlist.ts';
import { overwrittenValueRule } from './overwritten-values.ts';
import type { LintRule } from './rule.ts';
import { tooFewUnitsRule } from './too-few-units.ts';
import { unknownCodeRule } from './unknown-codes.ts';
import { unusedDatasetRule } from './unused-datasets.ts';
import { unusedImportRule } from './unused-imports.ts';
import { unusedVariableRule } from './unused-variables.ts';

/** All rules, in the order in which they are explained. */
export const lintRules: readonly LintRule[] = [
  unusedImportRule,
  unusedVariableRule,
  unusedDatasetRule,
  overwrittenValueRule,
  constantConditionRule,
  unknownCodeRule,
  tooFewUnitsRule,
  loopForInlistRule,
  continuousTableRule,
];
