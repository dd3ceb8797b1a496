import { usualFormat } from '../../src/lang/format/options.ts';
import { formatBounds, projectFileName, ruleLevels } from '../../src/lint/project-file.ts';
import { lintRules } from '../../src/lint/rules.ts';

/** The JSON Schema (draft 2020-12) of the project file, for editors that complete and check it, as text. */
export function projectSchema(): string {
  const number = (name: keyof typeof formatBounds, description: string): object => {
    const [minimum, maximum] = formatBounds[name];
    return { type: 'integer', minimum, maximum, default: usualFormat[name], description };
  };
  const rules = lintRules.map(
    ({ name, explanation }) => [name, { enum: ruleLevels, description: explanation.en }] as const,
  );
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:openmicrodata:project',
    title: `${projectFileName}: what a project says about its scripts`,
    ...closed({
      $schema: {},
      lint: { ...closed(Object.fromEntries(rules)), description: 'Rules of lint, and how loud each of them is.' },
      format: {
        ...closed({
          width: number('width', 'Columns that a statement may fill before it goes on in the next line.'),
          indent: number('indent', 'Blanks before statements of a loop and before lines that go on.'),
        }),
        description: 'The shape of formatted scripts.',
      },
      databanks: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        description: 'Folders of databanks, relative to the folder of this file.',
      },
    }),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** An object that has these members, or some of them, and no others. */
function closed(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', properties, additionalProperties: false };
}
