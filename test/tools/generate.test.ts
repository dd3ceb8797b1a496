import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageCatalogue } from '../../src/base/messages/catalogue.ts';
import { commandSpecs } from '../../src/commands/vocabulary.ts';
import { functions } from '../../src/functions/vocabulary.ts';
import { usageOf } from '../../src/lang/usage.ts';
import { generatedFiles, generatedFolders } from '../../tools/generate.ts';

const root = path.join(import.meta.dirname, '..', '..');
const files = generatedFiles();
const textOf = (name: string): string => files.get(name) ?? '';

describe('derived files', () => {
  it.each([...files])('%s is as committed (else: npm run generate)', (name, text) => {
    expect(fs.readFileSync(path.join(root, name), 'utf8')).toBe(text);
  });

  it.each(generatedFolders)('%s holds nothing else', (folder) => {
    const found = fs
      .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
    expect(found.sort()).toEqual([...files.keys()].filter((name) => name.startsWith(`${folder}/`)).sort());
  });

  it('speak of every command, function and message, and hold no slip of a placeholder', () => {
    for (const spec of commandSpecs) {
      const page = textOf(`docs/reference/commands/${spec.group}.md`);
      expect(page).toContain(`\n## ${spec.name}\n\n\`\`\`text\n${usageOf(spec)}\n`);
      for (const option of Object.keys(spec.options)) expect(page).toContain(`| \`${option}`);
    }
    for (const name of functions.keys()) expect(textOf('docs/reference/functions.md')).toContain(`| \`${name}(`);
    for (const code of Object.keys(messageCatalogue)) {
      expect(textOf('docs/reference/messages.md')).toContain(`| <a id="${code}"></a>\`${code}\` |`);
    }
    for (const [name, text] of files) {
      if (name.startsWith('docs/')) expect(text, name).not.toMatch(/undefined|\[object|NaN/u);
    }
  });
});
