import { isoDate } from '../../../base/epoch-day.ts';
import type { MetadataBody } from '../../../disclosure/released.ts';
import { validCodes } from '../../../lang/analyse/code-lists.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import type { ListLabelsOperation } from './analyse.ts';

const code = { nb: 'Kode', en: 'Code' } as const;
const label = { nb: 'Etikett', en: 'Label' } as const;
const from = { nb: 'Fra', en: 'From' } as const;
const until = { nb: 'Til', en: 'Until' } as const;
const missing = { nb: 'Manglende', en: 'Missing' } as const;

/** Marks a code that statistics treat like missing. */
const mark = '×';

/** Executes `list-labels`: codes and labels are metadata, no data is looked at (rule DC-28). */
export const executeListLabels: ReadingExecutor<ListLabelsOperation, 'metadata'> = (operation, context) => {
  const { of } = operation;
  const table = of.type === 'register' ? registerTable(of, context) : scriptTable(operation, context);
  const body: MetadataBody = { type: 'metadata', command: 'list-labels', title: titleOf(of), ...table };
  return Promise.resolve({ type: 'results', nodes: [{ kind: 'metadata', body }] });
};

type Table = Pick<MetadataBody, 'columns' | 'rows'>;

/** A list of the script: codes and labels, and which codes are flagged where any is. */
function scriptTable({ codeList }: ListLabelsOperation, context: ReadingContext): Table {
  const { entries } = context.codeLists(codeList);
  const isFlagged = entries.some(({ flaggedMissing }) => flaggedMissing);
  return {
    columns: isFlagged ? [code, label, missing] : [code, label],
    rows: entries.map((entry) => {
      const cells = [typeof entry.code === 'number' ? numberText(entry.code) : entry.code, entry.label];
      return isFlagged ? [...cells, entry.flaggedMissing === true ? mark : ''] : cells;
    }),
  };
}

/** A register's list at a day: since when and until when each code is valid, and which stand for an unknown value. */
function registerTable(
  { register, day }: Extract<ListLabelsOperation['of'], { type: 'register' }>,
  context: ReadingContext,
): Table {
  const catalogue = context.catalogueOf(register.databank, register.version);
  const variable = catalogue?.variables.get(register.variable);
  const domain = variable?.valueDomain;
  const written = (value: string): string => (variable?.dataType === 'STRING' ? value : numberText(Number(value)));
  const period = day === undefined ? undefined : { startDay: day, stopDay: day };
  const codes = domain?.type === 'enumerated' ? validCodes(domain.codes, period) : [];
  return {
    columns: [code, label, from, until, missing],
    rows: codes.map(({ code: value, title, validFromDay, validUntilDay, sentinel }) => [
      written(value),
      title,
      validFromDay === undefined ? '' : isoDate(validFromDay),
      validUntilDay === undefined ? '' : isoDate(validUntilDay),
      sentinel === true ? mark : '',
    ]),
  };
}

function titleOf(of: ListLabelsOperation['of']): string {
  switch (of.type) {
    case 'list':
      return of.name;
    case 'variable':
      return of.variable;
    case 'register':
      return of.day === undefined
        ? `${of.register.alias}/${of.register.variable}`
        : `${of.register.alias}/${of.register.variable} ${isoDate(of.day)}`;
  }
}
