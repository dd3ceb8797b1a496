import type { UnitType, UnitTypeName } from './catalogue.ts';

type Row = readonly [name: string, identifier: string, idKind: string, nb: string, en: string];

/** Name, identifier column, identifier space, labels. Unit types with one space can be linked to each other. */
const pseudonymised: readonly Row[] = [
  ['PERSON', 'PERSONID_1', 'FNR', 'Person', 'Person'],
  ['FAMILIE', 'FAMILIE_ID', 'FNR', 'Familie', 'Family'],
  ['HUSHOLDNING', 'HUSHOLDNING_ID', 'FNR', 'Husholdning', 'Household'],
  ['SOESKEN', 'SOESKEN_ID', 'FNR', 'Søsken', 'Siblings'],
  ['FORETAK', 'FORETAK_ID', 'ORGNR', 'Foretak', 'Enterprise'],
  ['VIRKSOMHET', 'VIRKSOMHET_ID', 'ORGNR', 'Virksomhet', 'Establishment'],
  ['BEDRIFT', 'BEDRIFT_ID', 'ORGNR', 'Bedrift', 'Business'],
  ['JOBB', 'JOBBID_1', 'JOBBID_1', 'Jobb', 'Job'],
  ['KJORETOY', 'KJORETOY_ID', 'KJORETOY_ID', 'Kjøretøy', 'Vehicle'],
  ['KURS', 'KURSID_1', 'KURSID', 'Kurs', 'Course'],
  ['MALEPUNKT', 'MALEPUNKT_ID', 'MALEPUNKT_ID', 'Målepunkt', 'Meter'],
  ['TRAFIKKULYKKE', 'TRAFIKKULYKKE_ID', 'TRAFIKKULYKKE_ID', 'Trafikkulykke', 'Traffic accident'],
  [
    'TRAFIKKULYKKE_PERSON',
    'PERSON_TRAFIKKULYKKE_ID',
    'TRAFIKKULYKKE_PERSON_ID',
    'Person i trafikkulykke',
    'Person in traffic accident',
  ],
  ['NPR_EPISODE', 'NPR_EPISODEID', 'NPR_EPISODE_ID', 'Behandlingsopphold', 'Episode of care'],
  ['NPR_SYKEHUSOPPHOLD', 'NPR_SYKEHUSOPPHOLDID', 'NPR_SYKEHUSOPPHOLD_ID', 'Sykehusopphold', 'Hospital stay'],
  ['NPR_PROSEDYRE', 'NPR_PROSEDYREID', 'NPR_PROSEDYRE_ID', 'Prosedyre', 'Procedure'],
  ['HKDIR_STUDIESOKNAD', 'HKDIR_STUDIESOKNADID', 'HKDIR_STUDIESOKNAD_ID', 'Studiesøknad', 'Study application'],
  [
    'HKDIR_HYU_OPPMELDING',
    'HKDIR_HYU_OPPMELDING_ID',
    'HKDIR_HYU_OPPMELDING_ID',
    'Oppmelding til høyere yrkesfaglig utdanning',
    'Enrolment in higher vocational education',
  ],
  ['SOSTIL', 'SOSTIL_ID', 'SOSTIL_ID', 'Sosialhjelpstilfelle', 'Social assistance case'],
  ['KRG_KREFTTILFELLE', 'KRG_TILFELLEID', 'KRG_TILFELLEID', 'Krefttilfelle', 'Cancer case'],
  ['FENGSLINGER_TILGANG', 'FENGSLINGER_TILGANG_ID', 'FENGSLINGER_TILGANG_ID', 'Fengsling', 'Imprisonment'],
  ['BRUKSENHET', 'BRUKSENHETID_1', 'BRUKSENHETSNUMMER', 'Bruksenhet', 'Dwelling unit'],
];

const open: readonly Row[] = [
  ['KOMMUNE', 'KOMMUNEID', 'KOMMUNE', 'Kommune', 'Municipality'],
  [
    'BK_HELSESTASJONSKONSULTASJON',
    'BK_HELSESTASJONSKONSULTASJONS_ID',
    'BK_HELSESTASJONSKONSULTASJON',
    'Helsestasjonskonsultasjon',
    'Child health consultation',
  ],
];

const unitType =
  (isPseudonymised: boolean) =>
  ([name, identifier, idKind, nb, en]: Row): [UnitTypeName, UnitType] => [
    name,
    { name, identifier, idKind, pseudonymised: isPseudonymised, label: { nb, en } },
  ];

/** The 24 unit types that exist, by name (datastore specification, a.5); every catalogue knows all of them. */
export const unitTypes: ReadonlyMap<UnitTypeName, UnitType> = new Map([
  ...pseudonymised.map(unitType(true)),
  ...open.map(unitType(false)),
]);

/** The id kind of a unit type; empty for a name that is none, which no universe has. */
export function idKindOf(unitType: UnitTypeName | undefined): string {
  return unitTypes.get(unitType ?? '')?.idKind ?? '';
}
