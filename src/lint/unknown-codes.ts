import { diagnostic } from '../base/diagnostic.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { entriesOf } from '../lang/analyse/code-lists.ts';
import type { Meaning } from '../lang/analyse/trace.ts';
import type { CodeListEntry } from '../lang/ir/script.ts';
import type { Found, LintRule } from './rule.ts';

/** Finds comparisons with codes that the code list does not have at that time. */
export const unknownCodeRule: LintRule = {
  name: 'unknown-code',
  explanation: {
    nb: 'En variabel sammenlignes med en kode som ikke finnes i kodelisten på det tidspunktet variabelen er importert for. Sammenligningen er da usann for alle. Vanlige grunner er en kommune eller næring som har skiftet nummer, og koder uten nullen foran. I en løkke meldes bare koder som mangler i alle gjennomløp. Nærliggende koder foreslås.',
    en: 'A variable is compared with a code that its code list does not have at the time that the variable was imported for. The comparison is then false for everybody. Usual reasons are a municipality or an industry that has changed its number, and codes without their leading zero. In a loop only codes that are absent in every pass are reported. Codes that are close are suggested.',
  },
  find: ({ trace, directory }) => {
    const { codeLists } = trace.after;
    // What a script writes into a variable is a code that it knows.
    const written = new Set(
      trace.occurrences.flatMap(({ kind, role, name }) => (kind === 'variable' && role === 'write' ? [name] : [])),
    );
    return trace.occurrences.flatMap(({ kind, at, meanings }): readonly Found[] => {
      if (kind !== 'code') return [];
      const codes = meanings.filter((each) => each.kind === 'code');
      const absent = codes.map((code) => ({
        code,
        entries: entriesOf({ state: { codeLists }, directory }, code.codeList),
      }));
      const [first] = absent;
      const isAbsent = absent.every(({ code, entries }) => lacks(entries, code) && !written.has(code.variable));
      if (first === undefined || !isAbsent) return [];
      const { code, entries } = first;
      const suggestions = suggestedCodes(code.code, entries);
      const quoted = suggestions.map((each) => literal(each));
      const parameters = { code: literal(code.code), variable: code.variable, suggestions: quoted };
      const isWritten = codes.length === 1 && code.iteration.length === 0;
      const fixes = isWritten ? quoted.map((newText) => ({ at, newText })) : [];
      return [{ problem: diagnostic('lint-unknown-code', at, parameters, { fixes }), isSafe: false }];
    });
  },
};

function lacks(entries: readonly CodeListEntry[], { code }: Extract<Meaning, { kind: 'code' }>): boolean {
  return entries.length > 0 && !entries.some((entry) => entry.code === code);
}

/** The code of a label, the same number with zeros before it, or codes that are spelt much like it. */
function suggestedCodes(code: number | string, entries: readonly CodeListEntry[]): readonly (number | string)[] {
  const text = String(code);
  const plain = (value: number | string): string => String(value).replace(/^0+/u, '');
  const sure = entries.filter(
    (entry) => entry.label.toLowerCase() === text.toLowerCase() || (text !== '' && plain(entry.code) === plain(text)),
  );
  if (sure.length > 0) return sure.slice(0, 3).map((entry) => entry.code);
  const near = suggestionsFor(
    text,
    entries.map((entry) => String(entry.code)),
  );
  return entries.filter((entry) => near.includes(String(entry.code))).map((entry) => entry.code);
}

function literal(code: number | string): string {
  return typeof code === 'number' ? String(code) : `'${code}'`;
}
