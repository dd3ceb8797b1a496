import type { CompletionItem } from 'vscode-languageserver';
import type { Language } from '../../base/language.ts';
import { commandForms, constructSpecs } from '../../commands/vocabulary.ts';
import { functions } from '../../functions/vocabulary.ts';
import { signatureOf } from '../../lang/signature.ts';
import { optionHelp, optionUsage, usageOf } from '../../lang/usage.ts';
import type { DatabankDirectory } from '../../metadata/catalogue.ts';
import type { Subject } from './offers/offer.ts';
import { registerText } from './offers/registers.ts';

/** An offer with its documentation; one that is about nothing with texts stays as it is. */
export function resolveCompletion(
  item: CompletionItem,
  directory: DatabankDirectory,
  language: Language,
): CompletionItem {
  const subject = subjectOf(item);
  const value = subject === undefined ? undefined : textOf(subject, directory, language);
  return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}

/** What a client has given back of an offer; whatever has not the expected form is about nothing. */
function subjectOf(item: CompletionItem): Subject | undefined {
  const data: unknown = item.data;
  const subject: unknown = typeof data === 'object' && data !== null && 'subject' in data ? data.subject : undefined;
  return isSubject(subject) ? subject : undefined;
}

function isSubject(value: unknown): value is Subject {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('name' in value)) return false;
  if (typeof value.name !== 'string') return false;
  switch (value.type) {
    case 'command':
    case 'construct':
    case 'function':
      return true;
    case 'option':
      return 'command' in value && typeof value.command === 'string';
    case 'register':
      return (
        'databank' in value &&
        typeof value.databank === 'string' &&
        'version' in value &&
        typeof value.version === 'string'
      );
    default:
      return false;
  }
}

function textOf(subject: Subject, directory: DatabankDirectory, language: Language): string | undefined {
  switch (subject.type) {
    case 'command': {
      const spec = commandForms.get(subject.name);
      return spec && helpText(usageOf(spec), spec.help[language], spec.examples);
    }
    case 'construct': {
      const spec = constructSpecs.find(({ name }) => name === subject.name);
      return spec && helpText(spec.usage, spec.help[language], spec.examples);
    }
    case 'function': {
      const spec = functions.get(subject.name);
      return spec && helpText(signatureOf(spec), spec.help[language], spec.examples);
    }
    case 'option': {
      const options = commandForms.get(subject.command)?.options ?? {};
      const option = Object.hasOwn(options, subject.name) ? options[subject.name] : undefined;
      return option && helpText(optionUsage(subject.name, option), optionHelp(option)[language], []);
    }
    case 'register': {
      const variable = directory.findCatalogue(subject.databank, subject.version)?.variables.get(subject.name);
      return variable && registerText(variable, language);
    }
  }
}

/** How something is written, what it does, and examples, as Markdown. */
export function helpText(usage: string, help: string, examples: readonly string[]): string {
  const blocks = [fenced(usage), help, ...(examples.length === 0 ? [] : [fenced(examples.join('\n'))])];
  return blocks.join('\n\n');
}

function fenced(text: string): string {
  return `\`\`\`microdata\n${text}\n\`\`\``;
}
