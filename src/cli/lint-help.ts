/** Help texts of `lint`, in both languages. */
export const lintHelp = {
  lint: {
    nb: 'Se over skript som kan kjøres: unødige importer, verdier og betingelser uten virkning, koder som ikke finnes',
    en: 'Look over scripts that can run: needless imports, values and conditions without effect, codes that do not exist',
  },
  files: { nb: 'skriptfiler; - er standard inn', en: 'script files; - is standard input' },
  format: { nb: 'text (vanlig) eller json, for programmer', en: 'text (usual), or json for programs' },
  fix: {
    nb: 'rett det som ikke endrer resultatene; standard inn går rettet til standard ut',
    en: 'mend what does not change the results; standard input goes to standard output mended',
  },
  explain: { nb: 'forklar en regel, eller alle (all)', en: 'explain a rule, or all of them (all)' },
  quiet: { nb: 'bare funn, ingen oppsummering', en: 'findings only, no summary' },
} as const;
