import type { ReleasedBody } from '../../disclosure/released.ts';
import { filled, guessing, limits } from './define.ts';

/** Whether categories with equal released counts stand in another order than their codes'. */
function breaksTies(body: ReleasedBody, isDescending: boolean): boolean {
  if (body.type !== 'table') return false;
  const rows = body.rows.flatMap(({ key, cells }) => {
    const place = key[0];
    const code = typeof place === 'number' ? body.dimensions[body.stub[0] ?? 0]?.categories[place]?.code : undefined;
    return code === undefined || code === null ? [] : [{ code: String(code), count: cells.at(-1)?.[0]?.v ?? 0 }];
  });
  return rows.some(({ code, count }, i) => {
    const next = rows[i + 1];
    if (next === undefined) return false;
    const isTie = next.count === count;
    return isTie ? next.code < code : isDescending && next.count > count;
  });
}

/** B12: sorted rows that show the same number: their order must not tell which is larger. */
export const b12 = [
  guessing(['B12', 'Rekkefølgen av like tall', 'The order of equal numbers'], 'data', limits(0, 0), async (stage) => {
    const script = `tabulate $area $bit if $known > $high, rowsort(1)
tabulate $known if $area == $big, top(30)
tabulate $known if $area == $next, bottom(30)`;
    const bodies = await stage.account.ask(filled(script, stage));
    return { success: bodies.slice(1).some((body) => breaksTies(body, false)), chance: 0 };
  }),
] as const;
