import type { Catalogue, Code, DatabankDirectory, RegisterVariable } from '../../metadata/catalogue.ts';
import type { CodeListEntry, CodeListSource, NumeralRules } from '../ir/script.ts';
import type { CodeListId, VariableSchema } from '../types/schema.ts';

/** What code lists are looked up in: those of the script, and the catalogues of its databanks. */
export interface CodeListContext {
  readonly state: { readonly codeLists: ReadonlyMap<CodeListId, CodeListSource> };
  readonly directory: DatabankDirectory;
}

/** The entries of a code list as analysis sees them: all that can be known without data. */
export function entriesOf(context: CodeListContext, id: CodeListId): readonly CodeListEntry[] {
  const source = context.state.codeLists.get(id);
  return source === undefined ? [] : entriesOfSource(context, source);
}

function entriesOfSource(context: CodeListContext, source: CodeListSource): readonly CodeListEntry[] {
  switch (source.type) {
    case 'register':
      return registerEntries(context, source);
    case 'defined':
      return source.entries;
    case 'derived': {
      const inherited = source.from === undefined ? [] : entriesOf(context, source.from);
      const base = source.toNumbers ? numericEntries(inherited, source.toNumbers) : inherited;
      return mergeEntries(base, source.entries);
    }
  }
}

/** Entries with others added; an entry for a code that is there replaces it. */
export function mergeEntries(
  base: readonly CodeListEntry[],
  added: readonly CodeListEntry[],
): readonly CodeListEntry[] {
  const entries = new Map(base.map((entry) => [entry.code, entry]));
  for (const entry of added) entries.set(entry.code, entry);
  return [...entries.values()];
}

/** A text code as `destring` reads it; `undefined` when it is no number. */
export function numericCode(code: number | string, { ignore, decimalComma }: NumeralRules): number | undefined {
  if (typeof code === 'number') return code;
  const trimmed = code.replace(/^[ \t\u00a0\r\n]+|[ \t\u00a0\r\n]+$/gu, '');
  const kept = Array.from(trimmed, (character) => (ignore.includes(character) ? '' : character)).join('');
  const text = decimalComma ? kept.replaceAll(',', '.') : kept;
  return /^[+-]?(\d+(\.\d+)?|\.\d+)$/u.test(text) ? Number(text) : undefined;
}

/** Entries with codes as numbers; those that are none are dropped, and of several that coincide the first stays. */
export function numericEntries(entries: readonly CodeListEntry[], rules: NumeralRules): readonly CodeListEntry[] {
  const converted = new Map<number, CodeListEntry>();
  for (const entry of entries) {
    const code = numericCode(entry.code, rules);
    if (code !== undefined && !converted.has(code)) converted.set(code, { ...entry, code });
  }
  return [...converted.values()];
}

const registerCache = new WeakMap<Catalogue, Map<string, readonly CodeListEntry[]>>();

function registerEntries(
  context: CodeListContext,
  source: Extract<CodeListSource, { type: 'register' }>,
): readonly CodeListEntry[] {
  const catalogue = context.directory.findCatalogue(source.databank, source.version);
  const variable = catalogue?.variables.get(source.variable);
  if (catalogue === undefined || variable?.valueDomain.type !== 'enumerated') return [];
  const cache = registerCache.get(catalogue) ?? new Map<string, readonly CodeListEntry[]>();
  registerCache.set(catalogue, cache);
  const key = `${source.variable} ${source.period?.startDay ?? ''} ${source.period?.stopDay ?? ''}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const entries = codesIn(variable, variable.valueDomain.codes, source.period);
  cache.set(key, entries);
  return entries;
}

/**
 * The codes valid at any time of a period, the newest label winning; without a period, those of the last validity.
 * Sentinels belong to every period and come last (datastore specification, b.4).
 */
function codesIn(
  variable: RegisterVariable,
  codes: readonly Code[],
  period: { readonly startDay: number; readonly stopDay: number } | undefined,
): readonly CodeListEntry[] {
  const numeric = variable.dataType !== 'STRING';
  return validCodes(codes, period).map((code) => ({
    code: numeric ? Number(code.code) : code.code,
    label: code.title,
  }));
}

/** The codes of a register at a time, as `codesIn` chooses them, with all that the catalogue says of them. */
export function validCodes(
  codes: readonly Code[],
  period: { readonly startDay: number; readonly stopDay: number } | undefined,
): readonly Code[] {
  const newest = new Map<string, Code>();
  const isSentinel = ({ sentinel }: Code): boolean => sentinel === true;
  for (const code of [...codes.filter((each) => !isSentinel(each)), ...codes.filter(isSentinel)]) {
    const from = code.validFromDay ?? Number.NEGATIVE_INFINITY;
    const until = code.validUntilDay ?? Number.POSITIVE_INFINITY;
    const isOutside = period !== undefined && (from > period.stopDay || until < period.startDay);
    if (isOutside && !isSentinel(code)) continue;
    const rival = newest.get(code.code);
    if (rival === undefined || (rival.validFromDay ?? Number.NEGATIVE_INFINITY) <= from) newest.set(code.code, code);
  }
  return [...newest.values()];
}

/** Whether a list's codes are numbers; `undefined` for an empty list. */
export function codesAreNumbers(entries: readonly CodeListEntry[]): boolean | undefined {
  const [first] = entries;
  return first === undefined ? undefined : typeof first.code === 'number';
}

/** The code list of a variable as a partial schema, to be spread into another variable's. */
export function codeListOf(variable: VariableSchema): { readonly codeList?: CodeListId } {
  return variable.codeList === undefined ? {} : { codeList: variable.codeList };
}
