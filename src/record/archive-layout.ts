/** Where things lie in an archive. */
export const archivePaths = {
  crate: 'ro-crate-metadata.json',
  readme: 'README.md',
  citation: 'CITATION.cff',
  manifest: 'manifest-sha256.txt',
  record: 'run-record.json',
  scripts: 'script/',
  results: 'results/results.json',
  report: 'results/report.html',
  tables: 'results/tables/',
  charts: 'results/charts/',
  policy: 'policy.json',
  variables: 'catalogue/variables.json',
  variablesText: 'catalogue/variables.md',
} as const;

/** The list of an archive's files: a line `hash  name` for each, as `sha256sum` writes and checks it. */
export function manifestText(hashes: ReadonlyMap<string, string>): string {
  return [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, hash]) => `${hash}  ${name}\n`)
    .join('');
}

/** The hashes in a list, by name; lines of another form are left out, so that their files count as altered. */
export function manifestLines(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const match = /^([0-9a-f]{64}) [ *](.+)$/u.exec(line);
      return match?.[1] === undefined || match[2] === undefined ? [] : [[match[2], match[1]] as const];
    }),
  );
}
