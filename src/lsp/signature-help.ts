import type { ParameterInformation, SignatureHelp, SignatureInformation } from 'vscode-languageserver';
import type { Language } from '../base/language.ts';
import { constructSpecs } from '../commands/vocabulary.ts';
import { stateAt } from '../lang/analyse/trace.ts';
import type { CommandSpec, OptionSpec } from '../lang/command-spec.ts';
import { positionalWords } from '../lang/identifiers.ts';
import { signatureOf } from '../lang/signature.ts';
import { optionHelp, optionUsage, usageOf } from '../lang/usage.ts';
import { cursorAt } from './completion/place/cursor.ts';
import { parameterAt } from './completion/place/expressions.ts';
import { positionIn } from './completion/place/positions.ts';
import type { OpenCall, Position } from './completion/place/wanted.ts';
import type { Snapshot } from './snapshot.ts';

/** Characters after which an editor asks for the signature, and those after which it asks again. */
export const signatureTriggers: readonly string[] = ['(', ' ', ','];

/** A signature with the places of its parameters in it; at most one is the one that stands at the cursor. */
interface Signature {
  readonly label: string;
  readonly help: string;
  readonly parameters: readonly (readonly [start: number, end: number])[];
  readonly active: number | undefined;
}

/**
 * How what is being written goes on: the signature of the innermost open call, of the open option, or the usage of the command,
 * with the argument at the cursor. `null` outside statements and where the head is no command.
 */
export function signatureHelpAt(snapshot: Snapshot, offset: number, language: Language): SignatureHelp | null {
  const cursor = cursorAt(snapshot, offset);
  if (cursor?.type !== 'statement' || cursor.word.kind === 'head') return null;
  const state = stateAt(snapshot.trace, cursor.start);
  const signature = signatureFor(positionIn(cursor, state.bindings), language);
  return signature === undefined ? null : helpOf(signature);
}

/** Editors mark the first parameter when no number is given, and none when there is none of that number. */
function helpOf({ label, help, parameters, active }: Signature): SignatureHelp {
  const listed = parameters.map(([start, end]): ParameterInformation => ({ label: [start, end] }));
  const information: SignatureInformation = {
    label,
    documentation: { kind: 'markdown', value: help },
    parameters: listed,
  };
  return { signatures: [information], activeSignature: 0, activeParameter: active ?? listed.length };
}

function signatureFor(
  { call, option, spec, construct, part, turn }: Position,
  language: Language,
): Signature | undefined {
  if (call !== undefined) return ofCall(call, language);
  if (option !== undefined) return ofOption(option.name, option.spec, language);
  if (spec !== undefined) return ofCommand(spec, part, turn ?? 0, language);
  const found = constructSpecs.find(({ name }) => name === construct);
  return found && ofUsage(found.name, found.usage, found.help[language], part, turn ?? 0);
}

function ofCall(call: OpenCall, language: Language): Signature {
  const { definition } = call;
  const label = signatureOf(definition);
  const active = parameterAt(call);
  let from = definition.name.length + 1;
  const parameters = definition.parameters.map(({ name, optional, repeated }): readonly [number, number] => {
    const start = from;
    const end = start + name.length + (optional ? 1 : 0) + (repeated ? ', …'.length : 0);
    from = end + ', '.length;
    return [start, end];
  });
  const place = active === undefined ? undefined : definition.parameters.indexOf(active);
  return { label, help: definition.help[language], parameters, active: place };
}

function ofOption(name: string, option: OptionSpec, language: Language): Signature {
  const label = optionUsage(name, option);
  const inside: readonly [number, number] = [name.length + 1, label.length - 1];
  const parameters = option.type === 'flag' ? [] : [inside];
  return { label, help: optionHelp(option)[language], parameters, active: parameters.length === 0 ? undefined : 0 };
}

function ofCommand(spec: CommandSpec, part: string | undefined, turn: number, language: Language): Signature {
  return ofUsage(spec.name, usageOf(spec), spec.help[language], part, turn);
}

const word = /[\p{L}][\p{L}\p{M}\p{Nd}/:-]*/gu;

/** A usage line; its words are its parameters. The active one is the word that names the part, the last of several that come in turn. */
function ofUsage(name: string, usage: string, help: string, part: string | undefined, turn: number): Signature {
  const roles = [...usage.slice(name.length).matchAll(word)].filter(
    ([text]) => text !== 'if' && !positionalWords.has(text),
  );
  const words = roles.map((found) => {
    const start = name.length + found.index;
    return { text: found[0], at: [start, start + found[0].length] as const };
  });
  const named = words.flatMap(({ text }, i) => (text === part ? [i] : []));
  const active = named[Math.min(turn, named.length - 1)];
  return { label: usage, help, parameters: words.map(({ at }) => at), active };
}
