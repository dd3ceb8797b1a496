import type { Stage } from '../attack.ts';
import { filled, guessing, limits } from './define.ts';

/** Values with at least seven digits: no other number of a report is likely to be one of them. */
function longValues({ scene: { truth } }: Stage): readonly string[] {
  return [...truth.values.filter((value) => value >= 1_000_000)].slice(-300).map(String);
}

/** Everything that a script lets out, without what separates thousands. */
async function streamsOf(stage: Stage, script: string): Promise<string> {
  const shown = await stage.account.try(filled(script, stage));
  const files = Object.values(await shown.files(true));
  const texts = files.map((file) => (typeof file === 'string' ? file : Buffer.from(file).toString('latin1')));
  return texts.join('\n').replaceAll(/(?<=\d)[\s\u00a0\u202f,](?=\d{3})/gu, '');
}

/** Whether a script puts out one of the values. */
export async function letsOut(stage: Stage, script: string): Promise<boolean> {
  const text = await streamsOf(stage, script);
  const numbers = new Set(text.match(/\d{7,}/gu) ?? []);
  return longValues(stage).some((value) => numbers.has(value));
}

/** A32: values within texts. */
export const a32 = [
  guessing(
    ['A32', 'Verdier i tekster', 'String smuggling'],
    'data',
    limits(0, 0),
    async (stage) => ({
      success: await letsOut(
        stage,
        `generate s = rowconcat(string($value), '/', $area)
tabulate s
tabulate s if $value > 1000000 & $known > $middle
generate t = 'other'
replace t = string($value) if $value > 2500000
tabulate t
barchart(count) t
sankey t $area
piechart t
boxplot $known, over(t)
histogram $known, by(t)
define-labels names 'other' 'The rest'
assign-labels t names
list-labels t
tabulate t
history`,
      ),
      chance: 0,
    }),
    { costs: 5 },
  ),
] as const;
