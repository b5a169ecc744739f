"""What the doctor stated of a patient, as FHIR Observations: the basis of a result."""

from __future__ import annotations

from typing import Any

from diabetes_desktop.application.fhir_texts import FhirTexts
from diabetes_desktop.domain import fhir_codes as codes
from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.clinical_context import Sample
from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GLUCOSE,
    HBA1C,
    HEART_DISEASE,
    HYPERTENSION,
    SMOKING_HISTORY,
    Input,
)
from diabetes_desktop.domain.units import Unit

Resource = dict[str, Any]
_UCUM_CODES = {Unit.KG_M2: "kg/m2", Unit.YEARS: "a"}
_HBA1C = {Unit.PERCENT: "4548-4", Unit.MMOL_MOL: "59261-8"}
_GLUCOSE = {
    (Sample.FASTING, Unit.MG_DL): "1558-6",
    (Sample.FASTING, Unit.MMOL_L): "14771-0",
    (Sample.TWO_HOURS, Unit.MG_DL): "1518-0",
    (Sample.TWO_HOURS, Unit.MMOL_L): "14995-5",
}
_GLUCOSE_AT_ANY_TIME = {Unit.MG_DL: "2345-7", Unit.MMOL_L: "14749-6"}
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def case_observations(case: Case, at: str, texts: FhirTexts) -> list[Resource]:
    """One Observation for each input but gender, which is the Patient's; without subject.

    `at` is when they were stated. When BMI and laboratory values were measured nobody said, and
    the resources say so.
    """
    patient = case.patient
    sample = case.context.sample
    glucose = _GLUCOSE.get((sample, case.glucose.unit), _GLUCOSE_AT_ANY_TIME[case.glucose.unit])
    stated = {"effectiveDateTime": at}
    measured: Resource = {
        "_effectiveDateTime": {"extension": [{"url": _ABSENT, "valueCode": "unknown"}]},
        "note": [{"text": texts.undated}],
    }
    age, bmi = Quantity(patient.age, Unit.YEARS), Quantity(patient.bmi, Unit.KG_M2)
    return [
        {**_measured(AGE, "30525-0", "exam", age, texts), **stated},
        {
            **_yes_or_no(HYPERTENSION, codes.HYPERTENSION_CODES, patient.hypertension, texts),
            **stated,
        },
        {
            **_yes_or_no(HEART_DISEASE, codes.HEART_DISEASE_CODES, patient.heart_disease, texts),
            **stated,
        },
        {**_smoking(case, texts), **stated},
        {**_measured(BMI, "39156-5", "vital-signs", bmi, texts), **measured},
        {**_measured(HBA1C, _HBA1C[case.hba1c.unit], "laboratory", case.hba1c, texts), **measured},
        {**_measured(GLUCOSE, glucose, "laboratory", case.glucose, texts), **measured},
    ]


def _measured(
    spec: Input, loinc: str, category: str, quantity: Quantity, texts: FhirTexts
) -> Resource:
    value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    unit = _UCUM_CODES.get(quantity.unit, str(quantity.unit))
    return {
        **_observation(category, _loinc(loinc), texts.labels[spec.name]),
        "valueQuantity": {"value": value, "unit": unit, "system": codes.UCUM, "code": unit},
    }


def _yes_or_no(spec: Input, disease: codes.Disease, flag: int, texts: FhirTexts) -> Resource:
    """Stated, not diagnosed: an observation that is true or false, never a Condition."""
    coding = {"system": codes.SNOMED, "code": disease.snomed[0]}
    return {
        **_observation("exam", coding, texts.labels[spec.name]),
        "valueBoolean": bool(flag),
    }


def _smoking(case: Case, texts: FhirTexts) -> Resource:
    choice = case.patient.smoking_history
    codings = [{"system": codes.OWN_SMOKING, "code": choice.value}]
    if choice in codes.SMOKING_AS_SNOMED:
        codings.append({"system": codes.SNOMED, "code": codes.SMOKING_AS_SNOMED[choice]})
    label = texts.labels[SMOKING_HISTORY.name]
    return {
        **_observation("social-history", _loinc("72166-2"), label),
        "valueCodeableConcept": {"coding": codings, "text": texts.smoking},
    }


def _observation(category: str, coding: Resource, label: str) -> Resource:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORIES, "code": category}]}],
        "code": {"coding": [coding], "text": label},
    }


def _loinc(code: str) -> Resource:
    name = codes.OBSERVATION_CODES[code].name
    return {"system": codes.LOINC, "code": code, "display": name}
