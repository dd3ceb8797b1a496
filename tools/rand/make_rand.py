"""Turns the RAND Health Insurance Experiment data of statsmodels into datasets of the exchange format.

    python3 -m venv VENV && VENV/bin/pip install statsmodels==0.15.0
    VENV/bin/python tools/rand/make_rand.py assets/rand

The data are in the public domain (collected by the RAND Corporation; distributed with statsmodels as `randhie`,
20,190 person-years, a subset of the original). They carry no identifier of persons, so each person-year is a unit of its
own: its identifier is `RANDHIE` and the number of its row. Rows that follow each other with the same plan and the same
health facts are years of one person as far as the data can tell; RAND_SPELL numbers these runs, so that standard errors
can be clustered by them. Everything else is copied without a change.
"""

import gzip
import json
import math
import pathlib
import sys

import statsmodels.api as sm

STOP = "1982-12-31"  # the experiment's last year; a FIXED row has no start

PLANS = {0: "Gratis behandling", 25: "25 prosent egenandel", 50: "50 prosent egenandel", 95: "95 prosent egenandel"}
HEALTH = {"E": "Svært god", "G": "God", "F": "Nokså god", "P": "Dårlig"}
YES_NO = {"0": "Nei", "1": "Ja"}


def text(value):
    return [{"languageCode": "no", "value": value}]


def code_list(codes):
    return {
        "codeList": [
            {"code": code, "categoryTitle": text(title), "validFrom": "1970-01-01"} for code, title in codes.items()
        ]
    }


def described(description, unit=None):
    domain = {"description": text(description)}
    if unit:
        domain["measurementUnitDescription"] = text(unit)
    return domain


def metadata(title, description, data_type, domain):
    return {
        "temporalityType": "FIXED",
        "sensitivityLevel": "PUBLIC",
        "populationDescription": text("Personår i RAND Health Insurance Experiment"),
        "spatialCoverageDescription": text("USA"),
        "subjectFields": [text("Helse"), text("Forsikring")],
        "dataRevision": {"description": text("Første utgave")},
        "identifierVariables": [{"unitType": "PERSON"}],
        "measureVariables": [
            {"name": text(title), "description": text(description), "dataType": data_type, "valueDomain": domain}
        ],
    }


def number(value):
    """The shortest text that reads back as the same number."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def runs(data):
    """For each row the number of its run of equal plan and health facts, from 1."""
    facts = data.drop(columns="mdvis").to_numpy()
    numbers, current = [], 0
    for i, row in enumerate(facts):
        if i == 0 or (row != facts[i - 1]).any():
            current += 1
        numbers.append(current)
    return numbers


def variables(data):
    yield "RAND_MDVIS", metadata(
        "Legebesøk", "Antall polikliniske besøk hos lege i året", "LONG", described("Hele tall", "Besøk")
    ), [number(v) for v in data["mdvis"]]
    for name, title, description in [
        ("lncoins", "Log av egenandel", "Naturlig logaritme av egenandelen i prosent pluss 1"),
        ("lpi", "Log av deltakerbetaling", "Naturlig logaritme av årlig deltakerbetaling, minst 1"),
        ("fmde", "Log av utgiftstak", "0 ved individuelt tak, ellers log av utgiftstaket delt på egenandelen"),
        ("physlm", "Fysisk begrensning", "1 når personen har en fysisk begrensning; brøker er beregnede verdier"),
        ("disea", "Kroniske sykdommer", "Antall kroniske sykdommer; brøker er beregnede verdier"),
    ]:
        yield f"RAND_{name.upper()}", metadata(title, description, "DOUBLE", described("Desimaltall")), [
            number(v) for v in data[name]
        ]
    for name, title, description in [
        ("idp", "Individuelt utgiftstak", "1 når ordningen har et individuelt utgiftstak, ellers 0"),
        ("hlthg", "God helse", "1 når egen helse vurderes som god, ellers 0"),
        ("hlthf", "Nokså god helse", "1 når egen helse vurderes som nokså god, ellers 0"),
        ("hlthp", "Dårlig helse", "1 når egen helse vurderes som dårlig, ellers 0"),
    ]:
        yield f"RAND_{name.upper()}", metadata(title, description, "LONG", described("0 eller 1")), [
            number(v) for v in data[name]
        ]
    health = ["P" if r.hlthp else "F" if r.hlthf else "G" if r.hlthg else "E" for r in data.itertuples()]
    yield "RAND_HEALTH", metadata(
        "Egenvurdert helse", "Egenvurdert helse samlet fra de tre indikatorene", "STRING", code_list(HEALTH)
    ), health
    coinsurance = [round(math.exp(v) - 1) for v in data["lncoins"]]
    titles = {str(c): PLANS.get(c, f"{c} prosent egenandel") for c in sorted(set(coinsurance))}
    yield "RAND_PLAN", metadata(
        "Forsikringsordning", "Egenandelen i prosent, avrundet fra logaritmen", "STRING", code_list(titles)
    ), [str(v) for v in coinsurance]
    yield "RAND_LIMITED", metadata(
        "Fysisk begrenset", "Om personen har en fysisk begrensning, avrundet fra RAND_PHYSLM", "STRING", code_list(YES_NO)
    ), ["1" if v >= 0.5 else "0" for v in data["physlm"]]
    yield "RAND_SPELL", metadata(
        "Rekke av personår",
        "Nummer på en rekke av etterfølgende personår med samme ordning og helse",
        "LONG",
        described("Hele tall fra 1"),
    ), [str(v) for v in runs(data)]


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    data = sm.datasets.randhie.load_pandas().data
    assert len(data) == 20190, len(data)
    for name, facts, values in variables(data):
        (folder / f"{name}.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        rows = "".join(f"RANDHIE{i + 1:05d};{value};;{STOP};\n" for i, value in enumerate(values))
        # Neither name nor time in the header: the same data give the same bytes.
        with open(folder / f"{name}.csv.gz", "wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as packed:
                packed.write(rows.encode("utf-8"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
