import type { Random } from './random.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
import db/WAGE 2020-06-15 as wage
`;

/** `n` copies, where `n` is at most so many. */
const many = (piece: string, random: Random, most: number): string =>
  piece.repeat(random.of([3, 50, 101, 999, 1001, most].filter((n) => n <= most)));

/** Texts that are long or deep: what a limit, or linear time, has to stop. Each is a few thousand characters at most. */
const deep: readonly ((random: Random) => string)[] = [
  (r) => `keep if ${many('(', r, 2000)}wage${many(')', r, 2000)}`,
  (r) => `generate a = ${many('abs(', r, 1500)}wage${many(')', r, 1500)}`,
  (r) => `generate a = ${many('-', r, 3000)}wage`,
  (r) => `keep if ${many('!', r, 3000)}wage`,
  (r) => `generate a = wage${many('^2', r, 2000)}`,
  (r) => `generate a = wage${many(r.of([' + 1', ' * wage', ' - (1)']), r, 2000)}`,
  (r) => `keep if wage == 1${many(r.of([' | wage == 2', ' & wage', ' == 1']), r, 1000)}`,
  (r) => `keep if wage == 1${many(' | (wage == 2 & (sex == "1"', r, 300)}`,
  (r) => `use a${many(' ++ 1', r, 1500)}`,
  (r) => `let a = ${many('1 ++ ', r, 1500)}1`,
  (r) => `recode wage ${many("(1/3 = 1 'x y')", r, 700)}`,
  (r) => `recode wage \\\n${many("(1 = 1 'x') \\\n", r, 700)}`,
  (r) => `generate a = inlist(wage, ${many('1, ', r, 2500)}1)`,
  (r) => `generate a = rowmax(${many('wage, ', r, 2000)}wage)`,
  (r) => `tabulate sex, ${many('rowpct ', r, 1500)}`,
  (r) => `drop ${many('sex ', r, 2500)}`,
  (r) => `regress wage ${many('i.sex#', r, 1500)}sex`,
  (r) => `regress wage ${many('i.sex##c.wage ', r, 700)}`,
  (r) => `define-labels l ${many("1 'a' ", r, 1500)}`,
  (r) => `for x in ${many('1, ', r, 3000)}1\nend`,
  (r) => `for x in ${many('1 : 2; y in ', r, 800)}1\nend`,
  (r) => `${many('for x in 1 2\n', r, 700)}${many('end\n', r, 700)}`,
  (r) => `let a = ${many("'", r, 2000)}`,
  (r) => `import db/${many('x', r, 9000)}`,
  (r) => `keep if ${many("'", r, 3000)}`,
  (r) => `generate ${many('x', r, 9000)} = ${many('9', r, 9000)}`,
  (r) => `generate a = ${many('\\\n// c\n', r, 700)} 1`,
  (r) => many('```microdata\nuse x\n```\n', r, 400),
  (r) => many('textblock\n', r, 1500),
  (r) => many('collapse (mean) wage -> a (sum) wage, by(sex)\n', r, 200),
  (r) => many('x\u0301', r, 3000),
  (r) => `generate ${many('e\u0301', r, 2000)} = 1`,
];

/** Scripts whose loops or bindings grow far beyond their text: they must end soon, with what they ask for or an explanation. */
const growing: readonly ((random: Random) => string)[] = [
  (r) => `let a = 'xx'\n${many('let a = $a ++ $a\n', r, 60)}`,
  (r) => `let a = xx\n${many('let a = $a ++ $a\n', r, 60)}use $a`,
  (r) => `let a = 10\n${many('let a = $a * $a\n', r, 60)}`,
  () => 'for i in 1 : 99999; j in 1 : 99999; k in 1 : 99999\nend',
  () => 'for i in 1 : 99999; j in 1 : 99999\n// nothing\nend',
  () => 'for i in 1 : 99999; j in 1 : 99999\nlet x = $i\nend',
  () => 'for i in 1 : 99999; j in 1 : 99999\ntextblock\nx\nendblock\nend',
  () => 'for i in 1 : 1000000000\nend',
  () => 'for i in -9007199254740993 : 9007199254740993\nlet x = 1\nend',
  () => 'for i in 1e15 : 1e15 + 5\nlet x = $i\nend',
  () => `${start}for i in 1 : 99999\ngenerate v ++ $i = $i\nend`,
  () => `${start}for i in 1 : 99999\ngenerate v ++ $i = nothere ++ $i\nend`,
  () => `${start}for i in 1 : 20000\ngenerate v ++ $i = 1\nrename v ++ $i w ++ $i\nend`,
  () => `${start}for i in 1 : 9999\ngenerate v ++ $i = 1\nend\nfor i in 1 : 9999\ndrop v ++ $i\nend`,
  () => `${start}for i in 1 : 9999\nreplace wage = wage + $i\nend`,
  () => `${start}for i in 1 : 9999\nrecode wage ($i = 1 'a')\nend\nkeep if inlabels(wage, 'a')`,
  () => `${start}for i in 1 : 5000\nclone-dataset people p ++ $i\nend\nuse nothere`,
  () => `${start}for i in 1 : 5000\ncreate-dataset p ++ $i\nend\nfor i in 1 : 5000\nuse q ++ $i\nend`,
  () => `${start}for i in 1 : 3000\ndefine-labels l ++ $i 1 'a'\nassign-labels wage l ++ $i\nend`,
  () => `${start}for i in 1 : 3000\nimport db/WAGE 2020-06-15 as w ++ $i\nend\nsummarize`,
  () => `${start}for i in 1 : 99999\nrecode wage ${"(1/3 = 1 'x y')".repeat(700)}\nend`,
  () => `${start}for i in 1 : 9999\ntabulate $i\nend`,
  (r) => `${start}${many('generate v = wage + 1\ndrop v\n', r, 500)}`,
  (r) => `for ${Array.from({ length: r.between(1, 30) }, (_, i) => `x${i} in 1 2 3`).join('; ')}\nlet y = 1\nend`,
];

/** A script that is long or deep. */
export function hostileScript(random: Random): string {
  const line = random.of(deep)(random);
  return random.chance(50) ? start + line : line;
}

/** A script that grows when its loops and bindings are written out. */
export function growingScript(random: Random): string {
  return random.of(growing)(random);
}

/** Every growing script once, for a test that skips none. */
export function everyGrowingScript(random: Random): readonly string[] {
  return growing.map((make) => make(random));
}

/** Every long or deep script once. */
export function everyHostileScript(random: Random): readonly string[] {
  return deep.map((make) => make(random));
}
