import { suggestionsFor } from '../../../base/suggest.ts';
import { type AnalysisContext, defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Word } from '../../../lang/syntax/ast.ts';
import { configureSpec } from './spec.ts';

/** The settings that there are. */
const settings = configureSpec.words;

type Setting = (typeof settings)[number];

/** Turns settings on, or lists those that are on. */
export interface ConfigureOperation extends OperationBase {
  readonly type: 'configure';
  /** What the statement turns on; nothing for a list. */
  readonly turnedOn: readonly Setting[];
  /** Kinds of kept results that `nocache` names. */
  readonly kinds: readonly string[];
  /** Every setting that is on afterwards. */
  readonly active: readonly Setting[];
}

/** `configure [setting …]`. The words after `nocache` say which kinds of results are not to be reused. */
export const configureCommand = defineCommand(configureSpec, (body, context): ConfigureOperation | undefined => {
  const turnedOn: Setting[] = [];
  const kinds: string[] = [];
  let isValid = true;
  for (const word of body.words) {
    const setting = settings.find((known) => known === word.text);
    if (setting !== undefined) turnedOn.push(setting);
    else if (turnedOn.includes('nocache') && isKind(word)) kinds.push(word.text);
    else {
      const fixes = suggestionsFor(word.text, settings).map((newText) => ({ at: word.span, newText }));
      context.report('unknown-setting', word.span, { setting: word.text, known: settings }, fixes);
      isValid = false;
    }
  }
  for (const setting of turnedOn) context.state.settings.add(setting);
  return isValid ? { type: 'configure', turnedOn, kinds, active: activeSettings(context) } : undefined;
});

/** Whether a word after `nocache` names a kind of results, rather than being a misspelt setting. */
function isKind(word: Word): boolean {
  return suggestionsFor(word.text, settings).length === 0;
}

function activeSettings({ state }: AnalysisContext): readonly Setting[] {
  return settings.filter((setting) => state.settings.has(setting));
}
