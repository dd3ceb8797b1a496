import type { Language } from '../base/language.ts';
import { isRuleCode } from '../base/messages/rules.ts';
import { suggestionsFor } from '../base/suggest.ts';
import {
  commandDocument,
  commandOverview,
  functionDocument,
  functionOverview,
} from '../commands/support/help-document.ts';
import { ruleDocument, ruleOverview } from '../commands/support/rule-document.ts';
import { commandSpecs, constructSpecs } from '../commands/vocabulary.ts';
import type { DocumentBody } from '../disclosure/released.ts';
import { functions } from '../functions/vocabulary.ts';
import { documentText } from '../render/text/document.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

/**
 * Help on the program, the language and the rules of disclosure control; what it says of the language is what scripts get from
 * `help` and `help-function`.
 *
 * @param topic        a command of the program, a command or function of the language, or a rule (`DC-05`; `rules` for all of
 *                     them); none for an overview
 * @param programHelp  what the program itself says on the topic, if it is one of its own
 */
export async function help(
  topic: string | undefined,
  programHelp: string | undefined,
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const width = Math.min(100, widthOf(undefined, surroundings));
  const style = await terminalStyle(wantsColours(surroundings.outputIsTerminal, surroundings.environment));
  const documents = topic === undefined ? overviews() : documentsAbout(topic);
  if (topic !== undefined && programHelp === undefined && documents.length === 0)
    fail('cli-unknown-topic', { topic, suggestions: suggestionsFor(topic, topics()) });
  const texts = documents.map((document) => documentText(document, language, width, style).trimEnd());
  const pieces = programHelp === undefined ? texts : [programHelp.trimEnd(), ...texts];
  await surroundings.writeOutput(`${pieces.join('\n\n')}\n`);
  return exitCodes.ok;
}

const allRules = 'rules';

function topics(): readonly string[] {
  return [allRules, ...commandSpecs.map((c) => c.name), ...constructSpecs.map((c) => c.name), ...functions.keys()];
}

function overviews(): readonly DocumentBody[] {
  return [
    commandOverview([...constructSpecs, ...commandSpecs], 'help'),
    functionOverview([...functions.values()], 'help-function'),
  ];
}

/** A name may be that of a command and of a function. */
function documentsAbout(topic: string): readonly DocumentBody[] {
  const rule = topic.toUpperCase();
  if (isRuleCode(rule)) return [ruleDocument(rule, 'help')];
  if (topic === allRules) return [ruleOverview('help')];
  const command = [...constructSpecs, ...commandSpecs].find(({ name }) => name === topic);
  const called = functions.get(topic);
  return [
    ...(command === undefined ? [] : [commandDocument(command, 'help')]),
    ...(called === undefined ? [] : [functionDocument(called, 'help-function')]),
  ];
}
