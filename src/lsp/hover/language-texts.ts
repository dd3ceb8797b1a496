import type { LoopIteration } from '../../base/diagnostic.ts';
import type { Language, LocalText } from '../../base/language.ts';
import { commandForms, constructSpecs } from '../../commands/vocabulary.ts';
import { functions } from '../../functions/vocabulary.ts';
import { type Meaning, mostMeanings } from '../../lang/analyse/trace.ts';
import { valueAsWritten } from '../../lang/expand/evaluate.ts';
import type { BindingValue } from '../../lang/function-spec.ts';
import { signatureOf } from '../../lang/signature.ts';
import { optionHelp, optionUsage, usageOf } from '../../lang/usage.ts';
import { fact, fenced, hoverWords, inCode } from './markdown.ts';

/** A command's help: how it is written, what it does, its options and an example. */
export function commandText(name: string, language: Language): string | undefined {
  const construct = constructSpecs.find((spec) => spec.name === name);
  const spec = commandForms.get(name);
  const usage = construct?.usage ?? (spec && usageOf(spec));
  const { help, examples } = construct ?? spec ?? {};
  if (usage === undefined || help === undefined) return undefined;
  const options = Object.entries(spec?.options ?? {}).map(
    ([option, declared]) => `- ${inCode(optionUsage(option, declared))}: ${optionHelp(declared)[language]}`,
  );
  const blocks = [fenced(usage), help[language]];
  if (options.length > 0) blocks.push(`**${hoverWords.options[language]}**\n\n${options.join('\n')}`);
  if (examples !== undefined && examples.length > 0) blocks.push(fenced(examples.join('\n')));
  return blocks.join('\n\n');
}

/** A function's help: its signature, what it gives, and examples. */
export function functionText(name: string, language: Language): string | undefined {
  const definition = functions.get(name);
  if (definition === undefined) return undefined;
  const { help, examples } = definition;
  return [
    fenced(signatureOf(definition)),
    help[language],
    ...(examples.length > 0 ? [fenced(examples.join('\n'))] : []),
  ].join('\n\n');
}

/** What an option of a command does. */
export function optionText(command: string, name: string, language: Language): string | undefined {
  const options = commandForms.get(command)?.options ?? {};
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) return undefined;
  return `${fenced(optionUsage(name, option))}\n\n${optionHelp(option)[language]}\n\n${inCode(command)}`;
}

const valueTypes: Readonly<Record<BindingValue['type'], LocalText>> = {
  number: { nb: 'tall', en: 'number' },
  string: { nb: 'tekst', en: 'text' },
  symbol: { nb: 'navn', en: 'name' },
  date: { nb: 'dato', en: 'date' },
};

/** A binding with its value; in a loop, with those of the first passes. */
export function bindingHover(
  name: string,
  meanings: readonly (Meaning & { readonly iteration: LoopIteration })[],
  language: Language,
): string {
  const bindings = meanings.flatMap((meaning) => (meaning.kind === 'binding' ? [meaning] : []));
  const written = (value: BindingValue | undefined): string =>
    value === undefined ? hoverWords.unknown[language] : inCode(valueAsWritten(value));
  const types = [
    ...new Set(bindings.flatMap(({ value }) => (value === undefined ? [] : [valueTypes[value.type][language]]))),
  ];
  const head = [`**$${name}**`, ...types].join(' · ');
  const [only, another] = bindings;
  if (another === undefined) return `${head}\n\n${written(only?.value)}`;
  const values = bindings.map(({ value }) => written(value));
  if (bindings.length === mostMeanings) values.push('…');
  return `${head}\n\n${fact(hoverWords.values, values.join(', '), language)}`;
}
