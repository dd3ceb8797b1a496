import type { VariableDocument } from '../../catalogue-document.ts';

/** The facts that a recipe is chosen by; all of them stand in the catalogue. */
export type RecipeFacts = Pick<
  VariableDocument,
  'name' | 'unitType' | 'temporality' | 'dataType' | 'format' | 'keyUnitType' | 'codeList'
> & {
  /** Number of codes of the original, where their meaning is not known. */
  readonly codeCount?: number;
};

/** Numbers that are spread around a median as incomes are: log-normally. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly median: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
  readonly least: number;
  readonly most: number;
  readonly decimals: 0 | 1 | 2;
  /** Whether the numbers grow with incomes over the years. */
  readonly isMoney: boolean;
  /** Norwegian name of the unit that it is counted in. */
  readonly unit: string;
}

/** How a day is written as a number. */
export type DayForm = 'YYYY' | 'YYYYMM' | 'YYYYMMDD' | 'epoch day';

/** How the values of a variable without a hand-written register are made. The list is closed. */
export type Recipe =
  | Quantity
  /** The identifier of another unit. */
  | { readonly kind: 'key' }
  /** The municipality where the unit's person lives. */
  | { readonly kind: 'municipality' }
  | { readonly kind: 'county' }
  | { readonly kind: 'country' }
  | { readonly kind: 'sex' }
  | { readonly kind: 'age' }
  | { readonly kind: 'birth-year' }
  /** A code of the variable's code list that is valid on the day. */
  | { readonly kind: 'code' }
  /** A code without a published meaning: the first numbers, as many as the facts say or a few. */
  | { readonly kind: 'neutral'; readonly count: number }
  /** A day near the measurement, or of an event in life, as a number of the form. */
  | { readonly kind: 'day'; readonly form: DayForm; readonly least: number; readonly most: number }
  /** A degree in percent, in tens. */
  | { readonly kind: 'degree' };

type QuantityRule = readonly [
  name: RegExp,
  median: number,
  spread: number,
  least: number,
  most: number,
  decimals: 0 | 1 | 2,
  unit: string,
];

const money = 'Norske kroner';

