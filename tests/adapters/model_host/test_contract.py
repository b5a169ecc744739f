"""What every model host promises: the real ones and the fake run the same tests.

The real ones are three formats in processes of our own, and three servers of MLflow. About a
minute: scikit-learn and MLflow are imported ten times.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from math import fsum
from pathlib import Path

import pytest
from tests.adapters.model_host.processes import PATIENT, local
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.model_host.client import ROWS_PER_CALL, ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.adapters.scoring_server.host import ScoringServerHost
from diabetes_desktop.application.errors import ModelNotReady, NoLongerAsked, ProbabilityMissing
from diabetes_desktop.application.model_choice import ModelChoice
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.domain.explanation import ReferenceKind
from diabetes_desktop.domain.model_source import ServerContract, SourceKind
from diabetes_desktop.domain.patient import INPUTS, Patient
from diabetes_desktop.domain.prediction import Answer

FORMATS = ["onnx", "skops", "code"]
SERVED = {
    "served class": ("class", ServerContract.EIGHT),
    "served proba": ("proba", ServerContract.EIGHT),
    "served legacy": ("legacy", ServerContract.LEGACY),
}
KINDS = [*FORMATS, "fake", *SERVED]
CLASS_ALONE = ("code", "served class", "served legacy")


def new_host(kind: str, published: Path, served: dict[str, str]) -> ModelHost:
    if kind == "fake":
        return FakeModelHost()
    if kind in SERVED:
        name, contract = SERVED[kind]
        choice = ModelChoice(SourceKind.SERVER, server_url=served[name], server_contract=contract)
        return ScoringServerHost(choice, resource("model"))
    directory = published / kind
    digest = look_at_model(str(directory)).digest
    choice = local(directory, digest, allow_pickle=kind == "code")
    return ProcessModelHost(choice, resource("model"))


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def host(kind: str, published: Path, served: dict[str, str]) -> Iterator[ModelHost]:
    host = new_host(kind, published, served)
    host.start()
    yield host
    host.stop()


def spread(count: int) -> list[Patient]:
    """Patients on both sides of every model's edge."""
    return [
        replace(PATIENT, hba1c_level=4.0 + number % 50 / 10, age=20.0 + number % 60)
        for number in range(count)
    ]


def test_start_tells_which_model_it_is(host: ModelHost, kind: str) -> None:
    identity = host.start()

    assert identity.name
    if kind in SERVED:  # a server tells nobody
        assert (identity.version, identity.digest) == ("", "")
    else:
        assert identity.version
        assert len(identity.digest) == 64
    assert identity == host.start()


def test_a_class_is_answered_and_a_probability_where_the_model_has_one(
    host: ModelHost, kind: str
) -> None:
    (answer,) = host.predict([PATIENT])

    assert answer.outcome in (0, 1)
    assert (answer.probability is None) is (kind in CLASS_ALONE)


def test_every_patient_is_answered_in_order(host: ModelHost) -> None:
    patients = spread(60)

    together = host.predict(patients)

    assert {answer.outcome for answer in together} == {0, 1}
    assert together == [host.predict([patient])[0] for patient in patients]


def test_nobody_asked_nobody_answered(host: ModelHost) -> None:
    assert host.predict([]) == []


def test_more_patients_than_fit_in_one_call(host: ModelHost) -> None:
    patients = spread(2 * ROWS_PER_CALL + 1)

    answers = host.predict(patients)

    assert len(answers) == len(patients)
    assert answers[-1:] == host.predict(patients[-1:])


def test_several_threads_get_their_own_answers(
    host: ModelHost, in_background: Callable[..., Future[list[Answer]]]
) -> None:
    patients = spread(40)
    expected = host.predict(patients)

    asked = [in_background(host.predict, [patient]) for patient in patients]

    assert [future.result()[0] for future in asked] == expected


def test_an_explanation_that_nobody_wants_is_not_made(host: ModelHost) -> None:
    with pytest.raises(NoLongerAsked):
        host.explain(PATIENT, lambda: False)

    assert host.predict([PATIENT])


def test_an_answer_is_explained_where_it_has_a_probability(host: ModelHost, kind: str) -> None:
    if kind in CLASS_ALONE:
        with pytest.raises(ProbabilityMissing):
            host.explain(PATIENT)
        return
    for patient in spread(12):
        (answer,) = host.predict([patient])

        explained = host.explain(patient)

        assert explained.probability == pytest.approx(answer.probability, abs=1e-7)
        led = explained.base + fsum(explained.contributions)
        assert led == pytest.approx(explained.probability, abs=1e-9)
        assert explained.reference.kind is ReferenceKind.PROGRAM
        for spec, own, curve in zip(INPUTS, patient.row(), explained.curves, strict=True):
            here = curve.values.index(own)
            assert curve.outcomes[here] == answer.outcome, spec.name
            assert curve.probabilities[here] == pytest.approx(answer.probability, abs=1e-7)


def test_predictions_and_explanations_at_once_each_get_their_own(
    host: ModelHost, kind: str, in_background: Callable[..., Future]
) -> None:
    if kind in CLASS_ALONE:
        pytest.skip("a model that answers a class alone explains nothing")
    patients = spread(8)
    expected = [(host.predict([patient]), host.explain(patient)) for patient in patients]

    asked = [
        (in_background(host.predict, [patient]), in_background(host.explain, patient))
        for patient in patients
    ]

    assert [(one.result(), other.result()) for one, other in asked] == expected


def test_a_host_that_was_not_started_is_not_ready(
    kind: str, published: Path, served: dict[str, str]
) -> None:
    with pytest.raises(ModelNotReady):
        new_host(kind, published, served).predict([PATIENT])
    with pytest.raises(ModelNotReady):
        new_host(kind, published, served).explain(PATIENT)


def test_a_host_that_was_stopped_before_its_start_never_starts(
    kind: str, published: Path, served: dict[str, str]
) -> None:
    host = new_host(kind, published, served)
    host.stop()
    host.stop()

    with pytest.raises(ModelNotReady):
        host.start()


def test_a_stopped_host_is_not_ready(kind: str, published: Path, served: dict[str, str]) -> None:
    host = new_host(kind, published, served)
    host.start()
    host.stop()
    host.stop()

    with pytest.raises(ModelNotReady):
        host.predict([PATIENT])
    with pytest.raises(ModelNotReady):
        host.explain(PATIENT)
    with pytest.raises(ModelNotReady):
        host.start()


def test_the_three_formats_of_one_forest_agree(published: Path) -> None:
    """Their golden cases are the same patients, and each host has run them by now."""
    files = {(published / kind / "golden_cases.json").read_text() for kind in FORMATS}

    (text,) = files
    assert len(json.loads(text)["cases"]) == 8
