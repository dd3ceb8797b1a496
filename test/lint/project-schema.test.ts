import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readProject } from '../../src/lint/project-file.ts';
import { lintRules } from '../../src/lint/rules.ts';

const root = path.join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(path.join(root, 'docs/reference/microdata.schema.json'), 'utf8')) as object;
const isValid = new Ajv2020().compile(schema);

const anything = fc.constantFrom<unknown>(null, 7.5, 40, 0, 'off', 'note', 'loud', '', true, [], ['a'], [''], [1], {});
const members = (names: readonly string[], value = anything): fc.Arbitrary<object> =>
  fc.dictionary(fc.constantFrom(...names, 'other'), value, { maxKeys: 3 });

test('the published schema and the reader agree on what a project may say', () => {
  const rules = lintRules.map(({ name }) => name);
  const parts = fc.oneof(anything, members(rules), members(['width', 'indent']));
  const projects = fc.oneof(anything, members(['lint', 'format', 'databanks', '$schema'], parts));
  fc.assert(
    fc.property(projects, (project) => {
      const read = readProject(JSON.stringify(project), 'microdata.json');
      expect(read.type === 'project', JSON.stringify(read)).toBe(isValid(project));
    }),
    { numRuns: 3000 },
  );
});

test('the example of the documentation is valid', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/u.exec(readFileSync(path.join(root, 'docs/lint.md'), 'utf8')) ?? [];
  expect(isValid(JSON.parse(example))).toBe(true);
});
