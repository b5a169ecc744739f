"""Scores that can be counted by hand, and what is left out when there is nothing to count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diabetes_desktop.adapters.training.scoring import score
from diabetes_desktop.application.evaluation import Evaluation, LabelledPatients
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import Answer

WOMAN = Patient(Gender.FEMALE, 50.0, 0, 0, Smoking.NEVER, 27.0, 6.0, 140.0)
PATIENTS = (
    WOMAN,
    replace(WOMAN, gender=Gender.MALE),
    replace(WOMAN, age=75.0),
    replace(WOMAN, age=29.9),
    replace(WOMAN, hba1c_level=7.0),
)
OUTCOMES = (0, 0, 1, 0, 1)
ANSWERS = [Answer(0, 0.02), Answer(0, 0.15), Answer(0, 0.3), Answer(0, 0.04), Answer(1, 0.9)]


def evaluated(answers: list[Answer] = ANSWERS) -> Evaluation:
    return score(LabelledPatients(PATIENTS, OUTCOMES), answers)


def test_headline_figures() -> None:
    scores = evaluated().scores

    assert scores.accuracy == pytest.approx(4 / 5)
    assert scores.precision == 1
    assert scores.recall == pytest.approx(1 / 2)
    assert scores.f1 == pytest.approx(2 / 3)
    assert scores.auc == 1
    assert scores.average_precision == 1
    squares = 0.02**2 + 0.15**2 + 0.7**2 + 0.04**2 + 0.1**2
    assert scores.brier == pytest.approx(squares / 5)


def test_the_class_is_taken_from_the_model_not_from_its_probability() -> None:
    flipped = [Answer(1 - answer.outcome, answer.probability) for answer in ANSWERS]

    assert evaluated(flipped).scores.accuracy == pytest.approx(1 / 5)
    assert evaluated(flipped).scores.auc == 1


def test_operating_points() -> None:
    points = {point.threshold: point for point in evaluated().operating_points}

    assert list(points) == [0.05, 0.10, 0.20, 0.50]
    tenth = points[0.10]
    assert tenth.sensitivity == 1
    assert tenth.specificity == pytest.approx(2 / 3)
    assert tenth.ppv == pytest.approx(2 / 3)
    assert tenth.npv == 1
    assert tenth.referred_per_1000 == pytest.approx(600)


def test_every_patient_is_in_one_calibration_bin() -> None:
    certain = [*ANSWERS[:-1], Answer(1, 1.0)]
    bins = evaluated(certain).calibration

    assert sum(b.rows for b in bins) == len(PATIENTS)
    last = bins[-1]
    assert (last.low, last.high, last.rows, last.predicted, last.observed) == (0.5, 1.0, 1, 1, 1)
    empty = next(b for b in bins if b.rows == 0)
    assert empty.predicted is None
    assert empty.observed is None


def test_subgroups() -> None:
    groups = {(group.group, group.name): group for group in evaluated().subgroups}

    assert list(groups) == [
        ("sex", "Female"),
        ("sex", "Male"),
        ("sex", "Other"),
        ("age", "18–29"),
        ("age", "30–44"),
        ("age", "45–59"),
        ("age", "60–74"),
        ("age", "≥75"),
        ("grey zone", "all"),
        ("grey zone", "Female"),
        ("grey zone", "Male"),
        ("grey zone", "under 30"),
    ]
    assert groups["age", "18–29"].rows == 1
    assert groups["age", "≥75"].positives == 1
    assert groups["sex", "Female"].rows == 4
    assert groups["sex", "Female"].recall == pytest.approx(1 / 2)
    assert groups["grey zone", "all"].rows == 4
    assert groups["grey zone", "all"].referral_sensitivity == 1
    nobody = groups["sex", "Other"]
    assert (nobody.rows, nobody.accuracy, nobody.recall, nobody.auc) == (0, None, None, None)


def test_without_a_probability_only_the_class_is_scored() -> None:
    evaluation = evaluated([Answer(answer.outcome, None) for answer in ANSWERS])

    assert evaluation.scores.accuracy == pytest.approx(4 / 5)
    assert evaluation.scores.auc is None
    assert evaluation.scores.brier is None
    assert evaluation.calibration == ()
    assert evaluation.operating_points == ()
    assert evaluation.subgroups[0].referral_sensitivity is None


def test_a_model_that_flags_nobody_has_no_precision() -> None:
    scores = evaluated([Answer(0, 0.1)] * len(PATIENTS)).scores

    assert scores.precision is None
    assert scores.recall == 0
    assert scores.f1 == 0
