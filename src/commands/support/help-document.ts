import type { LocalText } from '../../base/language.ts';
import type { DocumentBody, DocumentPart } from '../../disclosure/released.ts';
import type { CommandGroup, CommandSpec, ConstructSpec } from '../../lang/command-spec.ts';
import type {
  FunctionGroup,
  FunctionSpec,
  MissingRule,
  ParameterSpec,
  ParameterType,
} from '../../lang/function-spec.ts';
import { commandGroupTitles, functionGroupTitles } from '../../lang/group-titles.ts';
import { signatureOf } from '../../lang/signature.ts';
import { optionHelp, optionUsage, usageOf } from '../../lang/usage.ts';

/** What scripts and the command line show about the language: made of the declarations, in both languages. */

type AnyCommandSpec = CommandSpec | ConstructSpec;

const headings = {
  options: { nb: 'Valg', en: 'Options' },
  arguments: { nb: 'Argumenter', en: 'Arguments' },
  examples: { nb: 'Eksempler', en: 'Examples' },
} as const satisfies Readonly<Record<string, LocalText>>;

const checkedOnly: LocalText = {
  nb: 'Denne versjonen kontrollerer kommandoen, men kan ikke kjøre den ennå.',
  en: 'This version checks the command, but cannot run it yet.',
};

/** A command: how it is written, its purpose, options with what they are when left out, exclusions and examples. */
export function commandDocument(spec: AnyCommandSpec, command: string): DocumentBody {
  const parts: DocumentPart[] = [
    { type: 'signature', code: 'form' in spec ? usageOf(spec) : spec.usage },
    { type: 'paragraph', text: spec.help },
  ];
  if (!spec.executable && !('batch' in spec && spec.batch === 'refused'))
    parts.push({ type: 'paragraph', text: checkedOnly });
  if ('form' in spec) parts.push(...optionParts(spec));
  return { type: 'document', command, parts: [...parts, ...exampleParts(spec.examples)] };
}

function optionParts({ options, conflicts }: CommandSpec): readonly DocumentPart[] {
  const items = Object.entries(options).map(([name, option]) => ({
    term: same(optionUsage(name, option)),
    text: optionHelp(option),
  }));
  if (items.length === 0) return [];
  const pairs = (conflicts ?? []).map((pair) => pair.join(' + ')).join(', ');
  const exclusions: LocalText = { nb: `Kan ikke brukes sammen: ${pairs}.`, en: `Cannot be used together: ${pairs}.` };
  return [
    { type: 'heading', text: headings.options },
    { type: 'terms', items },
    ...(pairs === '' ? [] : [{ type: 'paragraph', text: exclusions } as const]),
  ];
}

/** A function: how it is written, what it gives, its arguments, what it does with missing values, and examples. */
export function functionDocument(spec: FunctionSpec, command: string): DocumentBody {
  const parts: DocumentPart[] = [
    { type: 'signature', code: signatureOf(spec) },
    { type: 'paragraph', text: spec.help },
  ];
  if (spec.parameters.length > 0) {
    parts.push(
      { type: 'heading', text: headings.arguments },
      { type: 'terms', items: spec.parameters.map((p) => ({ term: same(p.name), text: argumentText(p, spec) })) },
    );
  }
  parts.push({ type: 'paragraph', text: joined(remarksOn(spec)) });
  return { type: 'document', command, parts: [...parts, ...exampleParts(spec.examples)] };
}

const parameterTypes: Readonly<Record<ParameterType, LocalText>> = {
  numeric: { nb: 'tall', en: 'number' },
  text: { nb: 'tekst', en: 'text' },
  any: { nb: 'tall eller tekst', en: 'number or text' },
  variable: { nb: 'variabel med kodeliste', en: 'variable with a code list' },
};

/** What procedures take: their constants have types that data have not. */
const constantTypes: LocalText = { nb: 'tall, tekst, navn eller dato', en: 'number, text, name or date' };

function argumentText({ type, optional, repeated, constant }: ParameterSpec, { kind }: FunctionSpec): LocalText {
  const remarks: LocalText[] = [kind === 'binding' && type === 'any' ? constantTypes : parameterTypes[type]];
  if (constant === true) remarks.push({ nb: 'det samme for alle rader', en: 'the same for all rows' });
  if (repeated === true) remarks.push({ nb: 'ett eller flere', en: 'one or more' });
  if (optional === true) remarks.push({ nb: 'kan utelates', en: 'may be left out' });
  return joined(remarks, ', ');
}

