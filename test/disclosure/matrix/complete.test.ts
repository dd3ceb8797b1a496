import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { matrixRows } from '../../../tools/reference-pages/disclosure-matrix.ts';

const tests = path.join(import.meta.dirname, '..', '..');

/** The texts of all tests, but for this one. */
function texts(): readonly string[] {
  return fs
    .readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('complete.test.ts'))
    .map((name) => fs.readFileSync(path.join(tests, name), 'utf8'));
}

/** What tests are named after: rules for each of their commands, tables of commands for a rule, or both in so many words. */
function named(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts()) {
    for (const [, rule] of text.matchAll(/underEach\(\s*'(DC-\d\d)'/gu)) names.add(`${rule}/*`);
    for (const [name] of text.matchAll(/DC-\d\d\/[a-z-]*[a-z]/gu)) names.add(name);
    for (const [, table, rule] of text.matchAll(/it\.each\((\w+)\)\(\s*['`](DC-\d\d)\/%s/gu))
      for (const command of commandsOf(text, table!)) names.add(`${rule}/${command}`);
  }
  return names;
}

/** The commands of a table of a test: those of the forms of statements that read, or the first words of its rows. */
function commandsOf(text: string, table: string): readonly string[] {
  if (table === 'everyReading') return [...readForms()];
  const from = text.indexOf(`const ${table}`);
  const rows = text.slice(from, text.indexOf('\n];', from));
  return [...rows.matchAll(/\n {2}\[\s*'([a-z-]+)',/gu)].map(([, command]) => command!);
}

function readForms(): readonly string[] {
  const text = fs.readFileSync(path.join(import.meta.dirname, 'forms.ts'), 'utf8');
  return [...text.slice(text.indexOf('export const readings')).matchAll(/\n {2}'?([a-z-]+)'?: \(where\)/gu)].map(
    ([, command]) => command!,
  );
}

it('every rule that acts on a command has a test that is named after both', () => {
  const names = named();
  const pairs = new Set(matrixRows().flatMap(({ command, rules }) => rules.map((rule) => `${rule}/${command}`)));
  expect(pairs.size).toBeGreaterThan(500);
  const missing = [...pairs].filter((pair) => !names.has(pair) && !names.has(`${pair.slice(0, 5)}/*`));
  expect(missing).toEqual([]);
});
