import type { SensitivityLevel } from '../../src/metadata/catalogue.ts';

/** What is said of all variables of a source: where they come from, whom they are about, and how sensitive they are. */
export interface Source {
  readonly prefix: RegExp;
  /** The register, as it follows "fra". */
  readonly register: string;
  readonly population: string;
  readonly subjects: readonly string[];
  readonly level?: SensitivityLevel;
}

const pensions = ['Trygd og pensjon'];
const work = ['Arbeidsmarked'];
const special = 'PERSON_SPECIAL';

/** Sources by the beginning of the variable's name; the first that fits counts. */
const sources: readonly Source[] = [
  {
    prefix: /^AFP[OP]/u,
    register: 'registeret over avtalefestet pensjon',
    population: 'Personer som tar ut avtalefestet pensjon',
    subjects: pensions,
  },
  {
    prefix: /^ALDPENSJ/u,
    register: 'registeret over alderspensjon fra folketrygden',
    population: 'Personer som tar ut alderspensjon',
    subjects: pensions,
  },
  {
    prefix: /^ARBAVKLARPFDT/u,
    register: 'registeret over arbeidsavklaringspenger',
    population: 'Mottakere av arbeidsavklaringspenger',
    subjects: pensions,
    level: special,
  },
  {
    prefix: /^ARBEIDSFORHOLD/u,
    register: 'registeret over arbeidsforhold',
    population: 'Alle arbeidsforhold',
    subjects: work,
  },
  {
    prefix: /^(ARBEIDSSOKER|ARBSOEK)/u,
    register: 'arbeidssøkerregisteret',
    population: 'Personer som er registrert som arbeidssøkere',
    subjects: work,
  },
  {
    prefix: /^ARBLONN_PERS/u,
    register: 'arbeidsgivernes månedlige meldinger',
    population: 'Personer med arbeidsforhold på måledatoen',
    subjects: work,
  },
  {
    prefix: /^ARBLONN_LONN/u,
    register: 'arbeidsgivernes månedlige meldinger',
    population: 'Arbeidsforhold med slik lønn i måneden',
    subjects: [...work, 'Lønn'],
  },
  {
    prefix: /^ARBLONN/u,
    register: 'arbeidsgivernes månedlige meldinger',
    population: 'Arbeidsforhold som er aktive på måledatoen',
    subjects: work,
  },
  {
    prefix: /^ARBSTATUS/u,
    register: 'statistikken over tilknytning til arbeid, utdanning og velferdsordninger',
    population: 'Bosatte 15–74 år',
    subjects: work,
  },
  {
    prefix: /^BARNETRMOTFDT/u,
    register: 'registeret over barnetrygd',
    population: 'Mottakere av barnetrygd',
    subjects: ['Familieytelser'],
  },
  {
    prefix: /^BARNEVERN/u,
    register: 'statistikken over barnevern',
    population: 'Barn og unge med tiltak fra barnevernet',
    subjects: ['Barnevern'],
    level: special,
  },
  {
    prefix: /^BEFOLKNING/u,
    register: 'folkeregisteret',
    population: 'Bosatte ved årsskiftet',
    subjects: ['Befolkning'],
  },
  {
    prefix: /^BOFORHOLD/u,
    register: 'boforholdsregisteret',
    population: 'Bosatte i privathusholdninger',
    subjects: ['Boforhold'],
  },
  { prefix: /^BOSATT|^KOMMNR/u, register: 'folkeregisteret', population: 'Bosatte', subjects: ['Befolkning'] },
  {
    prefix: /^BOSTOTTE/u,
    register: 'registeret over bostøtte',
    population: 'Søkere av bostøtte',
    subjects: ['Boforhold', 'Sosiale ytelser'],
    level: special,
  },
  {
    prefix: /^ELHUB/u,
    register: 'registeret over strømmåling',
    population: 'Målepunkter der en person er kunde',
    subjects: ['Energi'],
  },
  {
    prefix: /^ENSLIG/u,
    register: 'registeret over stønader til enslige forsørgere',
    population: 'Enslige forsørgere med stønad',
    subjects: ['Familieytelser'],
  },
  {
    prefix: /^ETLAT/u,
    register: 'registeret over etterlattepensjon',
    population: 'Mottakere av etterlattepensjon',
    subjects: pensions,
  },
  {
    prefix: /^(FUFOERP|UFOERP|TIDSUFOERP)/u,
    register: 'registeret over uføreytelser',
    population: 'Mottakere av uføreytelser',
    subjects: pensions,
    level: special,
  },
  {
    prefix: /^(GRUNNST|HJELPST)/u,
    register: 'registeret over grunn- og hjelpestønad',
    population: 'Mottakere av grunn- eller hjelpestønad',
    subjects: pensions,
    level: special,
  },
  {
    prefix: /^INNTEKT_(SOSIAL|BOSTOTTE|GRUNN_HJELP|KODE218|SUM_ARBAVKL|SYKEPENGER)/u,
    register: 'inntektsstatistikken',
    population: 'Personer med slik inntekt i året',
    subjects: ['Inntekt og formue'],
    level: special,
  },
  {
    prefix: /^INNTEKT/u,
    register: 'inntektsstatistikken',
    population: 'Personer med slik inntekt i året',
    subjects: ['Inntekt og formue'],
  },
  {
    prefix: /^INTRO/u,
    register: 'registeret over introduksjonsordningen',
    population: 'Nyankomne innvandrere i introduksjonsordningen',
    subjects: ['Innvandring'],
  },
  {
    prefix: /^KJORETOY/u,
    register: 'kjøretøyregisteret',
    population: 'Kjøretøy eid av personer ved årets slutt',
    subjects: ['Kjøretøy'],
  },
  {
    prefix: /^KRIMINALITET/u,
    register: 'statistikken over etterforskede lovbrudd',
    population: 'Personer som er siktet for lovbrudd',
    subjects: ['Kriminalitet'],
    level: special,
  },
  {
    prefix: /^KVALIFST/u,
    register: 'registeret over kvalifiseringsprogrammet',
    population: 'Deltakere i kvalifiseringsprogrammet',
    subjects: ['Sosiale ytelser'],
    level: special,
  },
  {
    prefix: /^LAANEKASSEN/u,
    register: 'registeret over utdanningsstøtte',
    population: 'Personer med lån eller stipend til utdanning',
    subjects: ['Utdanning'],
  },
  {
    prefix: /^NUDB_KURS_(?!GRPOENG)/u,
    register: 'utdanningsdatabasen',
    population: 'Personers deltakelse i utdanning',
    subjects: ['Utdanning'],
  },
  {
    prefix: /^NUDB/u,
    register: 'utdanningsdatabasen',
    population: 'Personer med registrert utdanning',
    subjects: ['Utdanning'],
  },
  {
    prefix: /^PENSJ/u,
    register: 'pensjonsregisteret',
    population: 'Personer med pensjon fra folketrygden',
    subjects: pensions,
  },
  {
    prefix: /^REGSYS/u,
    register: 'den registerbaserte sysselsettingsstatistikken',
    population: 'Sysselsatte i referanseuken i november',
    subjects: work,
  },
  {
    prefix: /^REHABFDT/u,
    register: 'registeret over rehabiliteringspenger',
    population: 'Mottakere av rehabiliteringspenger',
    subjects: pensions,
    level: special,
  },
  {
    prefix: /^SB\d+_KOSTRA/u,
    register: 'kommunenes rapportering',
    population: 'Kommuner som fantes i året',
    subjects: ['Kommuneregnskap'],
    level: 'PUBLIC',
  },
  {
    prefix: /^SIVSTANDFDT/u,
    register: 'folkeregisteret',
    population: 'Personer i folkeregisteret',
    subjects: ['Befolkning'],
  },
  {
    prefix: /^SKATT/u,
    register: 'skatteoppgjøret',
    population: 'Personer med slikt beløp i året',
    subjects: ['Inntekt og formue'],
  },
  {
    prefix: /^SOSHJ/u,
    register: 'registeret over økonomisk sosialhjelp',
    population: 'Mottakere av økonomisk sosialhjelp',
    subjects: ['Sosiale ytelser'],
    level: special,
  },
  {
    prefix: /^SUPPLSTFDT/u,
    register: 'registeret over supplerende stønad',
    population: 'Mottakere av supplerende stønad',
    subjects: pensions,
  },
  {
    prefix: /^SYKEFRAVAR/u,
    register: 'sykefraværsstatistikken',
    population: 'Arbeidsforhold i kvartalet',
    subjects: [...work, 'Helse'],
    level: special,
  },
  {
    prefix: /^TRAFULYK_PERS/u,
    register: 'registeret over trafikkulykker med personskade',
    population: 'Personer i trafikkulykker med personskade',
    subjects: ['Transport'],
    level: special,
  },
  {
    prefix: /^TRAFULYK/u,
    register: 'registeret over trafikkulykker med personskade',
    population: 'Trafikkulykker med personskade',
    subjects: ['Transport'],
  },
  { prefix: /^VALG/u, register: 'valgmanntallet', population: 'Stemmeberettigede ved valget', subjects: ['Valg'] },
];

/** The source of a variable. */
export function sourceOf(name: string): Source {
  const source = sources.find(({ prefix }) => prefix.test(name));
  if (source === undefined) throw new Error(`${name}: there is no such source`);
  return source;
}
