import { isoDate } from '../../../base/epoch-day.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { Executor } from '../../../runtime/executor.ts';
import type { ListLabelsOperation } from './analyse.ts';

/** Executes `list-labels`: codes and labels are metadata, no data is looked at (rule DC-28). */
export const executeListLabels: Executor<ListLabelsOperation, 'metadata'> = ({ codeList, of }, context) => {
  const { entries } = context.codeLists(codeList);
  const rows = entries.map(({ code, label, flaggedMissing }) => [
    typeof code === 'number' ? numberText(code) : code,
    label,
    flaggedMissing === true ? '×' : '',
  ]);
  const columns = [
    { nb: 'Kode', en: 'Code' },
    { nb: 'Etikett', en: 'Label' },
    { nb: 'Manglende', en: 'Missing' },
  ];
  const isFlagged = entries.some(({ flaggedMissing }) => flaggedMissing);
  const body = {
    type: 'metadata',
    command: 'list-labels',
    title: titleOf(of),
    columns: isFlagged ? columns : columns.slice(0, 2),
    rows: isFlagged ? rows : rows.map((row) => row.slice(0, 2)),
  } as const;
  return Promise.resolve({ type: 'results', nodes: [{ kind: 'metadata', body }] });
};

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
