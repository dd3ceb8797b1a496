import type { Stage } from '../attack.ts';
import { bisect, isNarrow } from '../moves/bisect.ts';
import { everybody } from '../moves/sdc-cells.ts';
import { filled, guessing, limits } from './define.ts';

/** The people around the target. */
function around(years: number): string {
  return `($area == $home & $known >= $at - ${String(years)} & $known <= $at + ${String(years)})`;
}

/** As many as a small table has. */
const crowd = around(8);

/** The same as two variables: in the crowd, and among the others but a quarter, whose values are nothing. */
const divided = `generate inside = ${crowd}
generate rest = $area != $big & inside == 0
replace y = 0 if $area == $big & inside == 0`;

/**
 * The largest value of a group within one in a thousand, from where a cap on everybody's values begins to change what is shown of
 * the group: the people who are asked about are the same each time, and so is what is shown while the cap is above all of them.
 *
 * @param asking shows something of the capped values `y` of those who were born within so many years around the target
 */
async function findLargest(stage: Stage, asking: string, years: number): Promise<boolean> {
  const { area, known } = stage.target;
  const values = everybody()
    .filter(({ kommune, faar }) => `'${kommune}'` === area && Math.abs(faar - known) <= years)
    .map(({ inntekt }) => inntekt)
    .sort((a, b) => b - a);
  const [largest = 0] = values;
  const shownUnder = async (cap: number): Promise<string | undefined> => {
    const script = `generate y = rowmin($value, ${cap.toFixed(3)})\n${asking}`;
    const bodies = await stage.account.ask(filled(script, stage));
    const shown = bodies.filter(({ type }) => type !== 'message');
    return shown.length === 0 || shown.some(({ type }) => type === 'refusal') ? undefined : JSON.stringify(shown);
  };
  const highest = 10_000_000;
  const uncapped = await shownUnder(highest);
  const bracket = await bisect(
    100_000,
    highest,
    26,
    async (cap) => {
      const shown = await shownUnder(cap);
      return shown === undefined ? undefined : String(shown === uncapped);
    },
    isNarrow,
  );
  return isNarrow(bracket) && Math.abs(bracket.high - largest) <= 0.002 * largest;
}

/** One route to what is shown of a group under a moving cap. */
function movingCap(id: string, nb: string, en: string, asking: string, years = 8) {
  return guessing(
    [id, `Et tak som flyttes: ${nb}`, `A moving cap: ${en}`],
    'data',
    limits(0.05, 0.05),
    async (stage) => ({ success: await findLargest(stage, asking, years), chance: 0 }),
    { onlySdc: true, dependsOnHistory: true, costs: 2 },
  );
}

/** B19: a cap that moves until what is shown of a group no longer changes. */
export const b19 = [
  movingCap('B19', 'den største verdien i en gruppe', 'the largest value of a group', `summarize y if ${crowd}`),
  movingCap('B19b', 'konfidensintervall', 'an interval of confidence', `ci y if ${crowd}`),
  movingCap('B19c', 'korrelasjon', 'a correlation', `correlate y $known if ${crowd}`),
  movingCap(
    'B19d',
    'korrelasjon med en variabel som bare gruppen har',
    'a correlation with a variable that only the group has',
    `generate own = $known if ${crowd}\ncorrelate y own, pairwise`,
  ),
  movingCap('B19e', 'test av normalitet', 'a test of normality', `normaltest y if ${crowd}`),
  movingCap(
    'B19f',
    'variansanalyse',
    'an analysis of variance',
    `generate half = $known > $at\nanova y half if ${crowd}`,
  ),
  movingCap('B19g', 'regresjon', 'a regression', `regress y $known if ${crowd}`),
  movingCap(
    'B19h',
    'regresjon der gruppen har sin egen koeffisient',
    'a regression in which the group has a coefficient of its own',
    `${divided}\nregress y inside rest`,
  ),
  movingCap('B19i', 'histogram', 'a histogram', `histogram y if ${crowd}, bin(4)`),
  movingCap('B19j', 'sekskanter', 'hexagons', `hexbin y $known if ${crowd}`),
  movingCap(
    'B19k',
    'gjennomsnitt som er lagret',
    'means that are stored',
    `generate inside = ${around(4)}\naggregate (mean) y -> m, by(inside)\nsummarize m if ${around(4)}`,
    4,
  ),
  movingCap(
    'B19l',
    'en tabell over alle områder',
    'a table of all areas',
    `tabulate $area if $known > $at, summarize(y)`,
  ),
] as const;
