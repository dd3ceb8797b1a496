/** Who may import whom: the table of the architecture, checked. See docs/architecture.md. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...allowed].join('|') },
});
const types = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to, dependencyTypesNot: ['type-only'] },
});

const base = '^src/base/';
const lang = '^src/lang/';
const metadata = '^src/metadata/';
const functions = '^src/functions/';
const stats = '^src/stats/';
const disclosure = '^src/disclosure/';
const runtime = '^src/runtime/';
const catalogue = '^src/catalogue/';
const lint = '^src/lint/';

module.exports = {
  forbidden: [
    only('base-imports-nothing-of-ours', '^src/base/', []),
    only('stats-know-only-base', '^src/stats/', [base]),
    only('metadata-know-only-base', '^src/metadata/', [base]),
    only('lang-knows-base-and-metadata', '^src/lang/', [base, metadata]),
    types('lang-knows-metadata-as-types', '^src/lang/', '^src/metadata/', 'The language side never does I/O.'),
    only('functions-know-base-and-lang', '^src/functions/', [base, lang]),
    only('disclosure-knows-base-and-stats', '^src/disclosure/', [base, stats]),
    only('runtime-below-commands', '^src/runtime/', [base, lang, metadata, functions, stats, disclosure]),
    only('command-declarations-reach-no-data', '^src/commands/.*/(spec|analyse)\\.ts$|^src/commands/vocabulary\\.ts$', [
      base,
      lang,
      metadata,
      functions,
      '^src/disclosure/nodes\\.ts$',
      '^src/commands/.*/(spec|analyse|shared-[a-z-]+)\\.ts$',
      '^src/commands/shared/',
    ]),
    types(
      'command-declarations-see-types-of-metadata',
      '^src/commands/.*/(spec|analyse)\\.ts$',
      '^src/(metadata|disclosure)/',
      'Declarations are data.',
    ),
    only('executors', '^src/commands/', [base, lang, metadata, functions, runtime, stats, disclosure]),
    only('catalogue-knows-base-and-metadata', '^src/catalogue/', [base, metadata]),
    types(
      'catalogue-sees-types-of-metadata',
      '^src/catalogue/',
      '^src/metadata/',
      'Catalogues are searched in browsers, too.',
    ),
    only('render-sees-released-only', '^src/render/', [base, '^src/disclosure/(released|gate)\\.ts$', catalogue]),
    // Attackers reach the program through an interface that the composition root fills: they see what anybody sees.
    only('attack', '^src/attack/', [
      base,
      metadata,
      '^src/disclosure/(policies|policy|perturbation-table|released)\\.ts$',
      '^src/stats/distributions/',
    ]),
    only('record', '^src/record/', [base, lang, metadata, disclosure]),
    only('lint', '^src/lint/', [base, lang, functions, metadata, '^src/commands/(vocabulary|.*/(spec|analyse))\\.ts$']),
    only('lsp', '^src/lsp/', [
      base,
      lang,
      functions,
      metadata,
      lint,
      '^src/commands/(vocabulary|.*/(spec|analyse))\\.ts$',
    ]),
    types(
      'only-servers-know-the-protocol-library',
      '^src/(?!lsp/(server|stdio|worker)\\.ts$)',
      'node_modules/vscode-(languageserver|jsonrpc|languageserver-protocol|languageserver-types)/',
      'Features are pure functions; they know the protocol as types.',
    ),
    {
      name: 'no-run-time-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-node-in-the-language',
      comment: 'The analyser and language services run in a browser.',
      severity: 'error',
      from: {
        path: '^src/(base|lang|functions|catalogue|lint)/|^src/lsp/(?!stdio\\.ts$)|^src/commands/vocabulary\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
