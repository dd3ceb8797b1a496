import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/commands/vocabulary.ts';
import { usageOf } from '../../src/lang/usage.ts';

describe('how a command is written', () => {
  it.each([
    ['import', 'import alias/NAME [date] [as name] [, options]'],
    ['import-event', 'import-event alias/NAME date to date [as name]'],
    ['import-panel', 'import-panel alias/NAME … date …'],
    ['require', 'require databank:version as alias'],
    ['collapse', 'collapse (statistic) variable [-> name] … [, options]'],
    ['aggregate', 'aggregate (statistic) variable -> name … [, options]'],
    ['recode', "recode variable … (value … = code ['label'] [missing]) … [if condition] [, options]"],
    ['keep', 'keep (variable … | if condition)'],
  ])('%s', (name, usage) => {
    const spec = vocabulary.commands.get(name)?.spec;
    expect(spec === undefined ? undefined : usageOf(spec)).toBe(usage);
  });
});
