import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosticText } from '../../src/base/diagnostic.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { analyseSource } from '../../src/cli/analysis.ts';
import { demoDatabank, randDatabank } from '../../src/metadata/embedded.ts';
import { openLibrary } from '../../src/metadata/library.ts';

const documents = path.join(import.meta.dirname, '..', '..', 'docs');
// Catalogues come with the product: nothing is made or read in these folders.
const nowhere = path.join(documents, 'no-such-folder');
const library = openLibrary({
  folders: [],
  embedded: [demoDatabank(nowhere), randDatabank(nowhere)],
  secretsFolder: nowhere,
});

interface GuideScript {
  readonly name: string;
  readonly text: string;
  /** Codes of the problems that the guide says the script has. */
  readonly expected: readonly string[];
}

/** The scripts of a guide: `microdata` blocks, each a script of its own, and `markdown` blocks, each a literate script. */
function scriptsOf(guide: string): readonly GuideScript[] {
  const text = fs.readFileSync(path.join(documents, guide), 'utf8');
  const blocks = text.matchAll(/^(`{3,})(microdata|markdown)\n(.*?)^\1$/gmsu);
  return Array.from(blocks, ([, , language, body = ''], index) => ({
    name: `${guide}-${index + 1}.${language === 'markdown' ? 'md' : 'txt'}`,
    text: body,
    expected: /^\/\/ expect: (.*)$/mu.exec(body)?.[1]?.split(' ') ?? [],
  }));
}

const guides = ['guide-researcher.md', 'veiledning.md'];

describe.each(guides)('%s', (guide) => {
  const scripts = scriptsOf(guide);

  it('has scripts', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(2);
  });

  it.each(scripts)('$name has the problems that are told, and no others', ({ name, text, expected }) => {
    const { diagnostics, analysed } = analyseSource(sourceText(name, text), library);
    expect(
      diagnostics.map(({ code }) => code),
      diagnostics.map((problem) => diagnosticText(problem, 'en')).join('\n'),
    ).toEqual(expected);
    expect(analysed.statements.length).toBeGreaterThan(2);
  });

  it('links to files that exist', () => {
    const text = fs.readFileSync(path.join(documents, guide), 'utf8');
    const targets = Array.from(text.matchAll(/\]\(([^)#]+)/gu), ([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(fs.existsSync(path.join(documents, target)), target).toBe(true);
  });
});
