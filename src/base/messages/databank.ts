import { message, type Threshold } from './message.ts';

/** Messages about databanks: finding, opening, building and filling them. */
export const databankMessages = {
  'databank-unreadable': message<{ folder: string; reason: string }>({
    severity: 'error',
    nb: (p) => `Mappen «${p.folder}» kan ikke leses som databank: ${p.reason}.`,
    en: (p) => `The folder '${p.folder}' cannot be read as a databank: ${p.reason}.`,
    hint: {
      nb: () => 'En databank bygges av «microdata databank build»; pek på mappen som den laget.',
      en: () => "A databank is built by 'microdata databank build'; name the folder that it made.",
    },
  }),
  'databank-not-found': message<{ name: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ingen databank «${p.name}»; kjente databanker er ${p.known.join(', ')}.`,
    en: (p) => `There is no databank '${p.name}'; the known databanks are ${p.known.join(', ')}.`,
  }),
  'databank-version-not-found': message<{ name: string; version: string; newest: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Databanken «${p.name}» har ingen versjon «${p.version}»; den nyeste er ${p.newest}, og versjonene er ${p.known.join(', ')}.`,
    en: (p) =>
      `The databank '${p.name}' has no version '${p.version}'; the newest is ${p.newest}, and the versions are ${p.known.join(', ')}.`,
  }),
  'databank-variable-not-stored': message<{ databank: string; variable: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen lagrede data for variabelen «${p.variable}».`,
    en: (p) => `The databank '${p.databank}' holds no stored data for the variable '${p.variable}'.`,
  }),
  'databank-unit-type-not-stored': message<{ databank: string; unitType: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen enheter av typen ${p.unitType}.`,
    en: (p) => `The databank '${p.databank}' holds no units of type ${p.unitType}.`,
  }),
  'column-file-damaged': message<{ databank: string; file: string }>({
    severity: 'error',
    nb: (p) => `Kolonnefilen «${p.file}» i databanken «${p.databank}» mangler eller er skadet.`,
    en: (p) => `The column file '${p.file}' of the databank '${p.databank}' is missing or damaged.`,
    hint: {
      nb: () => 'Slett databankmappen og bygg den på nytt; en innebygd databank lages da igjen av seg selv.',
      en: () => 'Delete the databank folder and build it again; an embedded databank is then remade by itself.',
    },
  }),
  'databank-secret-missing': message<{ databank: string; file: string }>({
    severity: 'error',
    nb: (p) => `Hemmeligheten til databanken «${p.databank}» mangler; den skal ligge i «${p.file}».`,
    en: (p) => `The secret of the databank '${p.databank}' is missing; it belongs in '${p.file}'.`,
    hint: {
      nb: () => 'Hent filen fra den som bygde databanken, eller pek på mappen med MICRODATA_SECRETS.',
      en: () => 'Get the file from whoever built the databank, or name its folder in MICRODATA_SECRETS.',
    },
  }),
  'demo-size-invalid': message<{ size: string; smallest: Threshold; largest: Threshold }>({
    severity: 'error',
    nb: (p) => `Demodatabanken kan ha fra ${p.smallest} til ${p.largest} personer, ikke «${p.size}».`,
    en: (p) => `The demo databank can hold from ${p.smallest} to ${p.largest} persons, not '${p.size}'.`,
  }),
} as const;
