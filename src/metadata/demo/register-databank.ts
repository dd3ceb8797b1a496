import { readDemoCodeLists, readDemoVariables, readEnglishTitles } from './demo-catalogue.ts';
import type { DemoKind } from './demo-kind.ts';
import { demoName } from './profile.ts';
import { demoRevisions, demoVersionList } from './versions.ts';

let known: DemoKind | undefined;

/** The demo databank of register variables. Its assets are read once in each thread. */
export function registerDatabank(): DemoKind {
  return (known ??= makeKind());
}

function makeKind(): DemoKind {
  let variables: ReturnType<DemoKind['variables']> | undefined;
  let codeLists: ReturnType<DemoKind['codeLists']> | undefined;
  return {
    name: demoName,
    label: { nb: 'Syntetisk demodatabank', en: 'Synthetic demo databank' },
    versions: demoVersionList,
    revisions: demoRevisions,
    variables: () => (variables ??= withEnglishTitles()),
    codeLists: () => (codeLists ??= readDemoCodeLists(['demo/code-lists.json', 'demo/own-code-lists.json'])),
  };
}

function withEnglishTitles(): ReturnType<DemoKind['variables']> {
  const titles = readEnglishTitles('demo/english-titles.json');
  return readDemoVariables('demo/variables.json').map((variable) => {
    const englishTitle = titles[variable.name];
    return englishTitle === undefined ? variable : { ...variable, englishTitle };
  });
}