/** Numbers other than amounts by what their names say; the first row that fits counts. */
const quantityRules: readonly QuantityRule[] = [
  [/SKALAPOENG/u, 50, 0.2, 20, 85, 1, 'Poeng'],
  [/GRPOENG|VGPOENG/u, 41, 0.21, 0, 60, 1, 'Poeng'],
  [/SEMESTER/u, 7, 0.3, 2, 20, 0, 'Semestre'],
  [/TVERRVEKT|EKV_VEKT/u, 1, 0.35, 0.01, 9, 2, 'Vekt'],
  [/STILLINGSPST/u, 85, 0.3, 5, 100, 1, 'Prosent'],
  [/FULLTID/u, 37.5, 0.03, 33.6, 40, 1, 'Timer per uke'],
  [/ARBEIDSTID|ARBTIM/u, 34, 0.3, 1, 48, 1, 'Timer per uke'],
  [/SYKEFRAVAR_DAGSVERK/u, 6, 0.9, 0.5, 60, 1, 'Dagsverk'],
  [/DAGSVERK/u, 42, 0.5, 0.5, 66, 1, 'Dagsverk'],
  [/_TIMER$|TIME_ANTALL/u, 14, 0.9, 0.5, 160, 1, 'Timer'],
  [/LONN_TIME/u, 210, 0.2, 100, 900, 2, money],
  [/FAK$|_[OS]PT$/u, 45, 0.5, 1, 100, 0, 'Prosent av grunnbeløpet'],
  [/BOTID/u, 9, 0.8, 0, 60, 0, 'År'],
  [/ANT_D_AS/u, 130, 0.9, 1, 1500, 0, 'Dager'],
  [/MAXDP/u, 80, 0.25, 1, 104, 0, 'Uker'],
  [/MNDUTBET/u, 4, 0.7, 1, 12, 0, 'Måneder'],
  [/LOEPENR/u, 3, 0.6, 1, 30, 0, 'Løpenummer'],
  [/MRK|KOM(MUNER)?$|KOM$/u, 1, 0.2, 1, 3, 0, 'Kommuner'],
  [/ETASJER/u, 2, 0.4, 1, 15, 0, 'Etasjer'],
  [/ANTALL_BOLIGER/u, 2, 1.2, 1, 300, 0, 'Boliger'],
  [/ANTALL_ROM/u, 5, 0.4, 1, 12, 0, 'Rom'],
  [/ANTALL_(BAD|WC)/u, 1, 0.4, 1, 5, 0, 'Rom'],
  [/AREAL$/u, 105, 0.4, 12, 600, 0, 'Kvadratmeter'],
  [/KJORELENGDE/u, 1150, 0.5, 10, 8000, 0, 'Mil'],
  [/AVLESNING_KM/u, 98_000, 0.8, 100, 600_000, 0, 'Kilometer'],
  [/_(BREDDE|LENGDE)$/u, 240, 0.35, 60, 1250, 0, 'Centimeter'],
  [/VOGNTOGVEKT|TOT_VEKT/u, 2300, 0.35, 150, 60_000, 0, 'Kilogram'],
  [/THV_/u, 1100, 0.4, 0, 3500, 0, 'Kilogram'],
  [/CO2/u, 140, 0.3, 0, 400, 1, 'Gram per kilometer'],
  [/DRIVSTOFF_FORBRUK/u, 0.6, 0.25, 0.2, 2, 2, 'Liter per mil'],
  [/AKSLER/u, 2, 0.1, 1, 5, 0, 'Aksler'],
  [/DORER/u, 4, 0.25, 1, 6, 0, 'Dører'],
  [/SITTEPL/u, 4, 0.3, 1, 17, 0, 'Plasser'],
  [/STROMFORBRUK/u, 900, 0.6, 1, 20_000, 1, 'Kilowattimer'],
  [/KRAFTPRODUKSJON/u, 180, 0.9, 0.1, 5000, 1, 'Kilowattimer'],
  [/^SB12241/u, 420, 0.12, 150, 900, 1, 'Kilogram'],
  [/ENEBOLIG_120KVM/u, 3600, 0.5, 200, 20_000, 0, money],
  [/^SB/u, 2.5, 0.7, 0.01, 400, 0, '1 000 kroner'],
  [/PARITET/u, 1.6, 0.5, 1, 12, 0, 'Nummer i rekken'],
  [/(^|_)(ANT|ANTALL|ANTBARN|BARN3?_I|LOVANT|PERS\w*_I|HUSSTANDSMEDLEMMER)/u, 1.5, 0.6, 1, 12, 0, 'Antall'],
];

/** Amounts in kroner by what the names say: median of 2021, spread. The last row holds for all others. */
const amountRules: readonly (readonly [name: RegExp, median: number, spread: number])[] = [
  [/FRADR|MERUTG|SKFRI|FORSIKRING|KOMMUNIKASJON/u, 12_000, 0.8],
  [/ASK(_MARK)?$|FOND$|VERDIPAPIR|UTLAND$|USIKRET/u, 90_000, 1.1],
  [/BOLIG|_MARK$|REALKAP|_REAL$/u, 1_900_000, 0.7],
  [/FORMUESKATT|FORMUE_(KOMMUNE|STAT)$|TRINNSKATT|TOPPSKATT/u, 9000, 1],
  [/FORMUE$|FINANSKAPITAL|SALDO_LAAN|GJELD$/u, 320_000, 1.3],
  [/BANKINNSK/u, 130_000, 1.5],
  [/BRUTTOINNTEKT|ALMINNELIG|PI_LONN|PGIVINNT/u, 420_000, 0.6],
  [/PENSJ|AFP|FTRYG|UFORE|ALDERSP|AAP$|OVERFOR|OVF$/u, 230_000, 0.4],
  [/GEBYR|OMKOSTNINGER|RENTER$/u, 3500, 1.3],
  [/RENTINNT|RENTEINNT|RENTUT|RENTEUT/u, 14_000, 1.3],
  [/_\w*SKATT|_STAT$|_KOMMUNE$/u, 95_000, 0.9],
  [/^ARBLONN_LONN_(EKV|FAST|KONTANT)(?!.*TILLEGG|.*BONUS|.*UREGTIL)/u, 43_000, 0.4],
  [/^ARBLONN/u, 2600, 0.9],
  [/^BARNETRMOT/u, 1350, 0.35],
  [/DAGSATS/u, 900, 0.3],
  [/GJSNITT|SISTE/u, 6500, 0.5],
  [/./u, 45_000, 0.9],
];

