import { civilDate } from '../../base/epoch-day.ts';
import { type Households, householdsOf } from './households.ts';
import { prepareYear } from './income-year.ts';
import { incomeAfterTax, incomesOf } from './incomes.ts';
import { nobody } from './people.ts';
import { personWriter } from './population.ts';
import type { RegisterCall } from './register.ts';

/** Income after tax of a household, and per consumption unit of two scales. */
export const householdIncomeVariables: readonly string[] = [
  'INNTEKT_HUSH_IES',
  'INNTEKT_HUSH_IES_EU',
  'INNTEKT_HUSH_IES_OECD',
];

/** What a further adult and a child count in consumption units beside the first adult. */
interface Scale {
  readonly adult: number;
  readonly child: number;
}

const scales: readonly (readonly [variable: string, Scale])[] = [
  ['INNTEKT_HUSH_IES_EU', { adult: 0.5, child: 0.3 }],
  ['INNTEKT_HUSH_IES_OECD', { adult: 0.7, child: 0.5 }],
];

/** Income after tax of the households of the year's last day, equal for all their members. */
export async function writeHouseholdIncome(call: RegisterCall): Promise<void> {
  const { columns, population, when } = call;
  const { count } = population.people;
  const income = await prepareYear(call, civilDate(when!.startDay).year);
  const households = householdsOf(population, income.end);
  const { head } = households;
  const sums = new Float64Array(count);
  for (let person = 0; person < count; person++) {
    if (head[person] === nobody) continue;
    const incomes = incomesOf(income, person);
    if (incomes !== undefined) sums[head[person]!] = sums[head[person]!]! + incomeAfterTax(incomes, income.year);
  }
  const writer = personWriter(columns, population);
  writer.decimals(
    'INNTEKT_HUSH_IES',
    when,
    byMember(head, sums, () => 1),
  );
  for (const [variable, scale] of scales) {
    writer.decimals(
      variable,
      when,
      byMember(head, sums, (first) => consumptionUnits(households, first, scale)),
    );
  }
}

/** Sums of households for each member, divided by a number of units and rounded to hundredths; NaN for no income. */
function byMember(head: Int32Array, sums: Float64Array, unitsOf: (first: number) => number): Float64Array {
  const result = new Float64Array(head.length).fill(Number.NaN);
  for (let person = 0; person < result.length; person++) {
    const first = head[person]!;
    if (first === nobody || sums[first] === 0) continue;
    result[person] = Math.round((100 * sums[first]!) / unitsOf(first)) / 100;
  }
  return result;
}

/** A household without anybody aged 14 has a first consumption unit all the same. */
function consumptionUnits({ members, underFourteen }: Households, first: number, { adult, child }: Scale): number {
  const all = members[first]!;
  const young = underFourteen[first]!;
  return 1 + adult * Math.max(0, all - young - 1) + child * Math.min(young, all - 1);
}

/** Number of the household of the year's last day, as income statistics have it. */
export function writeHouseholdNumbers({ columns, population, when }: RegisterCall): void {
  const { head } = householdsOf(population, when!.startDay);
  personWriter(columns, population).units('INNTEKT_HUSHNR', when, 'HUSHOLDNING', population.numbering, head);
}
