import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Compiles the folder's misuses and returns the complaints about these files. */
function complaints(edit: (text: string) => string): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${folder}tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
      },
    },
  );
  if (config === undefined) throw new Error('the folder has no configuration');
  const host = ts.createCompilerHost(config.options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => {
    const text = read(path);
    return text !== undefined && config.fileNames.includes(path) ? edit(text) : text;
  };
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options, host });
  return config.fileNames.flatMap((path) => {
    const file = program.getSourceFile(path);
    if (file === undefined) throw new Error(`${path} was not compiled`);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (problem) => `${path.slice(folder.length)}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`,
    );
  });
}

test('each misuse is a compile error, and everything around them compiles', () => {
  // A directive without an error below it is an error itself, so an empty list means that every misuse is caught.
  expect(complaints((text) => text)).toEqual([]);
});

test('without the directives the compiler reports at least one error for each', () => {
  const files = ['exact-nodes.ts', 'executor-rights.ts', 'gate-classes.ts'];
  const expected = files.map(
    (name) =>
      readFileSync(`${folder}${name}`, 'utf8')
        .split('\n')
        .filter((line) => line.trim() === '// @ts-expect-error').length,
  );
  const found = complaints((text) => text.replaceAll('// @ts-expect-error', '//'));
  for (const [at, name] of files.entries()) {
    expect(found.filter((line) => line.startsWith(name)).length).toBeGreaterThanOrEqual(expected[at]!);
  }
});
