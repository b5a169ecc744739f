"""FHIR resources and files, short to write."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from diabetes_desktop.adapters.fhir.record_reader import records_in
from diabetes_desktop.domain.import_record import facts_of
from diabetes_desktop.domain.imported_facts import ImportedFacts, Line

Resource = dict[str, Any]
TODAY = date(2026, 3, 10)
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"


def patient(**changes: Any) -> Resource:
    """A woman born in 1967, called p."""
    return {
        "resourceType": "Patient",
        "id": "p",
        "gender": "female",
        "birthDate": "1967-05-04",
        **changes,
    }


def amount(value: object, code: str) -> Resource:
    return {"value": value, "unit": code, "system": UCUM, "code": code}


def observation(loinc: str, when: str = "2026-01-02", **changes: Any) -> Resource:
    """A final result of the patient p, without a value."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": loinc}]},
        "subject": {"reference": "Patient/p"},
        "effectiveDateTime": when,
        **changes,
    }


def hba1c(value: object, when: str = "2026-01-02", unit: str = "%", **changes: Any) -> Resource:
    return observation("4548-4", when, valueQuantity=amount(value, unit), **changes)


def glucose(
    value: object,
    when: str = "2026-01-02",
    unit: str = "mg/dL",
    loinc: str = "2345-7",
    **changes: Any,
) -> Resource:
    return observation(loinc, when, valueQuantity=amount(value, unit), **changes)


def condition(code: str, system: str = SNOMED, **changes: Any) -> Resource:
    """A disease of the patient p, without any status."""
    return {
        "resourceType": "Condition",
        "code": {"coding": [{"system": system, "code": code}]},
        "subject": {"reference": "Patient/p"},
        **changes,
    }


def clinical(code: str, system: str = CLINICAL) -> Resource:
    """A clinical status."""
    return {"coding": [{"system": system, "code": code}]}


def verified(*codes: str) -> Resource:
    """A verification status."""
    return {"coding": [{"system": VERIFICATION, "code": code} for code in codes]}


def bundle(*resources: Resource, kind: str = "collection") -> Resource:
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def content(*resources: Resource) -> bytes:
    """The bytes of a Bundle of `resources`."""
    return json.dumps(bundle(*resources)).encode()


def facts(*resources: Resource, today: date = TODAY) -> ImportedFacts:
    """What the file of the patient p and `resources` says."""
    (record,) = records_in(content(*resources))
    return facts_of(record, today)


def line(found: ImportedFacts, name: str) -> Line:
    """The line of the input called `name` in the model."""
    return next(line for line in found.lines if line.input.name == name)
