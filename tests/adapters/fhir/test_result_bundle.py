"""A result as FHIR: valid by other people's models of R4, whole, and never a diagnosis."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from carebundle.models import r4
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from tests.adapters.fhir.small_files import line
from tests.ui import results

from diabetes_desktop.adapters.fhir.record_reader import records_in
from diabetes_desktop.adapters.fhir.result_bundle import bundle_content
from diabetes_desktop.application.fhir_texts import FhirTexts
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import ClinicalContext, Sample
from diabetes_desktop.domain.fhir_codes import SNOMED
from diabetes_desktop.domain.import_record import facts_of
from diabetes_desktop.domain.patient import INPUTS, Smoking
from diabetes_desktop.domain.prediction import Answer
from diabetes_desktop.domain.result import Result
from diabetes_desktop.domain.units import Unit

NOW = results.AT + timedelta(minutes=5)
TEXTS = FhirTexts(
    language="es",
    outcome="Diabetes, según el modelo",
    answer="Clase 1: el modelo señala diabetes",
    rationale="La HbA1c explica casi todo.",
    notes=("Apoyo a la decisión, no un diagnóstico.", "ADA 2026: cumple un criterio."),
    decision="Conclusión: repetir la prueba",
    labels={spec.name: spec.name for spec in INPUTS},
    smoking="Exfumador",
    undated="No consta cuándo se midió.",
)
Resource = dict[str, Any]


def exported(result: Result, texts: FhirTexts = TEXTS, now: datetime = NOW) -> Resource:
    numbers = count(1)
    content = bundle_content(result, texts, now, lambda: UUID(int=next(numbers)))
    read: Resource = json.loads(content)
    return read


def of_kind(bundle: Resource, kind: str) -> list[Resource]:
    resources = [entry["resource"] for entry in bundle["entry"]]
    return [each for each in resources if each["resourceType"] == kind]


def check_with_other_libraries(bundle: Resource) -> None:
    """By fhir.resources (R4B, which has these resources as R4 has them) and carebundle (R4)."""
    Bundle.model_validate_json(json.dumps(bundle))
    for kind in ("Patient", "Observation"):
        for resource in of_kind(bundle, kind):
            # carebundle's models leave out the extensions of primitive values.
            plain = {name: value for name, value in resource.items() if not name.startswith("_")}
            getattr(r4, kind).model_validate(plain)


def check_references(bundle: Resource) -> None:
    """Each reference is resolved inside the Bundle, to a resource of the type that it says."""
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    assert len(kinds) == len(bundle["entry"])
    for reference in references(bundle):
        assert kinds[reference["reference"]] == reference["type"]


def references(value: Any) -> list[Resource]:
    if isinstance(value, dict):
        own = [value] if isinstance(value.get("reference"), str) else []
        return own + [each for inner in value.values() for each in references(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in references(inner)]
    return []


def empty_parts(value: Any) -> bool:
    """FHIR has no empty texts, lists or objects, and no null."""
    if isinstance(value, dict):
        return not value or any(map(empty_parts, value.values()))
    if isinstance(value, list):
        return not value or any(map(empty_parts, value))
    return value is None or (isinstance(value, str) and not value.strip())


def test_the_bundle_holds_the_result_its_basis_the_model_and_who_did_it() -> None:
    bundle = exported(results.result())
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    basis = ["Observation"] * 7
    assert kinds == ["Patient", *basis, "Device", "RiskAssessment", "Provenance"]
    assert bundle["type"] == "collection"
    check_with_other_libraries(bundle)
    check_references(bundle)


def test_the_risk_assessment() -> None:
    bundle = exported(results.discordant())
    (risk,) = of_kind(bundle, "RiskAssessment")
    assert (risk["status"], risk["language"]) == ("final", "es")
    assert datetime.fromisoformat(risk["occurrenceDateTime"]) == results.AT
    assert len(risk["basis"]) == 8, "the patient, for the gender, and seven observations"
    (prediction,) = risk["prediction"]
    assert prediction["probabilityDecimal"] == 5, "R4 has it in per cent"
    assert prediction["qualitativeRisk"] == {"text": TEXTS.answer}
    assert prediction["outcome"]["text"] == TEXTS.outcome
    assert prediction["outcome"]["coding"][0]["code"] == "73211009"
    assert prediction["rationale"] == TEXTS.rationale
    *notes, decision = risk["note"]
    assert [note["text"] for note in notes] == list(TEXTS.notes)
    assert (decision["authorString"], decision["text"]) == (results.USER, TEXTS.decision)


def test_without_probability_explanation_and_decision_nothing_is_made_up() -> None:
    bundle = exported(
        results.result(answer=Answer(1, None)), replace(TEXTS, rationale="", decision="")
    )
    (risk,) = of_kind(bundle, "RiskAssessment")
    assert risk["prediction"][0].keys() == {"outcome", "qualitativeRisk"}
    assert len(risk["note"]) == len(TEXTS.notes)
    check_with_other_libraries(bundle)


def test_the_model_is_told_by_name_version_and_digest() -> None:
    (device,) = of_kind(exported(results.result()), "Device")
    assert device["deviceName"] == [{"name": "diabetes_model", "type": "model-name"}]
    assert device["version"] == [{"value": "1"}]
    assert device["identifier"][0]["value"] == results.DIGEST
    assert device["property"][0]["valueCode"] == [{"text": results.DIGEST}]


def test_who_did_it() -> None:
    bundle = exported(results.result())
    (provenance,) = of_kind(bundle, "Provenance")
    assert datetime.fromisoformat(provenance["recorded"]) == NOW
    assert [reference["type"] for reference in provenance["target"]] == ["RiskAssessment"]
    roles = {agent["type"]["coding"][0]["code"]: agent["who"] for agent in provenance["agent"]}
    assert roles["author"]["display"] == results.DOCTOR
    assert roles["performer"]["type"] == "Device"
    assert roles["assembler"]["display"].startswith("Diabetes Desktop ")


def test_a_result_is_never_a_condition() -> None:
    bundle = exported(results.result())
    assert not of_kind(bundle, "Condition")
    assert "Condition" not in json.dumps(bundle)


def test_nobody_is_named_who_was_not_named() -> None:
    (patient,) = of_kind(exported(results.result(results.case(patient_id=""))), "Patient")
    assert patient == {"resourceType": "Patient", "gender": "female"}
    (patient,) = of_kind(exported(results.result(results.case(patient_id="a\nb\0 "))), "Patient")
    assert patient["identifier"][0]["value"] == "a b"


def test_when_a_value_was_measured_is_not_made_up() -> None:
    for observation in of_kind(exported(results.result()), "Observation"):
        category = observation["category"][0]["coding"][0]["code"]
        is_measured = category in ("vital-signs", "laboratory")
        assert ("effectiveDateTime" in observation) is not is_measured
        assert ("_effectiveDateTime" in observation) is is_measured


@pytest.mark.parametrize("choice", [Smoking.EVER, Smoking.NOT_CURRENT, Smoking.CURRENT])
def test_a_smoking_history_without_a_clean_match_has_no_snomed_code(choice: Smoking) -> None:
    case = results.case()
    case = replace(case, patient=replace(case.patient, smoking_history=choice))
    observations = of_kind(exported(results.result(case)), "Observation")
    (smoking,) = (each for each in observations if "valueCodeableConcept" in each)
    concept = smoking["valueCodeableConcept"]
    assert concept["text"] == TEXTS.smoking
    assert SNOMED not in {coding["system"] for coding in concept["coding"]}


@pytest.mark.parametrize(
    ("sample", "unit", "code"),
    [
        (Sample.FASTING, Unit.MG_DL, "1558-6"),
        (Sample.FASTING, Unit.MMOL_L, "14771-0"),
        (Sample.TWO_HOURS, Unit.MG_DL, "1518-0"),
        (Sample.TWO_HOURS, Unit.MMOL_L, "14995-5"),
        (Sample.RANDOM, Unit.MG_DL, "2345-7"),
        (Sample.UNKNOWN, Unit.MMOL_L, "14749-6"),
    ],
)
def test_the_code_of_the_glucose_says_the_sample_and_the_unit(
    sample: Sample, unit: Unit, code: str
) -> None:
    of = results.case(glucose=12, glucose_unit=unit, context=ClinicalContext(sample))
    *_, glucose = of_kind(exported(results.result(of)), "Observation")
    assert glucose["code"]["coding"][0]["code"] == code
    assert glucose["valueQuantity"]["value"] == 12


@settings(max_examples=60)
@given(results.any_result())
def test_any_result_is_valid_and_comes_back_as_it_went(result: Result) -> None:
    bundle = exported(result, now=datetime(2026, 3, 10, tzinfo=UTC))
    check_with_other_libraries(bundle)
    check_references(bundle)
    assert not empty_parts(bundle)

    (record,) = records_in(json.dumps(bundle).encode())
    case = result.prediction.case
    found = facts_of(record, result.prediction.at.astimezone().date())

    assert [each.value for each in found.lines] == expected_values(case)
    assert found.patient_id == case.patient_id
    sample = case.context.sample
    assert found.sample is (Sample.UNKNOWN if sample is Sample.RANDOM else sample)
    assert found.of_others == 0
    assert line(found, "bmi").gaps == ()


def expected_values(case: Case) -> list[object]:
    patient = case.patient
    return [
        str(patient.gender),
        Quantity(patient.age, Unit.YEARS),
        str(patient.hypertension),
        str(patient.heart_disease),
        str(patient.smoking_history),
        Quantity(patient.bmi, Unit.KG_M2),
        case.hba1c,
        case.glucose,
    ]
