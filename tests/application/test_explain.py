"""An explanation is the model's that gave the result, for a doctor who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest
from tests.fakes import FAKE_MODEL, FakeAccounts, FakeModelHost

from diabetes_desktop.application.errors import (
    AnswerNotRepeated,
    ModelCrashed,
    ModelNotReady,
    ModelReplaced,
    NoLongerAsked,
    ProbabilityMissing,
    SessionEnded,
    StorageFault,
    StorageUnavailable,
)
from diabetes_desktop.application.explain import Explain
from diabetes_desktop.application.model_in_use import ModelChoice, ModelInUse
from diabetes_desktop.application.predict import Predict
from diabetes_desktop.application.sign_in import CheckSession
from diabetes_desktop.domain.account import Account, Role
from diabetes_desktop.domain.case import Case
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import Answer, Prediction, SiteRules, SourceKind

CASE = Case.in_model_units(Patient(Gender.MALE, 61.0, 1, 0, Smoking.FORMER, 29.5, 7.1, 190.0))
NOW = datetime(2026, 3, 1, tzinfo=UTC)
OLD, NEW = (ModelChoice(SourceKind.DIRECTORY, name) for name in ("old", "new"))
DEADLINE = 10.0


class Ward:
    """A doctor, two models to choose from, and the use cases over them."""

    def __init__(self) -> None:
        self.accounts = FakeAccounts()
        self.accounts.add(Account("rosa", "Rosa", frozenset({Role.DOCTOR, Role.ADMINISTRATOR})), "")
        self.accounts.add(Account("omar", "Omar", frozenset({Role.ADMINISTRATOR})), "")
        self.hosts = {
            name: FakeModelHost(replace(FAKE_MODEL, name=name, version="2"))
            for name in ("old", "new")
        }
        self.model = ModelInUse(lambda choice: self.hosts[choice.location], lambda: NOW)
        self.model.use(OLD)
        check = CheckSession(self.accounts)
        self.predict = Predict(self.model, check, lambda: NOW)
        self.explain = Explain(self.model, check)

    def prediction(self) -> Prediction:
        return self.predict(CASE, "rosa", SiteRules())


@pytest.fixture
def ward() -> Iterator[Ward]:
    ward = Ward()
    yield ward
    ward.model.stop()


@pytest.fixture
def in_background() -> Iterator[Callable[..., Future]]:
    with ThreadPoolExecutor(2) as pool:
        yield pool.submit


def test_a_result_is_explained(ward: Ward) -> None:
    prediction = ward.prediction()

    explained = ward.explain(prediction, "rosa")

    assert explained.probability == prediction.answer.probability
    assert explained.contributions[6] > 0.5  # HbA1c, all that the fake looks at


@pytest.mark.parametrize("user", ["omar", "nobody"])
def test_only_a_doctor_sees_it(ward: Ward, user: str) -> None:
    with pytest.raises(SessionEnded):
        ward.explain(ward.prediction(), user)


def test_a_doctor_whose_account_was_disabled_sees_nothing_more(ward: Ward) -> None:
    prediction = ward.prediction()
    ward.accounts.set_enabled("rosa", False)

    with pytest.raises(SessionEnded):
        ward.explain(prediction, "rosa")


def test_an_allow_list_out_of_reach_is_told(ward: Ward) -> None:
    prediction = ward.prediction()
    ward.accounts.fault = StorageUnavailable(StorageFault.UNREACHABLE, "accounts")

    with pytest.raises(StorageUnavailable):
        ward.explain(prediction, "rosa")


def test_a_class_alone_is_not_explained_and_the_model_not_even_asked(ward: Ward) -> None:
    ward.hosts["old"].may_explain.clear()
    prediction = replace(ward.prediction(), answer=Answer(1, None))

    with pytest.raises(ProbabilityMissing) as caught:
        ward.explain(prediction, "rosa")

    assert caught.value == ProbabilityMissing("old 2")


def test_a_model_that_answers_otherwise_when_asked_again_is_not_explained(ward: Ward) -> None:
    prediction = replace(ward.prediction(), answer=Answer(1, 0.75))

    with pytest.raises(AnswerNotRepeated) as caught:
        ward.explain(prediction, "rosa")

    assert caught.value == AnswerNotRepeated("old 2")


def test_another_model_never_explains_a_result(ward: Ward) -> None:
    prediction = ward.prediction()
    ward.model.use(NEW)

    with pytest.raises(ModelReplaced) as caught:
        ward.explain(prediction, "rosa")

    assert caught.value == ModelReplaced("old 2", "new 2")


def test_a_switch_while_the_model_explains_is_told(
    ward: Ward, in_background: Callable[..., Future]
) -> None:
    prediction = ward.prediction()
    ward.hosts["old"].may_explain.clear()
    explained = in_background(ward.explain, prediction, "rosa")
    assert ward.hosts["old"].asked_to_explain.wait(DEADLINE)

    ward.model.use(NEW)  # stops the old host, which has not explained yet

    assert explained.exception(DEADLINE) == ModelReplaced("old 2", "new 2")


def test_an_explanation_that_nobody_waits_for_any_more_ends(
    ward: Ward, in_background: Callable[..., Future]
) -> None:
    prediction = ward.prediction()
    ward.hosts["old"].may_explain.clear()
    left = Event()
    explained = in_background(ward.explain, prediction, "rosa", lambda: not left.is_set())
    assert ward.hosts["old"].asked_to_explain.wait(DEADLINE)

    left.set()

    assert explained.exception(DEADLINE) == NoLongerAsked()
    assert ward.prediction()


def test_a_model_that_fails_is_told(ward: Ward) -> None:
    prediction = ward.prediction()
    ward.hosts["old"].fails_explain = ModelCrashed()

    with pytest.raises(ModelCrashed):
        ward.explain(prediction, "rosa")


def test_a_model_that_was_stopped_is_not_ready(ward: Ward) -> None:
    prediction = ward.prediction()
    ward.model.stop()

    with pytest.raises(ModelNotReady):
        ward.explain(prediction, "rosa")
