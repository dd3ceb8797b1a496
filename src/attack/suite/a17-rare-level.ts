import { equalWorlds } from './define.ts';

/** A17: a level of a factor that exists only if the target has the property. */
export const a17 = [
  equalWorlds(
    ['A17', 'Sjeldent nivå i en faktor', 'Rare level of a factor'],
    [
      `generate v = rowmax($known > $middle, 2 * $HAS)
tabulate v
regress $pay i.v
regress $pay $known i.v##i.$area
barchart(mean) $value, over(v)
piechart v`,
    ],
  ),
  equalWorlds(
    ['A17m', 'Sjeldent nivå som utfall', 'Rare level as an outcome'],
    [
      `generate v = rowmax($known > $middle, 2 * $HAS)
mlogit v $known`,
    ],
  ),
] as const;
