"""The patients of a FHIR file, with the results and diseases that belong to each."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from diabetes_desktop.adapters.fhir.conditions import condition_of
from diabetes_desktop.adapters.fhir.entries import Entry, entries_of
from diabetes_desktop.adapters.fhir.json_access import Table, codings, table, tables, text, texts
from diabetes_desktop.adapters.fhir.json_documents import parse_documents, read_content
from diabetes_desktop.adapters.fhir.references import PatientReferences, addresses_of, only_server
from diabetes_desktop.application.errors import FhirFault, FhirRefused
from diabetes_desktop.domain.fhir_codes import UCUM
from diabetes_desktop.domain.patient_record import (
    Amount,
    Condition,
    Identifier,
    Moment,
    Observation,
    PatientRecord,
)

MOST_PATIENTS: Final = 100  # among whom a doctor can still choose
LONGEST_NAME: Final = 80
_ANNOTATION = re.compile(r"\{[^{}]*\}")  # UCUM's: "%{HbA1c}" is "%"
_NO_NAME_USES = ("old", "maiden", "anonymous")


def read_records(path: Path) -> tuple[PatientRecord, ...]:
    """The patients in the file at `path`, at least one.

    Raises:
        StorageUnavailable: the file can't be read.
        FhirRefused: it is not FHIR in JSON, or names no patient, too many, or one of them twice.
    """
    return records_in(read_content(path))


def records_in(content: bytes) -> tuple[PatientRecord, ...]:
    """As `read_records`, from the bytes of the file."""
    try:
        return _records(content)
    except RecursionError:
        raise FhirRefused(FhirFault.TOO_DEEP) from None


def _records(content: bytes) -> tuple[PatientRecord, ...]:
    entries = entries_of(parse_documents(content))
    patients = _patients(entries)
    references = PatientReferences(entries, patients)
    results: list[list[Observation]] = [[] for _ in patients]
    diseases: list[list[Condition]] = [[] for _ in patients]
    of_others = 0
    for entry in entries:
        if entry.kind not in ("Observation", "Condition"):
            continue
        owner = references.owner(entry)
        if owner is None:
            of_others += 1
        elif entry.kind == "Observation":
            results[owner].append(_observation(entry.resource))
        else:
            diseases[owner].append(condition_of(entry.resource))
    return tuple(
        _record(entry.resource, tuple(observations), tuple(conditions), of_others)
        for entry, observations, conditions in zip(patients, results, diseases, strict=True)
    )


def _patients(entries: Sequence[Entry]) -> list[Entry]:
    """Each patient once; the same one with other contents can't be told right from wrong."""
    patients: list[Entry] = []
    known: dict[str, Table] = {}
    home = only_server(entries)
    for entry in entries:
        if entry.kind != "Patient":
            continue
        names = addresses_of(entry, home)
        twins = [known[name] for name in names if name in known]
        if any(twin != entry.resource for twin in twins):
            raise FhirRefused(FhirFault.PATIENT_TWICE)
        if not twins:
            patients.append(entry)
        known.update(dict.fromkeys(names, entry.resource))
    if not patients:
        raise FhirRefused(FhirFault.NO_PATIENT)
    if len(patients) > MOST_PATIENTS:
        raise FhirRefused(FhirFault.TOO_MANY_PATIENTS, len(patients))
    return patients


def _record(
    patient: Table,
    observations: tuple[Observation, ...],
    conditions: tuple[Condition, ...],
    of_others: int,
) -> PatientRecord:
    birth_date = text(patient, "birthDate")
    return PatientRecord(
        name=_name(patient),
        identifiers=tuple(_identifier(each) for each in tables(patient, "identifier")),
        gender=text(patient, "gender"),
        birth_date=birth_date if birth_date.isprintable() else "",
        deceased=patient.get("deceasedBoolean") is True or bool(text(patient, "deceasedDateTime")),
        observations=observations,
        conditions=conditions,
        of_others=of_others,
        out_of_use=_is_out_of_use(patient),
    )


def _is_out_of_use(patient: Table) -> bool:
    replaced = any(text(link, "type") == "replaced-by" for link in tables(patient, "link"))
    return replaced or patient.get("active", True) is not True


def _name(patient: Table) -> str:
    for name in tables(patient, "name"):
        parts = [*texts(name, "given"), text(name, "family")]
        whole = text(name, "text") or " ".join(part for part in parts if part)
        if text(name, "use") not in _NO_NAME_USES and whole and whole.isprintable():
            return whole[:LONGEST_NAME]
    return ""


def _identifier(identifier: Table) -> Identifier:
    kinds = tuple(coding.code for coding in codings(table(identifier, "type")))
    return Identifier(text(identifier, "value"), text(identifier, "use"), kinds)


def _observation(resource: Table) -> Observation:
    flag = resource.get("valueBoolean")
    return Observation(
        status=text(resource, "status"),
        codes=codings(table(resource, "code")),
        when=_effective(resource),
        amount=_amount(resource.get("valueQuantity")),
        concepts=codings(table(resource, "valueCodeableConcept")),
        flag=flag if isinstance(flag, bool) else None,
        plain="modifierExtension" not in resource and not _is_contradictory(resource),
    )


def _is_contradictory(resource: Table) -> bool:
    """Whether a value is there, and the reason why there is none."""
    has_value = any(name.startswith("value") for name in resource)
    return "dataAbsentReason" in resource and has_value


def _effective(resource: Table) -> Moment | None:
    period = table(resource, "effectivePeriod")
    said = (
        text(resource, "effectiveDateTime"),
        text(resource, "effectiveInstant"),
        text(period, "end"),
        text(period, "start"),
    )
    return Moment.read(next(filter(None, said), ""))


def _amount(quantity: Any) -> Amount | None:
    """A finite number; its unit only by its UCUM code, never by the text for people."""
    if not isinstance(quantity, dict):
        return None
    value = quantity.get("value")
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    unit = text(quantity, "code") if text(quantity, "system") == UCUM else ""
    return Amount(value, _ANNOTATION.sub("", unit), exact="comparator" not in quantity)
