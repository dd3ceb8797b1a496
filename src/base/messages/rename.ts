import { message } from './message.ts';

/** Why a name in a script cannot be changed, or not into what somebody wants. */
export const renameMessages = {
  'rename-register-name': message<{ name: string }>({
    severity: 'error',
    nb: (p) =>
      `\`${p.name}\` er registerets navn på variabelen; et eget navn får den av \`as\` i importen eller av \`rename\` etter den.`,
    en: (p) =>
      `\`${p.name}\` is the register's name of the variable; \`as\` in the import or \`rename\` after it gives one of your own.`,
  }),
  'rename-system-name': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `Navnet \`${p.name}\` er gitt av systemet og kan ikke endres.`,
    en: (p) => `The name \`${p.name}\` is given by the system and cannot be changed.`,
  }),
  'rename-composed-name': message<{ name: string; written: string }>({
    severity: 'error',
    nb: (p) => `Navnet \`${p.name}\` settes sammen av \`${p.written}\`; endre delene der.`,
    en: (p) => `The name \`${p.name}\` is put together by \`${p.written}\`; change its parts there.`,
  }),
  'rename-name-of-parts': message<{ name: string; part: string }>({
    severity: 'error',
    nb: (p) => `Navnet \`${p.name}\` er laget av \`${p.part}\` og følger med når det får nytt navn.`,
    en: (p) => `The name \`${p.name}\` is made of \`${p.part}\` and follows when that is renamed.`,
  }),
  'rename-given-name': message<{ name: string }>({
    severity: 'error',
    nb: (p) => `Navnet \`${p.name}\` gir kommandoen selv; skriv et annet navn i parentesen bak opsjonen.`,
    en: (p) =>
      `The name \`${p.name}\` is given by the command; write another name in the parentheses after the option.`,
  }),
  'rename-mistake': message<{ name: string; newName: string; line: string; problem: string; problemNb: string }>({
    severity: 'error',
    nb: (p) => `\`${p.name}\` kan ikke hete \`${p.newName}\`, på grunn av linje ${p.line}: ${p.problemNb}`,
    en: (p) => `\`${p.name}\` cannot become \`${p.newName}\`, because of line ${p.line}: ${p.problem}`,
  }),
  'rename-other-meaning': message<{ name: string; newName: string; line: string }>({
    severity: 'error',
    nb: (p) => `\`${p.name}\` kan ikke hete \`${p.newName}\`, for da betyr linje ${p.line} noe annet enn før.`,
    en: (p) => `\`${p.name}\` cannot become \`${p.newName}\`: line ${p.line} would mean something else than before.`,
  }),
} as const;
