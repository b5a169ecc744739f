"""The examples that HL7 publishes with FHIR R4, and patients made by another library."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from carebundle import generate_bundle, to_json, to_ndjson
from tests.adapters.fhir.small_files import line

from diabetes_desktop.adapters.fhir.record_reader import read_records, records_in
from diabetes_desktop.application.errors import FhirFault, FhirRefused
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.import_record import facts_of
from diabetes_desktop.domain.imported_facts import Gap, ImportedFacts
from diabetes_desktop.domain.units import Unit

EXAMPLES = Path(__file__).parent / "examples"
TODAY = date(2026, 3, 10)
FILES = sorted(EXAMPLES.glob("*.json"))


def together(*names: str) -> ImportedFacts:
    """What a list of examples says of the one patient in it."""
    resources = [json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")) for name in names]
    (record,) = records_in(json.dumps(resources).encode())
    return facts_of(record, TODAY)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_example_is_read_or_refused(file: Path) -> None:
    if file.stem in WITH_PATIENTS:
        assert all(len(facts_of(record, TODAY).lines) == 8 for record in read_records(file))
        return
    with pytest.raises(FhirRefused) as refused:
        read_records(file)
    in_three_versions = file.stem == "Bundle-bundle-references"
    expected = FhirFault.PATIENT_TWICE if in_three_versions else FhirFault.NO_PATIENT
    assert refused.value.fault is expected


WITH_PATIENTS = {
    "Bundle-b248b1b2-1686-4b94-9936-37d7a5f94b51",
    "Bundle-bundle-response",
    "Bundle-bundle-transaction",
    "Bundle-father",
    "Patient-animal",
    "Patient-example",
    "Patient-f001",
    "Patient-infant-twin-1",
    "Patient-pat3",
}


def test_a_glucose_in_mmol_per_litre_with_a_period() -> None:
    found = together("Patient-f001", "Observation-f001", "Condition-f001")
    glucose = line(found, "blood_glucose_level")
    assert glucose.value == Quantity(6.3, Unit.MMOL_L)
    assert [origin.when.day for origin in glucose.origins if origin.when] == ["2013-04-02"]
    assert found.is_old(glucose)
    assert found.name == "Pieter van de Heuvel"
    assert found.patient_id == "738472983"
    assert line(found, "gender").value == "Male"
    assert line(found, "age").value == Quantity(81, Unit.YEARS)
    assert line(found, "heart_disease").value is None, "a valve disorder is asked for"


def test_a_cancelled_glucose_is_left_out() -> None:
    found = together("Patient-f001", "Observation-unsat")
    assert line(found, "blood_glucose_level").gaps == (Gap.WITHDRAWN,)


def test_a_body_mass_index_and_one_from_pounds_and_inches() -> None:
    recorded = together("Patient-example", "Observation-bmi", "Observation-example")
    assert line(recorded, "bmi").value == Quantity(16.2, Unit.KG_M2)
    measured = together("Patient-example", "Observation-body-height", "Observation-example")
    assert line(measured, "bmi").value == Quantity(29.1, Unit.KG_M2)
    dates = [origin.when.day for origin in line(measured, "bmi").origins if origin.when]
    assert dates == ["2016-03-28", "1999-07-02"]


def test_two_heights_of_one_day_are_ambiguous() -> None:
    both = ("Observation-body-height", "Observation-body-length")
    found = together("Patient-example", "Observation-example", *both)
    assert line(found, "bmi").gaps == (Gap.AMBIGUOUS,)


def test_a_dead_patient_has_no_age() -> None:
    assert line(together("Patient-pat3"), "age").gaps == (Gap.DECEASED,)


def test_a_medical_record_number_is_told_from_other_numbers() -> None:
    assert together("Patient-infant-twin-1").patient_id == "MRN7465737865"
    assert together("Patient-animal").patient_id == ""


@pytest.mark.parametrize("seed", range(1, 9))
@pytest.mark.parametrize("as_lines", [False, True], ids=["bundle", "lines"])
def test_generated_diabetics_are_read_as_they_were_made(seed: int, as_lines: bool) -> None:
    bundle = generate_bundle(profile="type2_diabetes", seed=seed)
    text = "\n".join(to_ndjson([bundle]).values()) if as_lines else to_json(bundle)

    (record,) = records_in(text.encode())
    found = facts_of(record, TODAY)

    resources = [entry["resource"] for entry in json.loads(to_json(bundle))["entry"]]
    (patient,) = (each for each in resources if each["resourceType"] == "Patient")
    assert line(found, "gender").value == patient["gender"].capitalize()
    assert found.birth_date == patient["birthDate"]
    for code, name, unit in (
        ("4548-4", "HbA1c_level", Unit.PERCENT),
        ("2345-7", "blood_glucose_level", Unit.MG_DL),
        ("39156-5", "bmi", Unit.KG_M2),
    ):
        assert line(found, name).value == Quantity(value_of(resources, code), unit)
    diseases = {
        each["code"]["coding"][0]["code"]
        for each in resources
        if each["resourceType"] == "Condition"
    }
    assert (line(found, "hypertension").value == "1") == ("I10" in diseases)
    assert found.of_others == 0


def value_of(resources: list[dict[str, Any]], code: str) -> float:
    (value,) = (
        each["valueQuantity"]["value"]
        for each in resources
        if each["resourceType"] == "Observation" and each["code"]["coding"][0]["code"] == code
    )
    return float(value)
