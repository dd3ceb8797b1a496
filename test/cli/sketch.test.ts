import { expect, it } from 'vitest';
import { sourceText } from '../../src/base/source-text.ts';
import { newestDayOf } from '../../src/catalogue/examples.ts';
import { analyseSource } from '../../src/cli/analysis.ts';
import { sketchScript } from '../../src/cli/catalogue/sketch.ts';
import { demoDatabank, hospitalDatabank } from '../../src/metadata/embedded.ts';
import { openLibrary } from '../../src/metadata/library.ts';

it.each([
  ['demo databank', demoDatabank('nowhere', 1000)],
  ['register of patients', hospitalDatabank('nowhere', 1000)],
])('every variable of the %s has a sketch that the language accepts', (_, embedded) => {
  const library = openLibrary({ folders: [], embedded: [embedded], secretsFolder: 'nowhere' });
  const [{ name, newest } = { name: '', newest: '' }] = library.databanks;
  const catalogue = library.findCatalogue(name, newest);
  if (catalogue === undefined) throw new Error('the databank has no catalogue');
  const faults: string[] = [];
  for (const variable of catalogue.variables.values()) {
    const key = variable.keyUnitType;
    if (key !== undefined && catalogue.unitTypes.get(key)?.pseudonymised === true) continue;
    const script = sketchScript(catalogue, variable, newestDayOf(variable));
    const { diagnostics } = analyseSource(sourceText('sketch', script), library);
    faults.push(...diagnostics.filter((d) => d.severity === 'error').map((d) => `${variable.name}: ${d.code}`));
  }
  expect(faults).toEqual([]);
});
