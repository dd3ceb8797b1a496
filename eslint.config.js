import tseslint from 'typescript-eslint';

/** Folders whose loops are bounded by construction, so that `values[i]!` is proven by the loop itself. */
const kernels = ['src/runtime/**/*.ts', 'src/stats/**/*.ts', 'src/base/math/**/*.ts', 'src/disclosure/**/*.ts', 'src/metadata/**/*.ts', 'src/commands/**/execute*.ts'];

export default tseslint.config(
  { ignores: ['assets/*/page.js', 'dist/**', 'node_modules/**', 'coverage/**', '*.cjs', 'eslint.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-globals': ['error', { name: 'Date', message: 'No wall clock in results: use base/epoch-day.' }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'No unseeded randomness.' }],
    },
  },
  { files: kernels, rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['src/cli/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['test/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-globals': 'off', '@typescript-eslint/require-await': 'off' } },
  { files: ['test/architecture/**/*.ts'], rules: { '@typescript-eslint/ban-ts-comment': 'off' } },
);
