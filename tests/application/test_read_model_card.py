"""The report is of the model that answers, or there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.fakes import FAKE_MODEL, FakeModelHost

from diabetes_desktop.application.errors import ModelFault, ModelNotReady, ModelRefused
from diabetes_desktop.application.evaluation import OperatingPoint, RocPoint
from diabetes_desktop.application.inspect_model import ModelFacts, ModelFormat
from diabetes_desktop.application.model_card import ModelCard, TestFigures
from diabetes_desktop.application.model_in_use import ModelChoice, ModelInUse
from diabetes_desktop.application.read_model_card import NoCard, ReadModelCard
from diabetes_desktop.domain.prediction import ModelIdentity, SourceKind

WHEN = datetime(2026, 3, 1, 7, 12, tzinfo=UTC)
FACTS = ModelFacts("x", "fake_model", "1", FAKE_MODEL.digest, True, (), ModelFormat.ONNX, (), 136)


def in_use() -> ModelInUse:
    return ModelInUse(lambda choice: FakeModelHost(), lambda: WHEN)


def started() -> ModelInUse:
    model = in_use()
    model.use(ModelChoice(SourceKind.BUNDLED))
    return model


def test_identity_time_facts_and_card_come_together() -> None:
    card = ModelCard(trained="2026-03-01")
    report = ReadModelCard(started(), lambda identity: (FACTS, card))()

    assert report.identity == FAKE_MODEL
    assert report.since == WHEN
    assert report.facts == FACTS
    assert report.card is card


def test_files_that_are_no_longer_those_that_were_started_are_not_shown() -> None:
    other = replace(FACTS, digest="00" * 32)

    with pytest.raises(ModelRefused) as refused:
        ReadModelCard(started(), lambda identity: (other, NoCard.MISSING))()
    assert refused.value.fault is ModelFault.FILE_CHANGED


def test_without_a_model_nothing_is_read() -> None:
    def read(identity: ModelIdentity) -> tuple[ModelFacts, NoCard]:
        pytest.fail("there is nothing to read")

    with pytest.raises(ModelNotReady):
        ReadModelCard(in_use(), read)()


MEASURED = OperatingPoint(0.1, 0.9, 0.8, 0.5, 0.98, 180.0)
FIGURES = TestFigures(
    rows=1000,
    positives=100,
    operating_points=(MEASURED,),
    roc=(RocPoint(0.1, 0.9, 0.8), RocPoint(0.125, 0.8, 0.9)),
)


def test_a_measured_threshold_is_given_as_it_was_measured() -> None:
    assert FIGURES.at(0.1) == MEASURED


def test_the_rest_of_a_point_follows_from_sensitivity_and_specificity() -> None:
    """Of 1000 patients 100 are sick: 80 of them and 90 of the others are referred."""
    point = FIGURES.at(0.125)

    assert point is not None
    assert (point.threshold, point.sensitivity, point.specificity) == (0.125, 0.8, 0.9)
    assert point.ppv == pytest.approx(80 / 170)
    assert point.npv == pytest.approx(810 / 830)
    assert point.referred_per_1000 == pytest.approx(170)


def test_between_two_the_nearest_one_is_given() -> None:
    nearest = FIGURES.at(0.2)

    assert nearest is not None
    assert nearest.threshold == 0.125
    assert TestFigures().at(0.1) is None
