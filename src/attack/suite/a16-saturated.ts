import { judgeValue } from '../measures/judge.ts';
import { constantOf, numberOf } from '../reading.ts';
import { filled, guessing, limits } from './define.ts';

/** A16: a model with a level for every combination of what is known. */
export const a16 = [
  guessing(
    ['A16', 'Mettet modell og referansecelle', 'Saturated model and reference cell'],
    'data',
    limits(0, 0),
    async (stage) => {
      const { scene, target } = stage;
      const script = `generate cell = string($known)
replace cell = 'z' if !($area == $home)
regress $pay i.cell
generate own = 10 * ($area == $home & $known == $at) + ($T)
regress $pay i.own
regress $pay i.$area##i.own`;
      const bodies = await stage.account.ask(filled(script, { scene, target }));
      // The level of the target alone, wherever it is offered: its coefficient over the constant.
      for (const body of bodies.slice(1)) {
        if (body.type !== 'model') continue;
        const level = body.coefficients.find(({ term, omitted }) => !omitted && /own\D*11(?:\D|$)/u.test(term));
        const own = numberOf(level?.coef);
        if (own !== undefined) return judgeValue(stage, own + (constantOf(body) ?? scene.truth.meanValue));
      }
      return judgeValue(stage, undefined);
    },
  ),
] as const;
