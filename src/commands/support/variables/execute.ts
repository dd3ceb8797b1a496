import { isoDate } from '../../../base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../../../metadata/catalogue.ts';
import type { ReadingExecutor } from '../../../runtime/executor.ts';
import type { ListedDatabank, VariablesListOperation } from './analyse.ts';

const columns = [
  { nb: 'Variabel', en: 'Variable' },
  { nb: 'Tittel', en: 'Title' },
  { nb: 'Enhet', en: 'Unit' },
  { nb: 'Temporalitet', en: 'Temporality' },
  { nb: 'Datatype', en: 'Data type' },
  { nb: 'Fra', en: 'From' },
  { nb: 'Til', en: 'To' },
  { nb: 'Koder', en: 'Codes' },
] as const;

/** Executes `variables`: a table of catalogue facts for each databank; no data is looked at (rule DC-28). */
export const executeVariables: ReadingExecutor<VariablesListOperation, 'metadata'> = ({ databanks }, context) => {
  const nodes = databanks.map((listed) => {
    const catalogue = context.catalogueOf(listed.databank, listed.version);
    const body = {
      type: 'metadata',
      command: 'variables',
      title: `${listed.alias} = ${listed.databank}:${listed.version}`,
      columns,
      rows: catalogue === undefined ? [] : rowsOf(catalogue, listed),
    } as const;
    return { kind: 'metadata', body } as const;
  });
  return Promise.resolve({ type: 'results', nodes });
};

/** Named variables as the script has them, otherwise all in code-unit order of their names. */
function rowsOf(catalogue: Catalogue, { alias, variables }: ListedDatabank): readonly (readonly string[])[] {
  const names = variables.length > 0 ? variables : [...catalogue.variables.keys()].sort();
  return names.flatMap((name) => {
    const variable = catalogue.variables.get(name);
    return variable === undefined ? [] : [rowOf(alias, variable)];
  });
}

function rowOf(alias: string, variable: RegisterVariable): readonly string[] {
  const { name, title, unitType, temporality, dataType, coverage, valueDomain } = variable;
  return [
    `${alias}/${name}`,
    title,
    unitType,
    temporality,
    dataType,
    coverage === undefined ? '' : isoDate(coverage.startDay),
    coverage === undefined ? '' : isoDate(coverage.stopDay),
    valueDomain.type === 'enumerated' ? String(new Set(valueDomain.codes.map(({ code }) => code)).size) : '',
  ];
}
