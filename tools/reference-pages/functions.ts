import { foreignFunctions, functions } from '../../src/functions/vocabulary.ts';
import type { FunctionGroup, FunctionSpec, MissingRule } from '../../src/lang/function-spec.ts';
import { functionGroupTitles } from '../../src/lang/group-titles.ts';
import { signatureOf } from '../../src/lang/signature.ts';
import { page, table } from './markdown.ts';

const missingRules: Readonly<Record<MissingRule, string>> = {
  propagates: 'gives missing',
  skips: 'is left out',
  sees: 'is asked about',
};

/** The page of all functions, by family. */
export function functionPage(): string {
  const groups = Object.keys(functionGroupTitles) as FunctionGroup[];
  return page('Functions', [
    'A question mark follows a parameter that may be left out; `…` one that may be repeated. The third column says what a missing argument does.',
    ...groups.map(familyOf),
    '## Names of other languages',
    'Analysis suggests the function on the right where a script calls the one on the left.',
    table(
      ['Elsewhere', 'Here'],
      [...foreignFunctions].map(([theirs, ours]) => [`\`${theirs}\``, `\`${ours}\``]),
    ),
  ]);
}

function familyOf(group: FunctionGroup): string {
  const { en, nb } = functionGroupTitles[group];
  const members = [...functions.values()].filter((spec) => spec.group === group);
  return [
    `## ${en} · ${nb}`,
    table(['Function', 'Result', 'Missing', 'What it gives', 'Hva den gir', 'Example'], members.map(rowOf)),
  ].join('\n\n');
}

function rowOf(spec: FunctionSpec): readonly string[] {
  const result =
    spec.returns === 'argument'
      ? 'as its argument'
      : spec.integer === true && spec.returns === 'number'
        ? 'whole number'
        : spec.returns;
  const examples = spec.examples.map((example) => `\`${example}\``).join('; ');
  return [`\`${signatureOf(spec)}\``, result, missingRules[spec.missing], spec.help.en, spec.help.nb, examples];
}
