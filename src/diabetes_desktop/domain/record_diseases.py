"""Hypertension and heart disease in a patient's record: yes where it says so, never a silent no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from diabetes_desktop.domain import fhir_codes as codes
from diabetes_desktop.domain.fhir_codes import Disease
from diabetes_desktop.domain.imported_facts import Gap, Line, Origin
from diabetes_desktop.domain.newest_value import newest_of
from diabetes_desktop.domain.patient import Input
from diabetes_desktop.domain.patient_record import NOT_UNDERSTOOD, Coding, Condition, PatientRecord
from diabetes_desktop.domain.record_results import is_future, statements

ACTIVE = frozenset({"active", "recurrence", "relapse"})
RULED_OUT = frozenset({"refuted", "entered-in-error"})
# Letters of ICD-10-GM: excluded, suspected, in the past.
CERTAIN: Final = "G"
_NOT_CERTAIN: Final = {"A": Gap.REFUTED, "V": Gap.NOT_CONFIRMED, "Z": Gap.NOT_ACTIVE}
_ICD_CODE = re.compile(r"[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?", re.ASCII)
# Some write the letter of ICD-10-GM behind the code, whose own are digits.
_ICD_10_GM_CODE = re.compile(r"[A-Z][0-9]{2}(\.[0-9]{1,2})?", re.ASCII)


def disease_line(spec: Input, disease: Disease, record: PatientRecord, today: date) -> Line:
    """Whether the patient has `disease`.

    A list without it is no "no": somebody has to say it. Only an observation can say no.
    """
    present, gaps = _on_the_list(record.conditions, disease, today)
    said = newest_of(
        statements(record.observations, disease, today), lambda one, other: one.value == other.value
    )
    value = str(said.newest[0].value) if said.newest else None
    older = said.newer.older if said.newer else None
    refuted = any(
        condition.verification_status == "refuted" and _named(condition, disease)
        for condition in record.conditions
    )
    if present is not None and (refuted or "0" in (value, older)):
        return Line(spec, None, gaps=(Gap.AMBIGUOUS,))
    if present is not None:
        return Line(spec, "1", (present,))
    left = tuple(dict.fromkeys((*gaps, *(gap for gap in said.gaps if gap is not Gap.NOT_FOUND))))
    if value is not None:
        return Line(spec, value, (said.newest[0].origin,), left)
    return Line(spec, None, gaps=left or (Gap.NOT_FOUND,), newer=said.newer)


def _on_the_list(
    conditions: Iterable[Condition], disease: Disease, today: date
) -> tuple[Origin | None, tuple[Gap, ...]]:
    """The newest entry that says so, and why others do not."""
    present: list[Origin] = []
    gaps = []
    for condition in conditions:
        origin = _named(condition, disease)
        if origin is None:
            continue
        gap = _gap(condition, today) or _code_gap(condition, disease)
        if gap is None:
            present.append(origin)
        else:
            gaps.append(gap)
    return max(present, key=_start, default=None), tuple(gaps)


def _named(condition: Condition, disease: Disease) -> Origin | None:
    for coding in condition.codes:
        system = _system(coding, disease)
        if system:
            return Origin(system, coding.code, when=condition.when)
    return None


def _system(coding: Coding, disease: Disease) -> str:
    if coding.system == codes.SNOMED and coding.code in disease.snomed:
        return "SNOMED CT"
    if coding.system in codes.ICD_10 and coding.code.strip()[:3].upper() in disease.icd_10:
        return "ICD-10"
    return ""


def _gap(condition: Condition, today: date) -> Gap | None:
    if condition.verification_status in RULED_OUT:
        return Gap.REFUTED
    statuses = (condition.verification_status, condition.clinical_status)
    if not condition.plain or NOT_UNDERSTOOD in statuses:
        return Gap.FORM
    if condition.verification_status not in ("", "confirmed"):
        return Gap.NOT_CONFIRMED
    if condition.clinical_status not in ACTIVE and (condition.clinical_status or condition.over):
        return Gap.NOT_ACTIVE
    return Gap.FUTURE if is_future(condition.when, today) else None


def _code_gap(condition: Condition, disease: Disease) -> Gap | None:
    """What is wrong with the codes: how certain the disease is, and how they are written."""
    for certainty in condition.certainties:
        if certainty != CERTAIN:
            return _NOT_CERTAIN.get(certainty, Gap.FORM)
    named = [coding for coding in condition.codes if _system(coding, disease) == "ICD-10"]
    return None if all(_is_well_written(coding) for coding in named) else Gap.FORM


def _is_well_written(coding: Coding) -> bool:
    form = _ICD_10_GM_CODE if coding.system.endswith("icd-10-gm") else _ICD_CODE
    return form.fullmatch(coding.code) is not None


def _start(origin: Origin) -> str:
    """By year, month and day, as far as they are known."""
    return "" if origin.when is None else origin.when.day