/** How many days before the measurement a day lies, at least and at most, by what the name says; negative: after it. */
const dayWindows: readonly (readonly [name: RegExp, least: number, most: number])[] = [
  [/GJDATO1$/u, 270, 360],
  [/GJDATO2$/u, 240, 269],
  [/REGDATO$/u, 150, 239],
  [/START/u, 300, 700],
  [/FRIST$/u, -400, -30],
  [/./u, 1, 149],
];

/** The recipe of a variable, by its facts alone. */
export function recipeOf(facts: RecipeFacts): Recipe {
  const { name, dataType, format, keyUnitType, codeList } = facts;
  if (codeList !== undefined) return listRecipe(codeList);
  if (keyUnitType !== undefined) return { kind: 'key' };
  const form = dayForm(facts);
  if (form !== undefined) return dayRecipe(name, form);
  if (/FODTAAR$/u.test(name)) return { kind: 'birth-year' };
  if (dataType === 'STRING') return { kind: 'neutral', count: neutralCount(name, facts.codeCount) };
  if (/(?<!OMGJ)_(GRAD|UFG)$/u.test(name)) return { kind: 'degree' };
  if (/ALDER|ELDST|YNGST/u.test(name)) return { kind: 'age' };
  return format === undefined ? quantityOf(name, dataType) : dayRecipe(name, 'YYYY');
}

function listRecipe(codeList: string): Recipe {
  if (codeList === 'municipalities') return { kind: 'municipality' };
  if (codeList === 'counties') return { kind: 'county' };
  if (codeList === 'countries') return { kind: 'country' };
  if (codeList === 'sex') return { kind: 'sex' };
  return { kind: 'code' };
}

function dayRecipe(name: string, form: DayForm): Recipe {
  const [, least, most] = dayWindows.find(([pattern]) => pattern.test(name)) ?? [/./u, 1, 149];
  return { kind: 'day', form, least, most };
}

function dayForm({ name, dataType, format }: RecipeFacts): DayForm | undefined {
  if (dataType === 'DATE') return 'epoch day';
  if (dataType === 'STRING') return undefined;
  if (format === 'YYYY' || format === 'YYYYMM' || format === 'YYYYMMDD') return format;
  if (/AAR_?MND/u.test(name)) return 'YYYYMM';
  if (/SKOLEAAR$/u.test(name)) return 'YYYY';
  return /FRIST$/u.test(name) ? 'YYYYMMDD' : undefined;
}

/** How many neutral codes: one for "receives", as many as the original has, or else a few. */
function neutralCount(name: string, codeCount: number | undefined): number {
  if (/MOTTAK$/u.test(name)) return 1;
  if (codeCount !== undefined) return codeCount;
  if (/(^|_)(HAR|MRK|RETT|LADBAR|BRUKTIMP|NEET|UTENFOR|STEMT|FORHAAND)/u.test(name)) return 2;
  return /BYDEL|TETTNR|NARING/u.test(name) ? 9 : 4;
}

function quantityOf(name: string, dataType: string): Quantity {
  const rule = quantityRules.find(([pattern]) => pattern.test(name));
  if (rule !== undefined) {
    const [, median, spread, least, most, decimals, unit] = rule;
    return { kind: 'quantity', median, spread, least, most, decimals, unit, isMoney: unit === money };
  }
  const [, median, spread] = amountRules.find(([pattern]) => pattern.test(name)) ?? [/./u, 45_000, 0.9];
  const decimals = dataType === 'DOUBLE' ? 2 : 0;
  return { kind: 'quantity', median, spread, least: 1, most: 2e9, decimals, isMoney: true, unit: money };
}
