import type { Language, LocalText } from '../base/language.ts';
import { abbreviate } from '../render/text/lines.ts';
import type { Surroundings } from './surroundings.ts';

/** Told what is going on; writes one line on standard error that it keeps rewriting. */
export interface ProgressLine {
  /** A named phase and its share done, 0 to 1. */
  readonly phase: (name: LocalText, fraction: number) => void;
  /** A statement begins. */
  readonly statement: (position: number, total: number, echo: string) => void;
  /** Takes the line away. */
  readonly clear: () => void;
}

/** Columns that a progress line takes at most. */
const lineWidth = 78;

/** Progress on a terminal; elsewhere only when asked for, one line per step then. */
export function progressLine(wanted: boolean, language: Language, surroundings: Surroundings): ProgressLine {
  if (!wanted) return { phase: () => undefined, statement: () => undefined, clear: () => undefined };
  const isTerminal = surroundings.errorIsTerminal;
  let last = '';
  const show = (text: string): void => {
    if (text === last) return;
    last = text;
    const line = abbreviate(text.replace(/\s+/gu, ' '), lineWidth);
    surroundings.writeError(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
  };
  return {
    phase: (name, fraction) => {
      const percent = Math.floor(fraction * 100);
      // Off a terminal every rewrite would be a line: tenths are enough.
      const shown = isTerminal ? percent : percent - (percent % 10);
      show(`${name[language]} ${bar(fraction)} ${String(shown).padStart(3)} %`);
    },
    statement: (position, total, echo) => show(`[${String(position)}/${String(total)}] ${echo}`),
    clear: () => {
      if (isTerminal && last !== '') surroundings.writeError('\r\u001b[2K');
      last = '';
    },
  };
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * 20);
  return '█'.repeat(full) + '░'.repeat(20 - full);
}
