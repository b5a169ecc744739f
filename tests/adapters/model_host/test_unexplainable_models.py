"""A trusted model that answers its patients but not an explanation's hypothetical ones, or slowly.

Its predictions go on. About 60 seconds: MLflow is imported in each process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Event

import pytest
from tests.adapters.model_directories import mlmodel, write_model
from tests.adapters.model_host.processes import (
    DEADLINE,
    PATIENT,
    local,
    the_process,
    wait_until,
    waits_for_answer,
)

from diabetes_desktop.adapters.model_host.client import ProcessModelHost
from diabetes_desktop.adapters.model_reading import look_at_model
from diabetes_desktop.adapters.resources import resource
from diabetes_desktop.application.errors import (
    NoLongerAsked,
    NotExplainable,
    TooSlowToExplain,
)
from diabetes_desktop.application.model_in_use import ModelChoice
from diabetes_desktop.domain.prediction import Answer

MakeHost = Callable[..., ProcessModelHost]
InBackground = Callable[..., Future]
AtOnce = Callable[[str], ModelChoice]

ANSWER = Answer(1, 0.75)
TITLE = "small_model 7"
AT_ONCE = 4.0  # seconds: what needs no time, on a machine that is very busy
LIMIT = 0.5  # seconds for an explanation that hangs

FLAVOURS = {
    "python_function": {
        "loader_module": "slow_loader",
        "code": "code",
        "python_version": "3.11.7",
    }
}
LOADER = """
import os
import time


class Slow:
    def predict(self, table, params=None):
        other = "Other" in set(table.gender)
        chance = 0.75
        {mood}
        return [{{"class": 1, "probability": chance}} for _ in range(len(table))]


def _load_pyfunc(path):
    return Slow()
"""


@pytest.fixture
def model(tmp_path: Path) -> Callable[[str], ModelChoice]:
    """A model that answers 1 with 0.75, in the given mood."""

    def write(mood: str) -> ModelChoice:
        code = LOADER.format(mood=mood)
        contents = {"MLmodel": mlmodel(FLAVOURS), "code/slow_loader.py": code}
        directory = write_model(tmp_path / "model", contents)
        return local(directory, look_at_model(str(directory)).digest, allow_pickle=True)

    return write


def started(make_host: MakeHost, choice: ModelChoice, **limits: float) -> ProcessModelHost:
    host = make_host(choice, bundled=resource("model"), **limits)
    host.start()
    return host


@pytest.mark.parametrize(
    "mood",
    [
        "if other: raise ValueError('only Female and Male')",
        "if other: chance = 7.5",
        "if other: return [1]",
    ],
    ids=["raises", "no probability", "count"],
)
def test_a_model_that_does_not_answer_the_hypothetical_patients_still_answers_the_real_ones(
    model: AtOnce, make_host: MakeHost, mood: str
) -> None:
    host = started(make_host, model(mood))
    process = the_process()

    with pytest.raises(NotExplainable) as caught:
        host.explain(PATIENT)

    assert caught.value == NotExplainable(TITLE)
    assert host.predict([PATIENT]) == [ANSWER]
    assert the_process() == process


def test_a_model_that_dies_of_hypothetical_patients_is_not_asked_about_them_again(
    model: AtOnce, make_host: MakeHost
) -> None:
    host = started(make_host, model("if other: os._exit(3)"))

    with pytest.raises(NotExplainable):
        host.explain(PATIENT)

    process = the_process()  # it stands ready for the next patient
    begun = time.monotonic()
    assert host.predict([PATIENT]) == [ANSWER]
    with pytest.raises(NotExplainable):
        host.explain(PATIENT)
    assert time.monotonic() - begun < AT_ONCE
    assert the_process() == process


@pytest.mark.parametrize("milliseconds", [3, 8, 500])
def test_a_model_too_slow_to_explain_is_not_even_asked(
    model: AtOnce, make_host: MakeHost, milliseconds: int
) -> None:
    host = started(make_host, model(f"time.sleep({milliseconds / 1000} * len(table))"))
    process = the_process()

    for _ in range(3):
        begun = time.monotonic()
        with pytest.raises(TooSlowToExplain) as caught:
            host.explain(PATIENT)
        assert host.predict([PATIENT]) == [ANSWER]
        assert time.monotonic() - begun < AT_ONCE + milliseconds / 1000

    assert caught.value == TooSlowToExplain(TITLE)
    assert the_process() == process


def test_an_explanation_that_hangs_is_ended_once_and_never_tried_again(
    model: AtOnce, make_host: MakeHost
) -> None:
    host = started(make_host, model("if other: time.sleep(600)"), explain_seconds=LIMIT)

    with pytest.raises(TooSlowToExplain) as caught:
        host.explain(PATIENT)

    assert caught.value == TooSlowToExplain(TITLE)
    process = the_process()
    begun = time.monotonic()
    assert host.predict([PATIENT]) == [ANSWER]
    with pytest.raises(TooSlowToExplain):
        host.explain(PATIENT)
    assert time.monotonic() - begun < AT_ONCE
    assert the_process() == process


# About two seconds for an explanation: within what it may take.
PATIENT_MOOD = "time.sleep(0.00025 * len(table))"


def test_predictions_go_before_an_explanation_under_way(
    model: AtOnce, make_host: MakeHost, in_background: InBackground
) -> None:
    host = started(make_host, model(PATIENT_MOOD), explain_seconds=DEADLINE)
    explained = in_background(host.explain, PATIENT)
    wait_until(waits_for_answer)

    for _ in range(3):
        begun = time.monotonic()
        assert host.predict([PATIENT]) == [ANSWER]
        assert time.monotonic() - begun < AT_ONCE
    assert not explained.done()

    assert explained.result(DEADLINE).probability == 0.75


def test_an_explanation_outlives_a_process_killed_on_its_way(
    model: AtOnce, make_host: MakeHost, in_background: InBackground
) -> None:
    host = started(make_host, model(PATIENT_MOOD), explain_seconds=DEADLINE)
    explained = in_background(host.explain, PATIENT)
    wait_until(waits_for_answer)
    the_process().kill()

    assert host.predict([PATIENT]) == [ANSWER]

    assert explained.result(DEADLINE).probability == 0.75


def test_an_explanation_that_nobody_waits_for_ends_and_one_that_waits_is_not_begun(
    model: AtOnce, make_host: MakeHost, in_background: InBackground
) -> None:
    host = started(make_host, model(PATIENT_MOOD), explain_seconds=DEADLINE)
    left = Event()
    first, second = (
        in_background(host.explain, PATIENT, lambda: not left.is_set()) for _ in range(2)
    )
    wait_until(waits_for_answer)

    begun = time.monotonic()
    left.set()

    assert first.exception(DEADLINE) == second.exception(DEADLINE) == NoLongerAsked()
    assert time.monotonic() - begun < AT_ONCE
    assert host.predict([PATIENT]) == [ANSWER]
