/** The head of every long script. */
const head = [
  '// What do people earn, and where do they live?',
  '',
  'require no.ssb.fdb:60 as db',
  'let first = 2018',
  '',
];

/** One study of some fifty lines: most commands that scripts use, datasets and names of its own. */
function study(number: number): readonly string[] {
  const year = 2010 + (number % 9);
  return [
    `// Study ${number}: ${year}`,
    `create-dataset people${number}`,
    'import db/BEFOLKNING_KJOENN as sex',
    'import db/BEFOLKNING_FOEDSELS_AAR_MND as born',
    `import db/BEFOLKNING_STATUSKODE ${year}-01-01 as status`,
    `import db/BEFOLKNING_KOMMNR_FORMELL ${year}-01-01 as muni`,
    `import db/SIVSTANDFDT_SIVSTAND ${year}-01-01 as civil`,
    `import db/NUDB_BU ${year}-01-01 as education`,
    `keep if status == '1' & inrange(int(born / 100), ${year - 60}, ${year - 20})`,
    `let name${number} = wage_`,
    `for y in ${year} : ${year + 2}`,
    `  import db/INNTEKT_WLONN date_fmt($y, 12, 31) as $name${number} ++ $y`,
    `  generate well ++ $y = $name${number} ++ $y > 600000 if !sysmiss($name${number} ++ $y)`,
    `  summarize $name${number} ++ $y`,
    'end',
    `generate age = ${year} - int(born / 100)`,
    'generate county = substr(muni, 1, 2)',
    'generate level = substr(education, 1, 1)',
    "recode level ('0' '1' '2' = '2' 'Compulsory') \\",
    "    ('3' '4' '5' = '4' 'Upper secondary') \\",
    "    ('6' '7' '8' = '6' 'Higher') \\",
    "    ('9' = '9' 'Unknown')",
    'generate group = 1 if age < 30',
    'replace group = 2 if inrange(age, 30, 44)',
    'replace group = 3 if age >= 45',
    `define-labels groups${number} 1 'Under 30' 2 '30 to 44' 3 '45 and more'`,
    `assign-labels group groups${number}`,
    `generate change = wage_${year + 2} - wage_${year}`,
    `generate married = inlist(civil, '2', '6') & wage_${year} > 100000`,
    `generate log_wage = ln(wage_${year} + 1) * 100 / (1 + exp(-age / 10))`,
    'tabulate group sex, colpct freq',
    `tabulate level sex if age > 30, summarize(wage_${year}) mean p50`,
    `summarize wage_${year} change, gini iqr`,
    'barchart (mean) change, over(level) by(sex)',
    `histogram wage_${year + 1}, percent by(sex)`,
    `regress wage_${year} age i.level i.sex, robust`,
    'textblock',
    `## What came of study ${number}`,
    'Wages grew, and **most** of all for the young.',
    'endblock',
    `clone-dataset people${number} places${number}`,
    `use places${number}`,
    `collapse (median) wage_${year} -> place_wage (count) wage_${year} -> earners, by(muni)`,
    `merge place_wage earners into people${number} on muni`,
    `use people${number}`,
    `generate ratio = wage_${year} / place_wage`,
    'rename ratio wage_ratio',
    'drop if sysmiss(wage_ratio)',
    'tabulate county, summarize(wage_ratio) mean p50 rowsort() bottom(5)',
    '',
  ];
}

/** A script of a number of lines without a mistake against the demo databank, as somebody could have written it. */
export function longScript(lines: number): string {
  const all = [...head];
  for (let number = 1; all.length < lines; number++) all.push(...study(number));
  return `${all.slice(0, lines).join('\n')}\n`;
}

/** The same as a literate document, a fence for every paragraph of the script. */
export function longDocument(lines: number): string {
  const paragraphs = longScript(lines).trimEnd().split('\n\n');
  const fences = paragraphs.map(
    (text, i) => `## Part ${i + 1}\n\nSome *words* on it:\n\n\`\`\`microdata\n${text}\n\`\`\`\n`,
  );
  return `---\ntitle: A long document\nlang: en\n---\n\n# All of it\n\n${fences.join('\n')}`;
}
