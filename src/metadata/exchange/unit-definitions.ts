import type { Json } from '../../base/canonical-json.ts';
import type { UnitType, UnitTypeName } from '../catalogue.ts';
import { unitTypes } from '../unit-types.ts';

/** What the exchange formats say of an identifier of a unit type; the same in every dataset. */
export interface UnitDefinition {
  readonly unitType: UnitType;
  readonly description: string;
  /** Label and description of the variable that identifies a unit. */
  readonly identifierLabel: string;
  readonly identifierDescription: string;
  /** What the values are. */
  readonly domainDescription: string;
  /** Raw identifiers that are whole numbers. */
  readonly rawType: 'STRING' | 'LONG';
}

type Row = readonly [description: string, identifierLabel: string, domainDescription: string];

const rows: Readonly<Record<UnitTypeName, Row>> = {
  PERSON: ['Person er et enkeltmenneske, individ.', 'Personidentifikator', 'Pseudonymisert personnummer'],
  FAMILIE: [
    'Familie er personer i samme husholdning som er knyttet sammen som par, eller som foreldre og barn.',
    'Familieidentifikator',
    'Pseudonymisert personnummer til den eldste i familien',
  ],
  HUSHOLDNING: [
    'Husholdning er personer som bor fast i samme bolig.',
    'Husholdningsidentifikator',
    'Pseudonymisert personnummer til husholdningens referanseperson',
  ],
  SOESKEN: [
    'Søsken er personer med samme foreldre.',
    'Søskenidentifikator',
    'Pseudonymisert personnummer til den eldste i søskenflokken',
  ],
  FORETAK: [
    'Foretak er en juridisk enhet i enhetsregisteret.',
    'Foretaksidentifikator',
    'Pseudonymisert organisasjonsnummer',
  ],
  VIRKSOMHET: [
    'Virksomhet er den delen av et foretak som driver på ett sted.',
    'Virksomhetsidentifikator',
    'Pseudonymisert organisasjonsnummer',
  ],
  BEDRIFT: ['Bedrift er et eldre navn på virksomhet.', 'Bedriftsidentifikator', 'Pseudonymisert organisasjonsnummer'],
  JOBB: [
    'Jobb er et arbeidsforhold mellom en person og en virksomhet.',
    'Jobbidentifikator',
    'Pseudonymisert person- og organisasjonsnummer',
  ],
  KJORETOY: [
    'Kjøretøy er et registrert motorkjøretøy hos én eier.',
    'Kjøretøyidentifikator',
    'Pseudonymisert person- og registreringsnummer',
  ],
  KURS: ['Kurs er en persons deltakelse i en utdanning.', 'Kursidentifikator', 'Pseudonymisert person- og kursnummer'],
  MALEPUNKT: ['Målepunkt er et sted der strøm måles.', 'Målepunktidentifikator', 'Pseudonymisert målepunktnummer'],
  TRAFIKKULYKKE: [
    'Trafikkulykke er en ulykke som politiet har registrert.',
    'Trafikkulykkesidentifikator',
    'Pseudonymisert ulykkesnummer',
  ],
  TRAFIKKULYKKE_PERSON: [
    'Person i trafikkulykke er én persons del i en trafikkulykke.',
    'Identifikator for person i trafikkulykke',
    'Pseudonymisert ulykkes- og personnummer',
  ],
  NPR_EPISODE: [
    'Behandlingsopphold er en episode i spesialisthelsetjenesten.',
    'Episodeidentifikator',
    'Pseudonymisert episodenummer',
  ],
  NPR_SYKEHUSOPPHOLD: [
    'Sykehusopphold er ett eller flere behandlingsopphold som henger sammen.',
    'Sykehusoppholdsidentifikator',
    'Pseudonymisert oppholdsnummer',
  ],
  NPR_PROSEDYRE: [
    'Prosedyre er en behandling eller undersøkelse i et behandlingsopphold.',
    'Prosedyreidentifikator',
    'Pseudonymisert prosedyrenummer',
  ],
  HKDIR_STUDIESOKNAD: [
    'Studiesøknad er en søknad om opptak til høyere utdanning.',
    'Studiesøknadsidentifikator',
    'Pseudonymisert søknadsnummer',
  ],
  HKDIR_HYU_OPPMELDING: [
    'Oppmelding er en registrering til høyere yrkesfaglig utdanning.',
    'Oppmeldingsidentifikator',
    'Pseudonymisert oppmeldingsnummer',
  ],
  SOSTIL: [
    'Sosialhjelpstilfelle er en persons stønad i en kommune i en måned.',
    'Sosialhjelpsidentifikator',
    'Pseudonymisert tilfellenummer',
  ],
  KRG_KREFTTILFELLE: [
    'Krefttilfelle er én svulst hos en person.',
    'Krefttilfelleidentifikator',
    'Pseudonymisert tilfellenummer',
  ],
  FENGSLINGER_TILGANG: [
    'Fengsling er en innsettelse av en person i fengsel.',
    'Fengslingsidentifikator',
    'Pseudonymisert person, dato og type',
  ],
  BRUKSENHET: [
    'Bruksenhet er en bolig eller et annet lokale med egen adresse.',
    'Bruksenhetsidentifikator',
    'Pseudonymisert bruksenhetsnummer',
  ],
  KOMMUNE: ['Kommune er den lokale enheten i offentlig forvaltning.', 'Kommunenummer', 'Firesifret kommunenummer'],
  BK_HELSESTASJONSKONSULTASJON: [
    'Helsestasjonskonsultasjon er et barns besøk på helsestasjonen.',
    'Konsultasjonsidentifikator',
    'Løpenummer for konsultasjonen',
  ],
};

const longIdentifiers: ReadonlySet<UnitTypeName> = new Set(['HKDIR_HYU_OPPMELDING', 'BK_HELSESTASJONSKONSULTASJON']);

/** The definition of a unit type that exists. */
export function unitDefinition(name: UnitTypeName): UnitDefinition {
  const unitType = unitTypes.get(name);
  const row = rows[name];
  if (unitType === undefined || row === undefined) throw new Error(`there is no unit type ${name}`);
  const [description, identifierLabel, domainDescription] = row;
  return {
    unitType,
    description,
    identifierLabel,
    identifierDescription: `Identifikator for ${unitType.label.nb.toLowerCase()} i microdata`,
    domainDescription,
    rawType: longIdentifiers.has(name) ? 'LONG' : 'STRING',
  };
}

/** What a pseudonym is: the declared format of identifiers that are pseudonymised. */
export const pseudonymFormat = 'RandomUInt48';

/** A text in the several languages of the input form; `en` is optional, `no` is not. */
export function texts(norwegian: string, english?: string): Json {
  return [
    { languageCode: 'no', value: norwegian },
    ...(english === undefined ? [] : [{ languageCode: 'en', value: english }]),
  ];
}
