import type { ConstructSpec } from '../../../lang/command-spec.ts';

/** Declaration of `textblock`. */
export const textblockSpec = {
  name: 'textblock',
  usage: 'textblock',
  end: 'endblock',
  group: 'session',
  executable: true,
  help: {
    nb: 'Tekst i Markdown mellom textblock og endblock, som vises mellom resultatene.',
    en: 'Markdown text between textblock and endblock, shown among the results.',
  },
  examples: ['textblock\n## Step 2\nendblock'],
} as const satisfies ConstructSpec;
