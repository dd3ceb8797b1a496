import type { UnitTypeName } from '../../catalogue.ts';
import { idKindOf } from '../../unit-types.ts';
import type { DemoKind, DemoVariable } from '../demo-kind.ts';
import { numberUnits } from '../pseudonyms.ts';
import type { Register } from '../register.ts';
import { anchors } from './carriers.ts';
import { genericWriter } from './generic-writer.ts';
import { keyOf } from './keys.ts';
import { recipeOf } from './recipe.ts';

/**
 * Registers for the variables that no hand-written register holds, one for each: plausible values from the catalogue's facts
 * alone. Where they are about units that no register numbers either, registers of such units.
 */
export function genericRegisters(kind: DemoKind, handWritten: readonly Register[]): readonly Register[] {
  const registerOf = new Map(handWritten.flatMap((register) => register.variables.map((name) => [name, register])));
  const numbered = new Map(
    handWritten.flatMap((register) => (register.universes ?? []).map((idKind) => [idKind, register])),
  );
  const variables = kind.variables().filter(({ name }) => !registerOf.has(name));
  const units = unitRegisters(variables, new Set(numbered.keys()));
  for (const register of units) for (const idKind of register.universes ?? []) numbered.set(idKind, register);
  const lists = kind.codeLists();
  return [
    ...units,
    ...variables.map((variable): Register => {
      const { name, unitType, keyUnitType, grid, codeList } = variable;
      const recipe = recipeOf(variable);
      const anchor = linkedAnchor(unitType, registerOf);
      const others = [anchor.link, anchor.presence, anchor.spells].flatMap(
        (other) => registerOf.get(other ?? '') ?? [],
      );
      const universes = [unitType, recipe.kind === 'key' ? keyUnitType : undefined].flatMap(
        (type) => numbered.get(idKindOf(type)) ?? [],
      );
      const needs = [...others, ...universes].flatMap((register) =>
        register.grid === undefined ? [register.name] : [],
      );
      return {
        name: `generic-${name.toLowerCase().replaceAll('_', '-')}`,
        variables: [name],
        ...(grid === undefined || grid === 'event' ? {} : { grid }),
        needs: [...new Set(needs)],
        write: genericWriter({ variable, recipe, anchor, codes: lists[codeList ?? ''] ?? [] }),
      };
    }),
  ];
}

/** What links the units of a type, as far as hand-written registers hold it. */
function linkedAnchor(
  unitType: UnitTypeName,
  registerOf: ReadonlyMap<string, Register>,
): (typeof anchors)[UnitTypeName] {
  const anchor = anchors[unitType] ?? {};
  return anchor.link !== undefined && !registerOf.has(anchor.link) ? {} : anchor;
}

/** Units of a type for so many persons in a hundred, where no register numbers them. */
const perHundred = 12;

function unitRegisters(variables: readonly DemoVariable[], numbered: ReadonlySet<string>): readonly Register[] {
  const types = variables.flatMap(({ unitType, keyUnitType }) => [unitType, keyUnitType ?? unitType]);
  const missing = new Set(types.map(idKindOf).filter((idKind) => !numbered.has(idKind)));
  return [...missing].map((idKind) => ({
    name: `units-${idKind.toLowerCase().replaceAll('_', '-')}`,
    variables: [],
    universes: [idKind],
    write: ({ columns, population }) => {
      const count = Math.ceil((population.people.count * perHundred) / 100);
      // Spaces of hand-written registers have small numbers.
      columns.addPseudonyms(idKind, numberUnits(64 + (keyOf(idKind) % 192), count).pseudonyms);
    },
  }));
}
