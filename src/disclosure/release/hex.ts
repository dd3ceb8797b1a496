import type { Judgement, Open } from '../gate.ts';
import type { ExactHexagons } from '../nodes.ts';
import type { HexBody } from '../released.ts';
import { standIns } from '../rules/cells.ts';
import type { Rules } from '../rules/context.ts';
import { isExact } from '../rules/context.ts';
import { countsAt, releaseRows } from '../rules/counts.ts';
import { centreOf, classOf, hexClasses } from '../rules/hexagons.ts';
import { isSparse } from '../rules/sparse-table.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

/**
 * Hexagons: rules DC-03, DC-04, DC-05, DC-07, DC-09 and DC-18. A hexagon is shown if enough units are in it, and says to
 * which class its released count belongs; the count itself only where numbers pass as they are.
 */
export function releaseHexagons(node: ExactHexagons, open: Open, rules: Rules): Judgement<HexBody> {
  const population = open(node.population.counts);
  if (population.units === 0 || population.units < minimumForCommand(rules, population)) {
    return refused(node.command, 'DC-07');
  }
  const block = standIns(rules, open(node.cells));
  const grid = open(node.grid);
  const occupied = [...block.units.keys()].filter((hexagon) => block.units[hexagon]! > 0);
  const sets = occupied.map((hexagon) => countsAt(block, hexagon));
  if (isSparse(rules, sets)) return refused(node.command, 'DC-05');
  const exact = isExact(rules.policy);
  const least = exact ? 1 : rules.policy.graphics.hexMinCell;
  const shown = sets.flatMap((set, i) => {
    const count = releaseRows(rules, set);
    return set.units < least || !(count > 0) ? [] : [{ ...centreOf(grid, occupied[i]!), count }];
  });
  if (shown.length === 0) return refused(node.command, 'DC-05');
  const classes = hexClasses(
    rules,
    shown.map(({ count }) => count),
    node.classes,
  );
  const hexagons = shown
    .map(({ x, y, count }) => ({ x, y, class: classOf(classes, count), ...(exact ? { count } : {}) }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
  const body: HexBody = {
    type: 'hex',
    command: node.command,
    horizontal: node.horizontal,
    vertical: node.vertical,
    grid,
    classes,
    hexagons,
    notes: notesOf(rules, [], { winsorised: true }),
  };
  return {
    body,
    rules: [
      { id: 'DC-18' },
      { id: 'DC-07' },
      { id: 'DC-05', did: ['below'] },
      { id: 'DC-03', cells: hexagons.length },
      { id: 'DC-04', hidden: occupied.length - hexagons.length },
      { id: 'DC-09' },
    ],
  };
}
