import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourceText } from '../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../src/commands/vocabulary.ts';
import { functions } from '../../src/functions/vocabulary.ts';
import { parseScript } from '../../src/lang/syntax/parse-document.ts';
import { changesThatAffectResults, semanticsVersion } from '../../src/record/changes.ts';
import type { RunRecord } from '../../src/record/run-record.ts';
import { semanticsOf } from '../../src/record/semantics.ts';
import { callProgram } from '../helpers/program.ts';

const folder = path.join(import.meta.dirname, '../golden/semantics');
const scripts = ['commands.txt', 'functions.txt'];
const golden = path.join(folder, 'numbers.json');

/** What a script released when its semantics versions were last raised: a hash for each statement's results. */
interface Known {
  readonly semantics: RunRecord['semantics'];
  readonly statements: readonly { readonly line: number; readonly command: string; readonly results: string }[];
}

async function recordOf(script: string, policy: string): Promise<RunRecord> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'semantics-'));
  try {
    const file = path.join(scratch, 'record.json');
    const argv = [
      'run',
      path.join(folder, script),
      '--persons',
      '10000',
      '--policy',
      policy,
      '--record',
      file,
      '--quiet',
    ];
    const { exitCode, error } = await callProgram(argv);
    expect(error).toBe('');
    expect(exitCode).toBe(0);
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function known({ semantics, statements }: RunRecord): Known {
  return {
    semantics,
    statements: statements.map(({ at, command, results }) => ({
      line: at.line,
      command,
      results: results.map(({ type, hash }) => `${type} ${hash.slice(7, 23)}`).join(', '),
    })),
  };
}

describe('semantics versions', () => {
  // What a function gives does not hang on the policy.
  const cases = [
    ['commands.txt', 'open'],
    ['commands.txt', 'strict'],
    ['functions.txt', 'open'],
  ] as const;

  test.each(cases)('%s under %s releases other numbers only with a raised version', async (script, policy) => {
    const now = known(await recordOf(script, policy));
    const all = (existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : {}) as Record<string, Known>;
    const before = all[`${script}, ${policy}`];
    const isRaised = before === undefined || JSON.stringify(before.semantics) !== JSON.stringify(now.semantics);
    if (process.env['UPDATE_GOLDEN'] === '1' && isRaised) {
      writeFileSync(golden, `${JSON.stringify({ ...all, [`${script}, ${policy}`]: now }, undefined, 1)}\n`);
      return;
    }
    expect(before, `${golden} knows nothing of ${script}: npm run golden`).toBeDefined();
    const changed = now.statements.filter(({ results }, i) => before?.statements[i]?.results !== results);
    const places = changed.map(({ line, command }) => `line ${line}, ${command}`);
    // Who changes what a command releases adds an entry to `changesThatAffectResults`, then runs `npm run golden`.
    if (!isRaised) expect(places).toEqual([]);
    expect(isRaised, 'a raised version is written down with its numbers: npm run golden').toBe(false);
  });

  test('the scripts use every function, and every command that can be run', () => {
    const used = scripts.map((script) => {
      const source = sourceText(script, readFileSync(path.join(folder, script), 'utf8'));
      return semanticsOf(parseScript(source, commandForms).script.statements);
    });
    // They do nothing in a run, or end it.
    const idle = new Set(['clear', 'edit', 'save', 'load']);
    const commands = [...vocabulary.commands.values()].filter(({ spec }) => spec.executable && !idle.has(spec.name));
    for (const { spec } of commands) {
      expect(
        used.some((semantics) => spec.name in semantics.commands),
        spec.name,
      ).toBe(true);
    }
    for (const name of functions.keys()) {
      expect(
        used.some((semantics) => name in semantics.functions),
        name,
      ).toBe(true);
    }
  });

  test('rise by one with each change that is listed, and for nothing else', () => {
    const text = { nb: 'En endring.', en: 'A change.' };
    const change = { subject: { kind: 'command', name: 'tabulate' }, release: '0.2.0', text } as const;
    expect(semanticsVersion({ kind: 'command', name: 'tabulate' }, [change, change])).toBe(3);
    expect(semanticsVersion({ kind: 'function', name: 'tabulate' }, [change, change])).toBe(1);
  });

  test('are changed for things that there are', () => {
    for (const { subject } of changesThatAffectResults) {
      const { kind, name } = subject;
      const isKnown = kind === 'part' || (kind === 'command' ? vocabulary.commands.has(name) : functions.has(name));
      expect(isKnown, name).toBe(true);
    }
  });
});
