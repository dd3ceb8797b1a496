import type { LocalText } from '../base/language.ts';

/** Help texts of `microdata lsp`. */
export const lspHelp = {
  lsp: {
    nb: 'Språktjener for editorer (LSP over standard inn og ut): feil mens du skriver, fullføring, hjelp og formatering',
    en: 'Language server for editors (LSP over standard input and output): problems as you type, completion, help and formatting',
  },
  stdio: {
    nb: 'snakk over standard inn og ut (det gjør den alltid; noen editorer legger valget til)',
    en: 'talk over standard input and output (it always does; some editors add this option)',
  },
  log: {
    nb: 'skriv hver melding mellom editor og tjener til en fil; skriptene dine står i den',
    en: 'write every message between editor and server to a file; your scripts are in it',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
