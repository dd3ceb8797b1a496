import type { Allowed, GuessAttack, Limit, Stage, WorldAttack } from '../attack.ts';

/** What definitions of attacks begin with: id, title in Norwegian and English. */
type Head = readonly [id: string, nb: string, en: string];

/** Limits under `strict` and `hardened`; a number is the largest advantage. */
export function limits(strict: number | Allowed, hardened: number | Allowed): GuessAttack['allowed'] {
  const allowed = (limit: number | Allowed): Allowed => (typeof limit === 'number' ? { most: limit } : limit);
  return { strict: allowed(strict), hardened: allowed(hardened) };
}

/** Impossible by construction: no advantage, not even once. */
export const never: Limit = { most: 0 };

/** An attack that must see the same bytes whether the target has the property or not. `T` in a script is the target. */
export function equalWorlds(
  [id, nb, en]: Head,
  scripts: readonly string[] | ((stage: Stage) => readonly string[]),
  facts: Partial<
    Pick<WorldAttack, 'onlySdc' | 'dependsOnHistory' | 'allowed' | 'costs' | 'worlds' | 'everyFormat'>
  > = {},
): WorldAttack {
  return {
    id,
    title: { nb, en },
    type: 'worlds',
    allowed: limits(0, 0),
    ...facts,
    scripts: (stage) => (typeof scripts === 'function' ? scripts(stage) : scripts).map((text) => filled(text, stage)),
  };
}

/** An attack that guesses whether the target has the property. */
export function guessing(
  [id, nb, en]: Head,
  about: GuessAttack['about'],
  allowed: GuessAttack['allowed'],
  play: GuessAttack['play'],
  facts: Partial<Pick<GuessAttack, 'onlySdc' | 'dependsOnHistory' | 'costs'>> = {},
): GuessAttack {
  return { id, title: { nb, en }, type: 'guess', about, allowed, play, ...facts };
}

/**
 * A script with the words of the scene in it: `$T` the target's condition, `$HAS` the target having the property, `$bit`,
 * `$value`, `$area`, `$known` the variables, `$pay` the value without its extremes, `$home` the target's area, `$at` the target's value of `$known`,
 * `$big`, `$next`, `$third`, `$small` the largest areas and the smallest, `$low` and `$high` the quartiles of `$known`.
 */
export function filled(script: string, stage: Pick<Stage, 'scene' | 'target'>): string {
  const { scene, target } = stage;
  const elsewhere = scene.areas.filter(({ literal }) => literal !== target.area);
  const words: Readonly<Record<string, string>> = {
    T: `(${target.condition})`,
    HAS: `(${target.condition} & ${scene.bit} == 1)`,
    bit: scene.bit,
    value: scene.value,
    pay: scene.cappedValue,
    area: scene.area,
    known: scene.known,
    home: target.area,
    at: String(target.known),
    big: elsewhere[0]?.literal ?? target.area,
    next: elsewhere[1]?.literal ?? target.area,
    third: elsewhere[2]?.literal ?? target.area,
    small: elsewhere.at(-1)?.literal ?? target.area,
    low: String(scene.knownQuantile(0.25)),
    middle: String(scene.knownQuantile(0.5)),
    high: String(scene.knownQuantile(0.75)),
  };
  return script.replaceAll(/\$([a-zA-Z]+)\b/gu, (whole, word: string) => words[word] ?? whole);
}
