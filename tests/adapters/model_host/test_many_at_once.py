"""Many patients at once through shared memory: the same answers, and the same promises.

About 15 seconds: scikit-learn and MLflow are imported twice.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import pytest
from tests.adapters.model_host.conftest import MakeHost
from tests.adapters.model_host.processes import PATIENT, local, the_process

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_host.shared_columns import SharedColumns
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import ModelNotReady
from diabetes_desktop.domain.batch_rows import PatientColumns
from diabetes_desktop.domain.patient import INPUTS, Gender, Kind, Patient, Smoking


def columns_of(patients: list[Patient]) -> PatientColumns:
    return tuple(
        array("d", [spec.choices.index(str(x)) if spec.kind is Kind.CATEGORY else x for x in each])
        for spec, each in zip(INPUTS, zip(*(p.row() for p in patients), strict=True), strict=True)
    )


def spread(count: int) -> list[Patient]:
    return [
        replace(
            PATIENT,
            gender=list(Gender)[number % 3],
            smoking_history=list(Smoking)[number % 6],
            hba1c_level=4.0 + number % 50 / 10,
            age=20.0 + number % 60,
        )
        for number in range(count)
    ]


@pytest.fixture(params=["onnx", "skops", "code"])
def host(request: pytest.FixtureRequest, published: Path) -> Iterator[ProcessModelHost]:
    directory = published / request.param
    digest = look_at_model(str(directory)).digest
    choice = local(directory, digest, allow_pickle=request.param == "code")
    host = ProcessModelHost(choice, resource("model"))
    host.start()
    yield host
    host.stop()


def test_they_are_answered_as_one_by_one(host: ProcessModelHost) -> None:
    patients = spread(3000)

    together = host.answer_columns(columns_of(patients))

    singly = host.predict(patients)
    assert list(together.outcomes) == [answer.outcome for answer in singly]
    chances = together.probabilities or [None] * len(patients)
    assert list(chances) == [answer.probability for answer in singly]
    assert set(together.outcomes) == {0, 1}


def test_a_host_that_was_not_started_is_not_ready(make_host: MakeHost, published: Path) -> None:
    with pytest.raises(ModelNotReady):
        make_host(local(published / "onnx")).answer_columns(columns_of([PATIENT]))


def test_a_killed_process_is_replaced(make_host: MakeHost, published: Path) -> None:
    host = make_host(local(published / "onnx"))
    host.start()
    columns = columns_of(spread(500))
    expected = host.answer_columns(columns)
    the_process().kill()

    assert host.answer_columns(columns) == expected


def test_the_memory_is_given_back() -> None:
    shared = SharedColumns(columns_of(spread(5)))
    name = shared.table.name
    SharedMemory(name).close()

    shared.close()

    with pytest.raises(FileNotFoundError):
        SharedMemory(name)
