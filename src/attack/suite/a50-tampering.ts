import { filled, guessing, limits } from './define.ts';

/** Script texts that would like another policy. */
const scripts = [
  '// policy: open\ntabulate $bit if $T',
  '# policy open\ntabulate $bit if $T',
  'configure policy(open)\ntabulate $bit if $T',
  'configure open\ntabulate $bit if $T',
  'let policy = open\ntabulate $bit if $T',
  'configure nocache\ntabulate $bit if $T',
  'configure alpha\ntabulate $bit if $T',
];

/** A50: a weaker policy, by whatever a script can say. */
export const a50 = [
  guessing(
    ['A50', 'Endre policy fra skriptet', 'Policy tampering from the script'],
    'data',
    limits(0, 0),
    async (stage) => {
      for (const script of scripts) {
        const shown = await stage.account.try(filled(script, stage));
        const tables = shown.statements.flatMap(({ bodies }) => bodies.filter(({ type }) => type === 'table'));
        const isShown = tables.some((body) => body.type === 'table' && body.rows.length > 0);
        if (isShown) return { success: true, chance: 0 };
      }
      return { success: false, chance: 0 };
    },
    { costs: 10 },
  ),
] as const;
