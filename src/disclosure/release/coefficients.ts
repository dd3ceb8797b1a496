import type { Judgement, Open } from '../gate.ts';
import type { ExactCoefficients } from '../model-nodes.ts';
import type { CoefficientsBody, ModelBody } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { releaseModel } from './model.ts';

/**
 * Coefficients to be drawn: the model is released as its own command would show it, and nothing is read but what that release
 * shows (rule DC-18). The constant is left out, and with it the note on whether it may be seen.
 */
export function releaseCoefficients(node: ExactCoefficients, open: Open, rules: Rules): Judgement<CoefficientsBody> {
  const judged = releaseModel(node.model, open, rules);
  const { body } = judged;
  if (body.type === 'refusal') return { ...judged, body: { ...body, command: node.command } };
  return { body: coefficientsOf(node, body), rules: [...judged.rules, { id: 'DC-18' }] };
}

function coefficientsOf({ command, model }: ExactCoefficients, body: ModelBody): CoefficientsBody {
  const { dependent, level, controls, baseLevels, notes } = body;
  return {
    type: 'coefficients',
    command,
    model: body.command,
    dependent,
    level,
    standardized: model.standardized,
    controls,
    baseLevels,
    coefficients: body.coefficients
      .filter((row) => !row.isConstant)
      .map(({ term, display, omitted, coef, lower, upper }) => ({ term, display, omitted, coef, lower, upper })),
    notes: notes.filter((note) => note !== 'DC-23'),
  };
}
