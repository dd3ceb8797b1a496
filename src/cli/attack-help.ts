/** Help texts of `attack`, in both languages. */
export const attackHelp = {
  attack: {
    nb: 'Angrip avsløringskontrollen med alle kjente angrep, og sammenlign med gjetting',
    en: 'Attack disclosure control with every attack that is known, and compare with guessing',
  },
  databank: {
    nb: 'dataeierens egen databank (mappe); ellers angrepsbefolkningen SDCPOP-1',
    en: "the owner's own databank (a folder); otherwise the attack population SDCPOP-1",
  },
  version: { nb: 'versjon av databanken (ellers den nyeste)', en: 'version of the databank (otherwise the newest)' },
  known: {
    nb: 'variabel som andre kjenner om folk (kan gjentas); ellers velges noen',
    en: 'variable that others know of people (may be repeated); otherwise some are chosen',
  },
  value: { nb: 'tallvariabelen som ingen skal få vite', en: 'the numeric variable that nobody may learn' },
  property: {
    nb: 'egenskapen som ingen skal få vite: VARIABEL=KODE',
    en: 'the property that nobody may learn: VARIABLE=CODE',
  },
  date: { nb: 'dato for variabler som endrer seg', en: 'the date of variables that change' },
  policy: {
    nb: 'strict, hardened eller open (uten vern, til sammenligning); kan gjentas (ellers strict og hardened)',
    en: 'strict, hardened or open (no protection, to compare with); may be repeated (otherwise strict and hardened)',
  },
  scope: {
    nb: 'hvor lenge historien varer: run, user eller databank (ellers som policyen i en tjeneste)',
    en: 'how long histories last: run, user or databank (otherwise as the policy in a service)',
  },
  only: {
    nb: 'bare angrep hvis navn begynner slik, f.eks. A05; kan gjentas',
    en: 'only attacks whose name begins so, such as A05; may be repeated',
  },
  runs: {
    nb: 'forsøk per angrep, hvert med sin hemmelighet og sitt mål (ellers 50)',
    en: 'runs for each attack, each with a secret and a target of its own (otherwise 50)',
  },
  seed: {
    nb: 'navn på alle tilfeldige valg; samme navn gir samme resultat (ellers 1)',
    en: 'name of all random choices; the same name gives the same results (otherwise 1)',
  },
  threads: {
    nb: 'antall tråder (ellers antall prosessorer, høyst 8)',
    en: 'number of threads (otherwise the number of processors, at most 8)',
  },
  format: { nb: 'text (vanlig) eller json', en: 'text (usual) or json' },
  out: { nb: 'skriv også rapporten som JSON til en fil', en: 'also write the report as JSON to a file' },
  quiet: { nb: 'ikke vis fremdrift', en: 'show no progress' },
} as const;
