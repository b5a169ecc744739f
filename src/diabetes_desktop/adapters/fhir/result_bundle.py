"""A result as a FHIR R4 Bundle: RiskAssessment, its basis, the model as Device, and Provenance.

https://hl7.org/fhir/R4/riskassessment.html. A model's answer is a risk, never a Condition.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from diabetes_desktop import __version__
from diabetes_desktop.adapters.fhir.case_observations import case_observations
from diabetes_desktop.application.fhir_texts import FhirTexts
from diabetes_desktop.domain import fhir_codes as codes
from diabetes_desktop.domain.patient import Gender
from diabetes_desktop.domain.prediction import ModelIdentity
from diabetes_desktop.domain.result import Result

Resource = dict[str, Any]
_PROGRAM = f"Diabetes Desktop {__version__}"
_DIABETES = {"system": codes.SNOMED, "code": "73211009", "display": "Diabetes mellitus"}
_IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203"
_PARTICIPANTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
_GENDERS = {Gender.FEMALE: "female", Gender.MALE: "male", Gender.OTHER: "other"}
_DECIMALS = 6


def bundle_content(
    result: Result, texts: FhirTexts, now: datetime, new_id: Callable[[], UUID]
) -> bytes:
    """The file: UTF-8 JSON. `now` is when it is written; each resource gets a `new_id`."""
    bundle = result_bundle(result, texts, now, new_id)
    return json.dumps(bundle, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"


def result_bundle(
    result: Result, texts: FhirTexts, now: datetime, new_id: Callable[[], UUID]
) -> Resource:
    """The Bundle, of type collection."""
    case = result.prediction.case
    patient = _entry(_patient(case.patient.gender, case.patient_id), new_id)
    device = _entry(_device(result.prediction.model), new_id)
    basis = [
        _entry({**each, **_subject(patient), "performer": [_doctor(result)]}, new_id)
        for each in case_observations(case, _time(result.prediction.at), texts)
    ]
    risk = _entry(_risk_assessment(result, texts, patient, device, basis), new_id)
    provenance = _entry(_provenance(result, now, risk, device), new_id)
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _time(now),
        "entry": [patient, *basis, device, risk, provenance],
    }


def _patient(gender: Gender, patient_id: str) -> Resource:
    """No name and no date of birth: the form has none."""
    resource: Resource = {"resourceType": "Patient", "gender": _GENDERS[gender]}
    if _line(patient_id):
        kind = {"coding": [{"system": _IDENTIFIER_TYPES, "code": "MR"}]}
        resource["identifier"] = [{"use": "usual", "type": kind, "value": _line(patient_id)}]
    return resource


def _device(model: ModelIdentity) -> Resource:
    """The model: name, version and the SHA-256 over its files."""
    digest = {"text": "SHA-256"}
    resource: Resource = {
        "resourceType": "Device",
        "identifier": [{"type": digest, "value": model.digest}],
        "status": "active",
        "deviceName": [{"name": _line(model.name), "type": "model-name"}],
        "version": [{"value": _line(model.version)}],
        "property": [{"type": digest, "valueCode": [{"text": model.digest}]}],
    }
    # FHIR has no empty texts; a model without a manifest has no name.
    for part, name in (("deviceName", model.name), ("version", model.version)):
        if not _line(name):
            del resource[part]
    return resource


def _risk_assessment(
    result: Result, texts: FhirTexts, patient: Resource, device: Resource, basis: list[Resource]
) -> Resource:
    prediction = result.prediction
    notes: list[Resource] = [{"text": text} for text in texts.notes]
    if result.decision is not None and texts.decision:
        at = _time(result.decision.at)
        notes.append({"authorString": result.decision.user, "time": at, "text": texts.decision})
    return {
        "resourceType": "RiskAssessment",
        "language": texts.language,
        "status": "final",
        **_subject(patient),
        "occurrenceDateTime": _time(prediction.at),
        "performer": _reference(device),
        "basis": [_reference(each) for each in (patient, *basis)],
        "prediction": [_prediction(prediction.answer.probability, texts)],
        "note": notes,
    }


def _prediction(probability: float | None, texts: FhirTexts) -> Resource:
    """R4 has the probability in per cent: "Decimal values are expressed as percentages"."""
    prediction: Resource = {
        "outcome": {"coding": [_DIABETES], "text": texts.outcome},
        "qualitativeRisk": {"text": texts.answer},
    }
    if probability is not None:
        prediction["probabilityDecimal"] = round(probability * 100, _DECIMALS)
    if texts.rationale:
        prediction["rationale"] = texts.rationale
    return prediction


def _provenance(result: Result, now: datetime, risk: Resource, device: Resource) -> Resource:
    program = {"type": "Device", "display": _PROGRAM}
    return {
        "resourceType": "Provenance",
        "target": [_reference(risk)],
        "occurredDateTime": _time(result.prediction.at),
        "recorded": _time(now),
        "agent": [
            _agent("author", _doctor(result)),
            _agent("performer", _reference(device)),
            _agent("assembler", program),
        ],
    }


def _agent(role: str, who: Resource) -> Resource:
    return {"type": {"coding": [{"system": _PARTICIPANTS, "code": role}]}, "who": who}


def _doctor(result: Result) -> Resource:
    return {
        "type": "Practitioner",
        "identifier": {"value": _line(result.user)},
        "display": _line(result.doctor) or _line(result.user),
    }


def _entry(resource: Resource, new_id: Callable[[], UUID]) -> Resource:
    return {"fullUrl": f"urn:uuid:{new_id()}", "resource": resource}


def _subject(patient: Resource) -> Resource:
    return {"subject": _reference(patient)}


def _reference(entry: Resource) -> Resource:
    return {"reference": entry["fullUrl"], "type": entry["resource"]["resourceType"]}


def _time(at: datetime) -> str:
    """By the clock of this place, with its distance to UTC."""
    return at.astimezone().isoformat(timespec="seconds")


def _line(text: str) -> str:
    """What people typed, without what FHIR does not allow in a text."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
