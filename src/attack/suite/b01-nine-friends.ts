import { judgeBit } from '../measures/judge.ts';
import { anyOf } from '../scripts.ts';
import { filled, guessing, limits } from './define.ts';

/**
 * B01, B02: nine people whom the attacker knows and the target make ten, and ten is what every threshold asks for. Under `strict`
 * the thresholds are those that the platform publishes, so that ten are some and nine are nobody: all of the bit. `hardened` moves
 * them up by 0 to 5, as the secret draws, so that ten are some for one set in six: a sixth of half of it.
 */
const allowed = limits(0.5, 0.09);

export const b01 = [
  guessing(
    ['B01', 'Ni venner og målet er ti: betingelsen', 'Nine friends and the target make ten: the condition'],
    'bit',
    allowed,
    async (stage) => {
      const crowd = `(${anyOf(stage.friends)} | $HAS)`;
      const [table, summary] = await stage.account.ask(
        filled(`tabulate $area if ${crowd}\nsummarize $known if ${crowd}`, stage),
      );
      const isShown = (table?.type === 'table' && table.rows.length > 0) || summary?.type === 'summary';
      return judgeBit(stage, isShown);
    },
    { dependsOnHistory: true },
  ),
  guessing(
    ['B02', 'Ni venner og målet er ti: endringen', 'Nine friends and the target make ten: the edit'],
    'bit',
    allowed,
    async (stage) => {
      const script = `generate x = $known > $middle
replace x = 7 if ${anyOf(stage.friends)} | $HAS
tabulate x`;
      const { statements } = await stage.account.show(filled(script, stage));
      const codes = statements.flatMap(({ bodies }) =>
        bodies.map((body) => (body.type === 'message' ? body.code : '')),
      );
      return judgeBit(stage, !codes.includes('status-few-units'));
    },
    { dependsOnHistory: true },
  ),
] as const;
