/** Help texts of `fmt`, in both languages. */
export const fmtHelp = {
  fmt: {
    nb: 'Gi skript den vanlige formen: mellomrom, innrykk og linjeskift; kommentarer og mening blir som de er',
    en: 'Bring scripts into the usual shape: blanks, indentation and line breaks; comments and meaning stay',
  },
  files: {
    nb: 'skriptfiler; - er standard inn, og svaret går til standard ut',
    en: 'script files; - is standard input, and the answer goes to standard output',
  },
  check: {
    nb: 'skriv ingenting; si hvilke filer som ville blitt endret, og slutt med kode 1 om det er noen',
    en: 'write nothing; tell which files would change, and end with code 1 if there are any',
  },
  diff: { nb: 'skriv ingenting; vis endringene', en: 'write nothing; show the changes' },
  width: {
    nb: 'bredde som lange linjer brytes ved (ellers 100)',
    en: 'width that long lines are broken at (else 100)',
  },
  indent: {
    nb: 'innrykk i løkker; fortsatte linjer får det dobbelte (ellers 2)',
    en: 'indentation in loops; continued lines get twice as much (else 2)',
  },
  quiet: { nb: 'bare feil: ingen merknader på standard feil', en: 'errors only: no remarks on standard error' },
} as const;
