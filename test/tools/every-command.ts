import { type TestDatabank, testDatabank } from '../helpers/databank.ts';

const size = 4000;
const of = <T>(make: (unit: number) => T): T[] => Array.from({ length: size }, (_, unit) => make(unit));
/** A number between 0 and 1 that has no pattern with the row's place. */
const scattered = (unit: number): number => ((unit * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
const pointsOf = (unit: number): string => (unit % 70 === 7 ? 'none' : String(unit % 50));
const wageOf = (unit: number): number => Math.round(200_000 + 600_000 * scattered(unit));

/**
 * Persons in families, with two incomes; numbers are made so that no rule withholds a result. Twins are what they are named
 * after but for five persons.
 *
 * @param like for each person the one whose values they have; in the ordinary world, themselves
 */
export function everyCommandWorld(like: (unit: number) => number): TestDatabank {
  const all = <T>(make: (unit: number) => T): T[] => of((unit) => make(like(unit)));
  return testDatabank({
    SEX: {
      values: all((unit) => String(1 + (unit % 2))),
      codes: [
        { code: '1', title: 'Man' },
        { code: '2', title: 'Woman' },
      ],
    },
    REGION: { values: all((unit) => `0${1 + (unit % 4)}`), dataType: 'STRING' },
    SCORE: { values: all((unit) => (unit % 700 === 7 ? 'none' : String(unit % 50))) },
    POINTS: { values: all(pointsOf) },
    POINTS_TWIN: { values: all((unit) => (unit < 5 ? '99' : pointsOf(unit))) },
    WAGE: { values: all(wageOf) },
    WAGE_TWIN: { values: all((unit) => (unit < 5 ? 700_000 : wageOf(unit))) },
    WEALTH: { values: all((unit) => (unit % 3 === 0 ? null : Math.round(1_000_000 * scattered(unit + 7)))) },
    FAMILY: { values: of((unit) => unit >> 1), refersTo: 'FAMILIE' },
    FAMILY_ROOMS: { unitType: 'FAMILIE', values: of((unit) => unit % 7) },
    CIVIL: {
      temporality: 'EVENT',
      records: of((unit) => [
        { unit, start: 10_000 + (like(unit) % 900), stop: 14_000, value: '1' },
        { unit, start: 14_001, stop: like(unit) % 3 === 0 ? null : 17_000, value: '2' },
      ]).flat(),
    },
  });
}

/** The ordinary world. */
export const everyCommandDatabank: TestDatabank = everyCommandWorld((unit) => unit);

/** A script with every command that this version can run, in several of its forms. */
export const everyCommand = `
require test.bank:1 as db
let limit = 300000
define-labels yesno 0 No 1 Yes
create-dataset people
import db/SEX as sex
import db/REGION as region
import db/SCORE as score
import db/WAGE as wage
import db/WEALTH as wealth
import db/FAMILY as family
generate rich = wage > $limit
generate some = 1 if wage > 400000
drop some
generate fifth = quantile(wage, 5)
replace wealth = 1000 * quantile(wage, 5) if sysmiss(wealth)
generate top = wage > 799500
replace score = '1' if wage < 300000
replace wealth = wealth + (wage > 799500) if sex == '1'
destring region score
import db/POINTS as points
import db/POINTS_TWIN as twin
destring points twin, force
drop points twin
recode fifth (min = 0 'Lowest')
generate hundreds = wage / 100000
recode hundreds (min/4 = 0) (5/max = 1) if wage > 300000
drop hundreds
recode wage (min/300000 = 1 'Low') (300001/max = 2 'High'), prefix(group_)
import db/WAGE_TWIN as twin
recode twin (min/300000 = 1 'Low') (300001/max = 2 'High')
drop twin
define-labels half 0 No
assign-labels rich half
assign-labels rich yesno
list-labels yesno
drop-labels yesno
clone-variables wage -> pay
rename pay salary
keep if wage > 210000
drop if wage > 790000
drop salary
sample 0.9 1
aggregate (mean) wage -> region_wage (median) wage -> region_median, by(region)
aggregate (sum) wage -> family_wage, by(family)
summarize wage wealth
ci wage wealth if sex == '1', level(99)
correlate wage wealth, covariance sig
normaltest wage wealth
anova wage sex##region wealth, posthoc
tabulate sex region, rowpct chi2
tabulate sex, summarize(wage) mean p50 std
barchart (count) sex, over(region)
barchart (mean) wage, over(region)
histogram wage, bin(10) normal
boxplot wage, over(sex)
hexbin wage wealth, gridsize(4)
piechart region
sankey sex region fifth
histogram fifth, discrete
regress wage wealth i.region
coefplot regress wage wealth i.region
clone-dataset people copy
use copy
collapse (mean) wage -> mean_wage (max) wage -> most, by(region)
use people
clone-dataset people homes
use homes
collapse (sum) wage -> household_wage, by(family)
merge household_wage into people
create-dataset twins
import db/WAGE_TWIN as twin
merge twin into people
create-dataset wealthy
import db/WEALTH as wealth
import db/WAGE as wage, outer_join
create-dataset spells
import-event db/CIVIL 2000-01-01 to 2012-12-31 as civil
clone-units people grid
use grid
import-panel db/CIVIL db/SEX 2001-01-01 2010-01-01
keep if year(date@panel) == 2010
reshape-from-panel
use people
clone-dataset people waves
use waves
keep wage wealth sex
rename wage money1
rename wealth money2
reshape-to-panel money
tabulate-panel sex, summarize(money) mean p50 std
summarize-panel money, gini iqr
transitions-panel sex
use people
clone-units people empty
rename-dataset empty none
delete-dataset none
variables db/SEX
configure alpha
help generate
help-function round
help-procedure
history
save
edit
clear
`;
