import type { Origin } from '../../disclosure/protection.ts';
import type { ExecutionContext } from '../../runtime/executor.ts';
import type { RegisterUse } from './registers.ts';

/** What the catalogue says of register variables whose units make a population; nothing is taken to be public without it. */
export function originsOf(registers: readonly RegisterUse[], context: ExecutionContext): readonly Origin[] {
  return registers.map(({ databank, version, variable: name }) => {
    const catalogue = context.catalogueOf(databank, version);
    const variable = catalogue?.variables.get(name);
    const unitType = variable && catalogue?.unitTypes.get(variable.unitType);
    return {
      isPublic: variable?.sensitivityLevel === 'PUBLIC',
      isPseudonymised: unitType?.pseudonymised !== false,
    };
  });
}