const resultTypes: Readonly<Record<FunctionSpec['returns'], LocalText>> = {
  number: { nb: 'Gir et tall.', en: 'Gives a number.' },
  text: { nb: 'Gir en tekst.', en: 'Gives a text.' },
  boolean: { nb: 'Gir sant eller usant, 1 eller 0 i en variabel.', en: 'Gives true or false, 1 or 0 in a variable.' },
  argument: { nb: 'Gir samme type som det første argumentet.', en: 'Gives the type of the first argument.' },
};

const wholeNumber: LocalText = { nb: 'Gir et helt tall.', en: 'Gives a whole number.' };

const missingRules: Readonly<Record<MissingRule, LocalText>> = {
  propagates: {
    nb: 'Når et argument mangler, mangler resultatet.',
    en: 'When an argument is missing, so is the result.',
  },
  skips: { nb: 'Manglende argumenter hoppes over.', en: 'Missing arguments are left out.' },
  sees: { nb: 'Svarer også om manglende verdier.', en: 'Answers about missing values, too.' },
};

const falseForMissing: LocalText = {
  nb: 'Når et argument mangler, er svaret usant.',
  en: 'When an argument is missing, the answer is false.',
};

function remarksOn(spec: FunctionSpec): readonly LocalText[] {
  if (spec.kind === 'binding') {
    return [
      { nb: 'Regnes ut på konstanter før skriptet kjøres.', en: 'Computed from constants before the script runs.' },
    ];
  }
  const { returns, integer, missing, parameters, inBindings, synonym } = spec;
  const remarks = [integer === true && returns === 'number' ? wholeNumber : resultTypes[returns]];
  if (parameters.length > 0)
    remarks.push(missing === 'propagates' && returns === 'boolean' ? falseForMissing : missingRules[missing]);
  if (inBindings === true) {
    remarks.push({
      nb: 'Kan også brukes på konstanter i let og for.',
      en: 'May be used on constants in let and for, too.',
    });
  }
  if (synonym !== undefined) {
    const { arguments: count, function: other } = synonym;
    remarks.push({
      nb: `Med ${count} argumenter er den det samme som ${other}.`,
      en: `With ${count} arguments it is the same as ${other}.`,
    });
  }
  return remarks;
}

/** All commands by family. */
export function commandOverview(specs: readonly AnyCommandSpec[], command: string): DocumentBody {
  const title = { nb: 'Kommandoer (help KOMMANDO)', en: 'Commands (help COMMAND)' };
  const groups = Object.keys(commandGroupTitles) as CommandGroup[];
  const items = groups.map((group) => ({
    term: commandGroupTitles[group],
    names: specs.filter((spec) => spec.group === group).map((spec) => spec.name),
  }));
  return overview(title, items, command);
}

/** Functions by family; families of which none is among those given are left out. */
export function functionOverview(specs: readonly FunctionSpec[], command: string): DocumentBody {
  const title =
    command === 'help-procedure'
      ? { nb: 'Prosedyrer (help-procedure NAVN)', en: 'Procedures (help-procedure NAME)' }
      : { nb: 'Funksjoner (help-function NAVN)', en: 'Functions (help-function NAME)' };
  const groups = Object.keys(functionGroupTitles) as FunctionGroup[];
  const items = groups.map((group) => ({
    term: functionGroupTitles[group],
    names: specs.filter((spec) => spec.group === group).map((spec) => spec.name),
  }));
  return overview(title, items, command);
}

function overview(
  title: LocalText,
  families: readonly { readonly term: LocalText; readonly names: readonly string[] }[],
  command: string,
): DocumentBody {
  const items = families.flatMap(({ term, names }) =>
    names.length === 0 ? [] : [{ term, text: same(names.join(', ')) }],
  );
  return {
    type: 'document',
    command,
    parts: [
      { type: 'heading', text: title },
      { type: 'terms', items },
    ],
  };
}

function exampleParts(examples: readonly string[]): readonly DocumentPart[] {
  return [
    { type: 'heading', text: headings.examples },
    { type: 'code', statements: examples, numbered: false },
  ];
}

/** What is written in the language is the same for all readers. */
function same(text: string): LocalText {
  return { nb: text, en: text };
}

function joined(texts: readonly LocalText[], between = ' '): LocalText {
  return { nb: texts.map(({ nb }) => nb).join(between), en: texts.map(({ en }) => en).join(between) };
}
