import { pow } from '../../base/math/pow.ts';
import { randomStream } from '../random.ts';

/** Number of enterprises of SDCPOP-1. */
export const enterpriseCount = 1500;

/** Industries; in the last one two firms hold four fifths of all turnover. */
export const industries: readonly string[] = Array.from({ length: 12 }, (_, i) => `N${String(i + 1).padStart(2, '0')}`);

/** An enterprise of SDCPOP-1. Its turnover is the secret. */
export interface Enterprise {
  readonly nr: number;
  readonly naering: string;
  readonly omsetning: number;
}

/** All enterprises: turnover is Pareto(1.1) above a million. */
export function sdcEnterprises(): readonly Enterprise[] {
  const random = randomStream('SDCPOP-1 enterprises');
  const drawn = Array.from({ length: enterpriseCount }, (_, nr): Enterprise => {
    const naering = industries[nr % industries.length] ?? 'N01';
    return { nr, naering, omsetning: Math.round(1_000_000 / pow(1 - random.next(), 1 / 1.1)) };
  });
  const last = industries.at(-1);
  const [first, second, ...others] = drawn.filter(({ naering }) => naering === last);
  const rest = others.reduce((sum, { omsetning }) => sum + omsetning, 0);
  const large = new Map([
    [first?.nr, Math.round(2.4 * rest)],
    [second?.nr, Math.round(1.6 * rest)],
  ]);
  return drawn.map((firm) => ({ ...firm, omsetning: large.get(firm.nr) ?? firm.omsetning }));
}
