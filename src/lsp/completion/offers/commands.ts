import { commandSpecs, constructSpecs } from '../../../commands/vocabulary.ts';
import { functions } from '../../../functions/vocabulary.ts';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import type { FunctionSpec, ParameterType } from '../../../lang/function-spec.ts';
import { signatureOf } from '../../../lang/signature.ts';
import { optionHelp, optionUsage, usageOf } from '../../../lang/usage.ts';
import { kinds, type Offer, type Offers, type Scene, said, whole } from './offer.ts';
import { commandSnippet, constructSnippet } from './snippets.ts';

/** Commands and constructs at the head of a statement, those first that the script needs now. */
export function commandOffers(scene: Scene, only: 'model' | undefined): Offers {
  const offered = commandSpecs.filter((spec) => spec.batch !== 'refused' && (only === undefined || isModel(spec)));
  const next = nextCommand(scene);
  const ordered = [...offered].sort((a, b) => Number(b.name === next) - Number(a.name === next));
  const plain = ordered.map((spec) => commandOffer(scene, spec));
  const whole = scene.snippets ? ordered.flatMap((spec) => snippetOffer(spec)) : [];
  const constructs = only === undefined ? constructOffers(scene) : [];
  return {
    offers: [
      ...constructs.filter(({ label }) => isEnd(label)),
      ...plain,
      ...constructs.filter(({ label }) => !isEnd(label)),
      ...whole,
    ],
    isCut: false,
  };
}

const ends: ReadonlySet<string> = new Set(constructSpecs.flatMap((spec) => ('end' in spec ? [spec.end] : [])));
const isEnd = (word: string): boolean => ends.has(word);

function isModel(spec: CommandSpec): boolean {
  return spec.form === 'model' && spec.coefficients === true;
}

/** What a script without databank, dataset or units wants first. */
function nextCommand({ state }: Scene): string {
  if (state.databanks.size === 0) return 'require';
  const active = state.active === undefined ? undefined : state.datasets.get(state.active);
  if (active === undefined) return 'create-dataset';
  return active.schema.kind === 'empty' ? 'import' : '';
}

function commandOffer(scene: Scene, spec: CommandSpec): Offer {
  const description = spec.executable ? {} : { description: said(scene, notYet) };
  const { name } = spec;
  return {
    label: name,
    text: name,
    kind: kinds.keyword,
    detail: usageOf(spec),
    ...description,
    subject: { type: 'command', name },
  };
}

const notYet = { nb: 'kan ikke kjøres ennå', en: 'cannot be run yet' };

function snippetOffer(spec: CommandSpec): readonly Offer[] {
  const usage = usageOf(spec);
  const text = commandSnippet(spec);
  if (text === spec.name) return [];
  const { name } = spec;
  return [
    { label: usage, text, isSnippet: true, kind: kinds.snippet, filter: name, subject: { type: 'command', name } },
  ];
}

function constructOffers(scene: Scene): readonly Offer[] {
  return constructSpecs.flatMap((spec): readonly Offer[] => {
    const { name, usage } = spec;
    const subject = { type: 'construct', name } as const;
    const end = 'end' in spec ? spec.end : undefined;
    const isLoop = name === 'for';
    if (isLoop && scene.openLoops > 0 && end !== undefined) {
      return [{ label: end, text: end, kind: kinds.keyword, subject }];
    }
    const plain: Offer = { label: name, text: name, kind: kinds.keyword, detail: usage, subject };
    const text = constructSnippet(spec);
    if (!scene.snippets) return [plain];
    return [
      plain,
      {
        label: end === undefined ? usage : `${usage} … ${end}`,
        text,
        isSnippet: true,
        kind: kinds.snippet,
        filter: name,
        subject,
      },
    ];
  });
}

/** What stands in parentheses in the whole of a command, for editors that can fill it in. */
export function ruleOffers({ snippets }: Scene, spec: CommandSpec): Offers {
  const text = /\(.*\)/u.exec(commandSnippet(spec))?.[0];
  if (!snippets || text === undefined) return whole([]);
  const label = text.replace(/\$\{\d+:([^}]*)\}/gu, '$1');
  return whole([{ label, text, isSnippet: true, kind: kinds.snippet, subject: { type: 'command', name: spec.name } }]);
}

/** Options that a command has, without those that are given and those that these exclude. */
export function optionOffers(scene: Scene, spec: CommandSpec, given: readonly string[]): Offers {
  const excluded = new Set(given);
  for (const [a, b] of spec.conflicts ?? []) {
    if (given.includes(a)) excluded.add(b);
    if (given.includes(b)) excluded.add(a);
  }
  const open = Object.entries(spec.options).filter(([name]) => !excluded.has(name));
  return whole(
    open.map(([name, option]) => {
      const takesParentheses = option.type !== 'flag' && scene.snippets && !scene.after.trimStart().startsWith('(');
      return {
        label: name,
        ...(takesParentheses ? { text: `${name}($1)`, isSnippet: true as const } : { text: name }),
        kind: kinds.property,
        detail: optionUsage(name, option),
        description: said(scene, optionHelp(option)),
        subject: { type: 'option' as const, command: spec.name, name },
      };
    }),
  );
}

/** Functions that may stand where an argument of a type is due. */
export function functionOffers(scene: Scene, place: 'data' | 'constant' | 'name', type: ParameterType): Offers {
  const isCalled = scene.after.trimStart().startsWith('(');
  const fitting = [...functions.values()].filter((spec) => {
    const isPlaced = isFunctionFor(spec, place);
    if (!isPlaced || type === 'any' || type === 'variable') return isPlaced && type !== 'variable';
    const isText = spec.returns === 'text' || spec.returns === 'argument';
    return type === 'text' ? isText : spec.returns !== 'text';
  });
  return whole(
    fitting.map((spec) => {
      const { name } = spec;
      const call = spec.parameters.length === 0 ? `${name}()` : scene.snippets ? `${name}($1)` : name;
      const isSnippet = !isCalled && call.includes('$');
      return {
        label: name,
        text: isCalled ? name : call,
        ...(isSnippet ? { isSnippet: true as const } : {}),
        kind: kinds.function,
        detail: signatureOf(spec),
        subject: { type: 'function' as const, name },
      };
    }),
  );
}

function isFunctionFor({ kind, inBindings }: FunctionSpec, place: 'data' | 'constant' | 'name'): boolean {
  if (place === 'data') return kind !== 'binding';
  return kind === 'binding' || (place === 'constant' && inBindings === true);
}
