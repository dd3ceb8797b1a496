import type { Hover } from 'vscode-languageserver';
import { assertNever } from '../base/assert-never.ts';
import type { Language } from '../base/language.ts';
import { spanText } from '../base/source-text.ts';
import type { DatasetState } from '../lang/analyse/state.ts';
import type { Occurrence, TracedStatement } from '../lang/analyse/trace.ts';
import {
  aliasText,
  codeHover,
  codeListText,
  datasetText,
  type Reader,
  registerHover,
  variableText,
} from './hover/data-texts.ts';
import { bindingHover, commandText, functionText, optionText } from './hover/language-texts.ts';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';
import { occurrencesAt, occurrencesOf } from './symbol-at.ts';

/** How many different things at a place are told about: what a name stands for in the passes of a loop. */
const mostTexts = 3;

/** What is known of the thing at an offset, as Markdown: first of what is written there, then of what it comes to. */
export function hoverAt(snapshot: Snapshot, offset: number, language: Language): Hover | null {
  const reader = { snapshot, language };
  const [nearest, ...others] = occurrencesAt(snapshot, offset);
  if (nearest === undefined) return null;
  const texts = new Set<string>();
  for (const each of [nearest, ...others]) {
    const text = texts.size < mostTexts ? textOf(each, reader) : undefined;
    if (text !== undefined) texts.add(text);
  }
  if (texts.size === 0) return null;
  const value = [...texts].join('\n\n---\n\n');
  return { contents: { kind: 'markdown', value }, range: rangeOf(snapshot.source, nearest.at) };
}

function textOf(occurrence: Occurrence, reader: Reader): string | undefined {
  const [meaning] = occurrence.meanings;
  if (meaning === undefined) return undefined;
  const { language } = reader;
  switch (meaning.kind) {
    case 'command':
      return commandText(meaning.name, language);
    case 'function':
      return functionText(meaning.name, language);
    case 'option':
      return optionText(meaning.command, meaning.name, language);
    case 'binding':
      return bindingHover(meaning.name, occurrence.meanings, language);
    case 'variable': {
      const dataset = datasetNear(meaning.dataset, occurrence, reader.snapshot);
      return variableText(meaning.name, meaning.schema, dataset, makerOf(occurrence, reader.snapshot), reader);
    }
    case 'register-variable': {
      const register = meaning.databank.catalogue.variables.get(meaning.name);
      return register === undefined ? undefined : registerHover(register, meaning.databank, reader);
    }
    case 'dataset':
      return meaning.state === undefined ? undefined : datasetText(meaning.state, reader);
    case 'code-list':
      return codeListText(meaning.name, meaning.codeList, reader);
    case 'code':
      return codeHover(meaning.code, meaning.variable, meaning.codeList, reader);
    case 'alias':
      return meaning.databank === undefined ? undefined : aliasText(meaning.name, meaning.databank, reader);
    default:
      return assertNever(meaning);
  }
}

/** The dataset as the statement finds it, or as it leaves it where the variable is made. */
function datasetNear(name: string, { at, role }: Occurrence, { trace }: Snapshot): DatasetState | undefined {
  const statement = statementAt(trace.statements, at.start);
  const before = role === 'definition' ? undefined : statement?.before.datasets.get(name);
  return before ?? statement?.after.datasets.get(name);
}

/** The statement that made a variable, as it is written; of one that came from a register, its source says more. */
function makerOf({ symbol, role }: Occurrence, snapshot: Snapshot): string | undefined {
  if (role === 'definition') return undefined;
  const { trace, source } = snapshot;
  const definition = occurrencesOf(snapshot, symbol).find((each) => each.role === 'definition');
  const made = definition?.at ?? trace.derivations.find(({ whole }) => whole === symbol)?.at;
  const statement = made === undefined ? undefined : statementAt(trace.statements, made.start);
  if (statement === undefined || readsRegister(statement, snapshot)) return undefined;
  const text = spanText(source, statement.span).replaceAll(/\s+/gu, ' ');
  return text.length > longestStatement ? `${text.slice(0, longestStatement)}…` : text;
}

const longestStatement = 120;

function readsRegister({ span }: TracedStatement, { trace }: Snapshot): boolean {
  return trace.occurrences.some(
    ({ kind, at }) => kind === 'register-variable' && span.start <= at.start && at.end <= span.end,
  );
}

function statementAt(statements: readonly TracedStatement[], offset: number): TracedStatement | undefined {
  return statements.findLast(({ span }) => span.start <= offset && offset <= span.end);
}
