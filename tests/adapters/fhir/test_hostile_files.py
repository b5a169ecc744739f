"""A file that anybody may have made: read, or refused with the reason; never a crash."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.fhir.small_files import (
    TODAY,
    bundle,
    condition,
    content,
    glucose,
    hba1c,
    observation,
    patient,
)

from diabetes_desktop.adapters.fhir.json_documents import LARGEST_MEGABYTES, MEGABYTE
from diabetes_desktop.adapters.fhir.record_reader import read_records, records_in
from diabetes_desktop.application.errors import (
    FhirFault,
    FhirRefused,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.domain.import_record import facts_of
from diabetes_desktop.domain.imported_facts import ImportedFacts

SECRET = "Apellido-Secreto"


def fault_of(written: bytes | str) -> tuple[FhirFault, int]:
    with pytest.raises(FhirRefused) as refused:
        records_in(written.encode() if isinstance(written, str) else written)
    return refused.value.fault, refused.value.number


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (b"", FhirFault.NOT_JSON),
        (b"  \n ", FhirFault.NOT_JSON),
        (b'{"resourceType": "Patient"', FhirFault.NOT_JSON),
        (b"id,age\n1,50\n", FhirFault.NOT_JSON),
        (b"%PDF-1.7", FhirFault.NOT_JSON),
        (b'{"resourceType": "Patient", "x": NaN}', FhirFault.NOT_JSON),
        (b'{"resourceType": "Patient", "x": -Infinity}', FhirFault.NOT_JSON),
        (b'<Patient xmlns="http://hl7.org/fhir"/>', FhirFault.XML),
        (b'\xef\xbb\xbf  <?xml version="1.0"?>', FhirFault.XML),
        ("{}".encode("utf-16"), FhirFault.NOT_UTF_8),
        (b'{"resourceType": "Patient", "gender": "\xe9"}', FhirFault.NOT_UTF_8),
        (b"null", FhirFault.NOT_FHIR),
        (b"[]", FhirFault.NOT_FHIR),
        (b"{}", FhirFault.NOT_FHIR),
        (b"12", FhirFault.NOT_FHIR),
        (b'"Patient"', FhirFault.NOT_FHIR),
        (b'{"resourceType": 3}', FhirFault.NOT_FHIR),
        (b'[{"resourceType": "Patient"}, 7]', FhirFault.NOT_FHIR),
        (b'{"inputs": [[1, 2]]}', FhirFault.NOT_FHIR),
        (b'{"resourceType": "Bundle"}', FhirFault.NO_PATIENT),
        (b'{"resourceType": "Bundle", "entry": {"resource": 1}}', FhirFault.NO_PATIENT),
        (b'{"resourceType": "Observation"}', FhirFault.NO_PATIENT),
        (b'{"resourceType": "Patient", "a": 1, "a": 2}', FhirFault.NAME_TWICE),
        (b"[" * 100_000, FhirFault.TOO_DEEP),
        (b'{"a":' * 100_000, FhirFault.TOO_DEEP),
        (json.dumps(bundle(patient(), kind="history")).encode(), FhirFault.HISTORY),
        (content(patient(), patient(gender="male")), FhirFault.PATIENT_TWICE),
        (content(*(patient(id=str(n)) for n in range(101))), FhirFault.TOO_MANY_PATIENTS),
    ],
)
def test_a_file_that_is_no_record_is_refused(written: bytes, fault: FhirFault) -> None:
    assert fault_of(written)[0] is fault


def test_the_line_of_the_fault_is_named() -> None:
    assert fault_of('{\n"resourceType": "Patient",\n oops}') == (FhirFault.NOT_JSON, 3)
    lines = [json.dumps(patient()), json.dumps(hba1c(6.5)), "{oops}"]
    assert fault_of("\n".join(lines)) == (FhirFault.NOT_JSON, 3)


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as sparse:
        sparse.truncate((LARGEST_MEGABYTES + 1) * MEGABYTE)
    with pytest.raises(FhirRefused) as refused:
        read_records(file)
    assert refused.value == FhirRefused(FhirFault.TOO_LARGE, LARGEST_MEGABYTES)


def test_a_file_of_nothing_but_braces_is_refused_before_it_fills_the_memory() -> None:
    written = b"[" + b"{}," * 2_000_001 + b"{}]"
    assert fault_of(written)[0] is FhirFault.TOO_LARGE


def test_what_can_not_be_read_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(StorageUnavailable) as unavailable:
            read_records(path)
        assert unavailable.value.fault is StorageFault.UNREACHABLE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(StorageUnavailable):
        read_records(pipe)


def test_no_value_of_a_patient_is_in_an_error() -> None:
    named = patient(name=[{"family": SECRET}])
    for written in (
        json.dumps(bundle(named, kind="history")),
        json.dumps(named)[:-1],
        json.dumps(bundle(named, {**named, "gender": "male"})),
    ):
        with pytest.raises(FhirRefused) as refused:
            records_in(written.encode())
        assert SECRET not in f"{refused.value!r} {refused.value} {refused.value.__context__}"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000, "-0", "1e-400"])
def test_a_number_beyond_all_measure_is_no_value(number: str) -> None:
    written = content(patient(), hba1c("@")).replace(b'"@"', number.encode())
    (record,) = records_in(written)
    assert all(line.value is None for line in facts_of(record, TODAY).lines[5:])


def test_a_byte_order_mark_does_no_harm() -> None:
    (record,) = records_in(b"\xef\xbb\xbf" + content(patient()))
    assert record.gender == "female"


def test_many_results_of_one_time_take_no_time() -> None:
    same = [hba1c(6.5, "2026-01-02T08:00:00Z") for _ in range(20_000)]
    (record,) = records_in(content(patient(), *same))
    assert facts_of(record, TODAY).lines[6].value is None, "more than any patient has"


WHOLE = bundle(
    patient(
        name=[{"family": "A", "given": ["B"]}],
        identifier=[{"type": {"coding": [{"code": "MR"}]}, "value": "1"}],
    ),
    hba1c(6.5),
    glucose(150, loinc="1558-6"),
    observation("39156-5", valueQuantity={"value": 30, "comparator": "<"}),
    observation("72166-2", valueCodeableConcept={"coding": [{"code": "8517006"}]}),
    condition("38341003", clinicalStatus={"coding": [{"code": "active"}]}),
)
ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["Patient", "Patient/p", "2026-13-45", "9999-12-31", "0000", "\ud800", "%"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything inside `value`."""
    if not isinstance(value, dict | list):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(place for key, each in inside for place in places(each, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], by)
    return copy


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(places(WHOLE)), ANY), min_size=1, max_size=3))
def test_anything_anywhere_is_read_or_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    document: Any = WHOLE
    for path, value in changes:
        try:
            document = replaced(document, path, value)
        except (AttributeError, IndexError, KeyError, TypeError):
            continue  # an earlier change took this place away
    with contextlib.suppress(FhirRefused):
        for record in records_in(json.dumps(document).encode()):
            assert isinstance(facts_of(record, TODAY), ImportedFacts)


@settings(max_examples=300)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_refused(written: bytes) -> None:
    with pytest.raises(FhirRefused):
        records_in(written)
