import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const configuration = path.join(root, '.dependency-cruiser.cjs');
const program = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

/** Checks the folder `src` of a project with the rules of ours. */
function cruise(project: string): Cruise['summary'] {
  const run = spawnSync(process.execPath, [program, 'src', '--config', configuration, '-T', 'json'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const { summary } = JSON.parse(run.stdout) as Cruise;
  return summary;
}

/** A project that breaks each rule once: the rule, the module that breaks it, and what it says. */
const offences: readonly (readonly [rule: string, module: string, text: string])[] = [
  ['base-imports-nothing-of-ours', 'base/a.ts', "import '../cli/x.ts';"],
  ['stats-know-only-base', 'stats/a.ts', "import '../lang/x.ts';"],
  ['metadata-know-only-base', 'metadata/a.ts', "import '../stats/x.ts';"],
  ['lang-knows-base-and-metadata', 'lang/a.ts', "import '../stats/x.ts';"],
  ['lang-knows-metadata-as-types', 'lang/b.ts', "import { x } from '../metadata/x.ts';\nexport const y = x;"],
  ['functions-know-base-and-lang', 'functions/a.ts', "import '../stats/x.ts';"],
  ['disclosure-knows-base-and-stats', 'disclosure/a.ts', "import '../runtime/x.ts';"],
  ['runtime-below-commands', 'runtime/a.ts', "import '../commands/x.ts';"],
  ['command-declarations-reach-no-data', 'commands/group/one/spec.ts', "import '../../../runtime/x.ts';"],
  [
    'command-declarations-see-types-of-metadata',
    'commands/group/two/spec.ts',
    "import { x } from '../../../metadata/x.ts';\nexport const y = x;",
  ],
  ['executors', 'commands/group/one/execute.ts', "import '../../../cli/x.ts';"],
  ['catalogue-knows-base-and-metadata', 'catalogue/a.ts', "import '../lang/x.ts';"],
  ['catalogue-sees-types-of-metadata', 'catalogue/b.ts', "import { x } from '../metadata/x.ts';\nexport const y = x;"],
  ['render-sees-released-only', 'render/a.ts', "import '../disclosure/x.ts';"],
  ['attack', 'attack/a.ts', "import '../runtime/x.ts';"],
  ['record', 'record/a.ts', "import '../runtime/x.ts';"],
  ['lint', 'lint/a.ts', "import '../runtime/x.ts';"],
  ['lsp', 'lsp/a.ts', "import '../runtime/x.ts';"],
  [
    'only-servers-know-the-protocol-library',
    'lsp/b.ts',
    "import { ResponseError } from 'vscode-languageserver';\nexport const y = ResponseError;",
  ],
  ['no-run-time-cycles', 'cli/a.ts', "import { b } from './b.ts';\nexport const a = (): number => b();"],
  ['no-node-in-the-language', 'functions/b.ts', "import fs from 'node:fs';\nexport const y = fs;"],
  ['not-to-dev-dep', 'cli/c.ts', "import fc from 'fast-check';\nexport const y = fc;"],
];

const targets = ['cli', 'lang', 'stats', 'metadata', 'runtime', 'commands', 'disclosure'];

describe('the layers', () => {
  it('of the project keep to the rules', () => {
    const { totalCruised, violations } = cruise(root);
    expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(200);
  });
});

describe('the rules', () => {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), 'layers-'));
  const write = (name: string, text: string): void => {
    const file = path.join(project, 'src', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${text}\n`);
  };
  let summary: Cruise['summary'] | undefined;

  beforeAll(() => {
    for (const name of ['package.json', 'tsconfig.json'])
      fs.copyFileSync(path.join(root, name), path.join(project, name));
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
    for (const folder of targets) write(`${folder}/x.ts`, 'export const x = 1;');
    write('cli/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();");
    for (const [, module, text] of offences) write(module, text);
    summary = cruise(project);
  });
  afterAll(() => fs.rmSync(project, { recursive: true, force: true }));

  it.each(offences)('%s is reported', (rule, module) => {
    const reported = summary?.violations
      .filter(({ from }) => from === `src/${module}`)
      .map(({ rule: { name } }) => name);
    expect(reported).toContain(rule);
  });

  it('are all tried here', () => {
    const names = summary?.ruleSetUsed.forbidden.map(({ name }) => name);
    expect([...new Set(offences.map(([rule]) => rule))].sort()).toEqual([...(names ?? [])].sort());
  });
});
