"""Whose results a file holds: another patient's are never the only patient's by default."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.adapters.fhir.small_files import (
    ICD_10,
    Resource,
    condition,
    content,
    facts,
    hba1c,
    line,
    observation,
    patient,
)

from diabetes_desktop.adapters.fhir.record_reader import records_in
from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.domain.imported_facts import Gap
from diabetes_desktop.domain.patient_record import PatientRecord
from diabetes_desktop.domain.units import Unit

HBA1C = "HbA1c_level"
URN = "urn:uuid:96baad95-bc36-5844-bc19-86cb1d4022a3"
HERE, THERE = "https://hospital.example/fhir", "https://other.example/fhir"


def at(address: str, resource: Resource) -> Resource:
    """An entry whose resource is at `address`; without one if that is empty."""
    return {"fullUrl": address, "resource": resource} if address else {"resource": resource}


def read(*entries: Resource, kind: str = "collection") -> tuple[PatientRecord, ...]:
    bundle = {"resourceType": "Bundle", "type": kind, "entry": list(entries)}
    return records_in(json.dumps(bundle).encode())


def of(reference: str) -> Resource:
    """A result of the patient at `reference`."""
    return hba1c(6.8, subject={"reference": reference})


def without_subject(resource: Resource) -> Resource:
    return {name: each for name, each in resource.items() if name != "subject"}


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/p"},
        {"reference": "Patient/p/_history/3"},
        {"identifier": {"system": "urn:hospital", "value": "77"}},
    ],
)
def test_a_result_of_the_patient_is_found_to_be_so(subject: object) -> None:
    known = patient(identifier=[{"system": "urn:hospital", "value": "77"}])
    found = facts(known, hba1c(6.8, subject=subject))
    assert line(found, HBA1C).value == Quantity(6.8, Unit.PERCENT)
    assert found.of_others == 0


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/q"},
        {"reference": "Group/p"},
        {"reference": "#p"},
        {"reference": "urn:uuid:0"},
        {"reference": f"{THERE}/Patient/p"},
        {"reference": "/Patient/p"},
        {"display": "p"},
        {"identifier": {"value": ""}},
        {},
        None,
        "Patient/p",
        ["Patient/p"],
    ],
)
def test_a_result_of_somebody_else_is_left_out_and_counted(subject: object) -> None:
    found = facts(patient(), hba1c(6.8, subject=subject), condition("I10", ICD_10, subject=subject))
    assert found.of_others == 2
    assert line(found, HBA1C).gaps == (Gap.NOT_FOUND,)
    assert line(found, "hypertension").gaps == (Gap.NOT_FOUND,)


@pytest.mark.parametrize("whose", [{"reference": "Patient/77"}, {"reference": "Patient/p"}, None])
@pytest.mark.parametrize("has_subject", [False, True])
def test_a_patient_key_of_earlier_versions_is_nobodys(whose: Any, has_subject: bool) -> None:
    older = {**condition("38341003"), "patient": whose}
    found = facts(patient(), older if has_subject else without_subject(older))
    assert (found.of_others, line(found, "hypertension").value) == (1, None)


def test_without_any_subject_in_the_file_all_is_of_its_only_patient() -> None:
    found = facts(patient(), without_subject(hba1c(6.8)), without_subject(condition("38341003")))
    assert (found.of_others, line(found, "hypertension").value) == (0, "1")
    assert line(found, HBA1C).value == Quantity(6.8, Unit.PERCENT)


@pytest.mark.parametrize(
    "other",
    [
        hba1c(6.1, subject={"reference": "Patient/q"}),
        hba1c(6.1),
        observation("8867-4", subject=None),
        {**without_subject(condition("1")), "patient": {"reference": "Patient/p"}},
    ],
)
def test_where_others_have_a_subject_what_has_none_is_nobodys(other: Resource) -> None:
    found = facts(patient(), other, without_subject(condition("38341003")))
    assert line(found, "hypertension").value is None
    assert found.of_others >= 1


def test_a_result_about_a_focus_is_not_the_patients() -> None:
    about = hba1c(6.8, focus=[{"reference": "Patient/child"}])
    assert facts(patient(), about).of_others == 1
    assert facts(patient(), without_subject(about)).of_others == 1


@pytest.mark.parametrize(
    ("patient_at", "result_at", "reference"),
    [
        (URN, "", URN),
        (URN, "urn:uuid:1", "Patient/p"),
        (URN, "", "Patient/p"),
        ("", "", "Patient/p"),
        (f"{HERE}/Patient/p", f"{HERE}/Observation/1", "Patient/p"),
        (f"{HERE}/Patient/p", f"{HERE}/Observation/1", f"{HERE}/Patient/p"),
        (f"{HERE}/Patient/p", f"{HERE}/Observation/1", f"{HERE}/Patient/p/_history/2"),
        (f"{HERE}/Patient/p", f"{THERE}/Observation/1", f"{HERE}/Patient/p"),
        (f"{HERE}/Patient/p", "", "Patient/p"),
        (f"{HERE}/Patient/p", "urn:uuid:1", "Patient/p"),
        ("", f"{HERE}/Observation/1", "Patient/p"),
        ("", f"{HERE}/Observation/1", f"{HERE}/Patient/p"),
    ],
)
def test_a_reference_is_read_from_where_it_stands(
    patient_at: str, result_at: str, reference: str
) -> None:
    (record,) = read(at(patient_at, patient()), at(result_at, of(reference)))
    assert (len(record.observations), record.of_others) == (1, 0)


@pytest.mark.parametrize(
    ("patient_at", "result_at", "reference"),
    [
        (f"{HERE}/Patient/p", f"{THERE}/Observation/1", "Patient/p"),
        (f"{HERE}/Patient/p", f"{HERE}/Observation/1", f"{THERE}/Patient/p"),
        (f"{HERE}/Patient/p", "", f"{THERE}/Patient/p"),
        (URN, "urn:uuid:1", f"{THERE}/Patient/p"),
        (URN, f"{THERE}/Observation/1", "Patient/p"),
        (URN, f"{THERE}/Observation/1", f"{THERE}/Patient/p"),
        ("", "", f"{THERE}/Patient/p"),
        ("", f"{HERE}/Observation/1", f"{THERE}/Patient/p"),
        (f"{HERE}/Patient/q", f"{HERE}/Observation/1", "Patient/p"),
    ],
)
def test_the_same_number_on_another_server_is_another_patient(
    patient_at: str, result_at: str, reference: str
) -> None:
    (record,) = read(at(patient_at, patient()), at(result_at, of(reference)))
    assert (len(record.observations), record.of_others) == (0, 1)


def test_where_the_file_is_of_two_servers_an_address_without_one_is_nobodys() -> None:
    (record,) = read(
        at(f"{HERE}/Patient/p", patient()),
        at(f"{THERE}/Encounter/1", {"resourceType": "Encounter"}),
        at("", of("Patient/p")),
    )
    assert (len(record.observations), record.of_others) == (0, 1)


def test_two_servers_may_give_one_number_to_two_patients() -> None:
    here, there = read(
        at(f"{HERE}/Patient/p", patient()),
        at(f"{THERE}/Patient/p", patient(gender="male")),
        at(f"{THERE}/Observation/1", of("Patient/p")),
    )
    assert (len(here.observations), len(there.observations)) == (0, 1)


def test_urn_uuid_references_are_resolved() -> None:
    (record,) = read(at(URN, patient(id=None)), at("", of(URN)), kind="transaction")
    assert len(record.observations) == 1


def test_the_results_of_two_patients_are_never_mixed() -> None:
    mine, hers = hba1c(6.8), hba1c(9.9, subject={"reference": "Patient/q"})
    nobodys = without_subject(hba1c(5.0))
    one, other = records_in(content(patient(), patient(id="q"), mine, hers, nobodys))
    assert [r.amount.value for r in one.observations if r.amount] == [6.8]
    assert [r.amount.value for r in other.observations if r.amount] == [9.9]
    assert one.of_others == 1


def test_a_number_that_two_patients_share_tells_them_not_apart() -> None:
    shared = [{"system": "urn:hospital", "value": "77"}]
    result = hba1c(6.8, subject={"identifier": shared[0]})
    one, other = records_in(
        content(patient(identifier=shared), patient(id="q", identifier=shared), result)
    )
    assert (one.observations, other.observations) == ((), ())


@pytest.mark.parametrize("method", ["DELETE", "delete"])
def test_what_a_transaction_deletes_is_not_taken(method: str) -> None:
    deleted = {**at("", hba1c(9.9)), "request": {"method": method, "url": "Observation/1"}}
    (record,) = read(at("", patient()), deleted, kind="transaction")
    assert (record.observations, record.of_others) == ((), 0)
