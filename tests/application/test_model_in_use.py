"""A model is switched whole: no prediction is lost, and a refused choice changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from tests.fakes import FAKE_MODEL, FakeModelHost

from diabetes_desktop.application.errors import (
    ModelCrashed,
    ModelFault,
    ModelNotReady,
    ModelRefused,
)
from diabetes_desktop.application.model_in_use import ModelChoice, ModelInUse
from diabetes_desktop.application.ports import ModelHost
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

PATIENT = Patient(Gender.MALE, 61.0, 1, 0, Smoking.FORMER, 29.5, 7.1, 190.0)
OLD, NEW = (ModelChoice(SourceKind.DIRECTORY, name) for name in ("old", "new"))
DEADLINE = 10.0
WHEN = datetime(2026, 3, 1, 7, 12, tzinfo=UTC)


def clock() -> datetime:
    return WHEN


class SlowStart(FakeModelHost):
    """Starts when it is let, unless it is stopped first."""

    def __init__(self, identity: ModelIdentity) -> None:
        super().__init__(identity)
        self.starting = Event()
        self.may_start = Event()

    def start(self) -> ModelIdentity:
        self.starting.set()
        assert self.may_start.wait(DEADLINE)
        return super().start()

    def stop(self) -> None:
        super().stop()
        self.may_start.set()


class Hosts:
    """Hands out one host per choice, by its location."""

    def __init__(self, **hosts: FakeModelHost) -> None:
        self.hosts = hosts

    def __call__(self, choice: ModelChoice) -> ModelHost:
        return self.hosts[choice.location]


def host(name: str, kind: type[FakeModelHost] = FakeModelHost) -> FakeModelHost:
    return kind(replace(FAKE_MODEL, name=name))


@pytest.fixture
def in_background() -> Iterator[Callable[..., Future]]:
    with ThreadPoolExecutor(4) as pool:
        yield pool.submit


def test_the_answer_names_the_model_that_gave_it() -> None:
    model = ModelInUse(Hosts(old=host("old")), clock)

    identity = model.use(OLD)

    assert identity.name == "old"
    assert model.predict([PATIENT]) == (identity, [FakeModelHost.answer_for(PATIENT)])


def test_no_model_answers_before_one_was_started() -> None:
    with pytest.raises(ModelNotReady):
        ModelInUse(Hosts(), clock, patience=0.01).predict([PATIENT])


def test_a_prediction_waits_for_the_first_model(in_background: Callable[..., Future]) -> None:
    slow = SlowStart(replace(FAKE_MODEL, name="old"))
    model = ModelInUse(Hosts(old=slow), clock)
    started = in_background(model.use, OLD)
    assert slow.starting.wait(DEADLINE)
    predicted = in_background(model.predict, [PATIENT])

    slow.may_start.set()

    assert predicted.result(DEADLINE)[0] == started.result(DEADLINE)


def test_the_reason_is_told_while_no_model_could_be_started() -> None:
    broken = host("old")
    broken.fails_start = ModelRefused(ModelFault.FILE_CHANGED, "old", "model.onnx")
    model = ModelInUse(Hosts(old=broken), clock)
    with pytest.raises(ModelRefused):
        model.use(OLD)

    with pytest.raises(ModelRefused, match=r"model\.onnx"):
        model.predict([PATIENT])

    assert broken.stopped


def test_a_new_choice_takes_over_and_ends_the_old_one() -> None:
    old, new = host("old"), host("new")
    model = ModelInUse(Hosts(old=old, new=new), clock)
    model.use(OLD)

    model.use(NEW)

    assert model.predict([PATIENT])[0].name == "new"
    assert old.stopped
    assert not new.stopped


def test_a_refused_choice_leaves_the_model_in_use_untouched() -> None:
    old, new = host("old"), host("new")
    new.fails_start = ModelRefused(ModelFault.GOLDEN_CASES, "new", "31/32")
    model = ModelInUse(Hosts(old=old, new=new), clock)
    model.use(OLD)

    with pytest.raises(ModelRefused):
        model.use(NEW)

    assert model.predict([PATIENT])[0].name == "old"
    assert new.stopped
    assert not old.stopped


def test_a_prediction_overtaken_by_a_switch_is_answered_by_the_new_model(
    in_background: Callable[..., Future],
) -> None:
    old, new = host("old"), host("new")
    model = ModelInUse(Hosts(old=old, new=new), clock)
    model.use(OLD)
    old.may_answer.clear()
    predicted = in_background(model.predict, [PATIENT])
    assert old.asked.wait(DEADLINE)

    model.use(NEW)  # stops the old host, which has not answered yet

    identity, answers = predicted.result(DEADLINE)
    assert identity.name == "new"
    assert answers == [FakeModelHost.answer_for(PATIENT)]


def test_of_two_choices_the_later_one_stays_even_if_it_is_ready_first(
    in_background: Callable[..., Future],
) -> None:
    slow, new = SlowStart(replace(FAKE_MODEL, name="old")), host("new")
    model = ModelInUse(Hosts(old=slow, new=new), clock)
    started = in_background(model.use, OLD)
    assert slow.starting.wait(DEADLINE)

    model.use(NEW)

    with pytest.raises(ModelNotReady):
        started.result(DEADLINE)
    assert model.predict([PATIENT])[0].name == "new"
    assert slow.stopped


def test_an_earlier_choice_that_fails_later_hides_nothing(
    in_background: Callable[..., Future],
) -> None:
    slow, new = SlowStart(replace(FAKE_MODEL, name="old")), host("new")
    new.fails_start = ModelCrashed()
    model = ModelInUse(Hosts(old=slow, new=new), clock)
    started = in_background(model.use, OLD)
    assert slow.starting.wait(DEADLINE)
    with pytest.raises(ModelCrashed):
        model.use(NEW)

    slow.may_start.set()

    assert started.result(DEADLINE).name == "old"
    assert model.predict([PATIENT])[0].name == "old"


def test_stop_ends_the_model_in_use_and_the_one_that_is_starting(
    in_background: Callable[..., Future],
) -> None:
    old, slow = host("old"), SlowStart(replace(FAKE_MODEL, name="new"))
    model = ModelInUse(Hosts(old=old, new=slow), clock)
    model.use(OLD)
    started = in_background(model.use, NEW)
    assert slow.starting.wait(DEADLINE)

    model.stop()
    model.stop()

    with pytest.raises(ModelNotReady):
        started.result(DEADLINE)
    assert old.stopped
    assert slow.stopped
    with pytest.raises(ModelNotReady):
        model.predict([PATIENT])
    with pytest.raises(ModelNotReady):
        model.use(OLD)


def test_it_is_known_since_when_a_model_answers() -> None:
    later = WHEN + timedelta(hours=2)
    times = iter([WHEN, later])
    broken = host("broken")
    broken.fails_start = ModelCrashed()
    model = ModelInUse(Hosts(old=host("old"), new=host("new"), broken=broken), lambda: next(times))

    with pytest.raises(ModelNotReady):
        model.current()
    model.use(OLD)
    assert (model.current().identity.name, model.current().since) == ("old", WHEN)
    with pytest.raises(ModelCrashed):
        model.use(ModelChoice(SourceKind.DIRECTORY, "broken"))
    assert model.current().since == WHEN, "a refused choice changes nothing"
    model.use(NEW)
    assert (model.current().identity.name, model.current().since) == ("new", later)
    model.stop()
    with pytest.raises(ModelNotReady):
        model.current()
