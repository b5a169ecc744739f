"""The gates of a promotion: which figures count, and what each must reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diabetes_desktop.application.evaluation import (
    CalibrationBin,
    Evaluation,
    Scores,
    Subgroup,
)
from diabetes_desktop.application.promotion import (
    Gate,
    GateResult,
    PromotionRules,
    calibration_error,
    judge,
)

RULES = PromotionRules(
    auc=0.95,
    recall=0.6,
    calibration_error=0.02,
    golden_cases=30,
    subgroup_auc=0.85,
    subgroup_sensitivity=0.5,
    subgroup_positives=30,
)
SCORES = Scores(0.97, 0.99, 0.6, 0.8, 0.95, 0.87, 0.02)
BINS = (
    CalibrationBin(0, 0.5, 90, 0.05, 0.05),
    CalibrationBin(0.5, 0.9, 0, None, None),
    CalibrationBin(0.9, 1, 10, 0.9, 0.75),
)


def subgroup(name: str, positives: int, auc: float | None, sensitivity: float | None) -> Subgroup:
    return Subgroup("age", name, 200, positives, 0.9, 0.5, auc, sensitivity, 100.0)


GOOD = Evaluation(100, 10, SCORES, BINS, (), (subgroup("18–29", 30, 0.85, 0.5),))


def failed(evaluation: Evaluation, golden: int = 30) -> set[Gate]:
    return {result.gate for result in judge(evaluation, golden, RULES) if not result.passed}


def test_a_model_exactly_at_every_threshold_passes() -> None:
    assert failed(GOOD) == set()
    assert {result.gate for result in judge(GOOD, 30, RULES)} == set(Gate)


@pytest.mark.parametrize(
    ("evaluation", "gate"),
    [
        (replace(GOOD, scores=replace(SCORES, auc=0.9499)), Gate.AUC),
        (replace(GOOD, scores=replace(SCORES, auc=None)), Gate.AUC),
        (replace(GOOD, scores=replace(SCORES, recall=0.5999)), Gate.RECALL),
        (replace(GOOD, calibration=(replace(BINS[0], observed=0.08),)), Gate.CALIBRATION),
        (replace(GOOD, calibration=()), Gate.CALIBRATION),
        (replace(GOOD, subgroups=(subgroup("x", 30, 0.84, 0.5),)), Gate.SUBGROUP_AUC),
        (replace(GOOD, subgroups=(subgroup("x", 30, None, 0.5),)), Gate.SUBGROUP_AUC),
        (replace(GOOD, subgroups=(subgroup("x", 30, 0.9, 0.49),)), Gate.SUBGROUP_SENSITIVITY),
        (replace(GOOD, subgroups=(subgroup("x", 30, 0.9, None),)), Gate.SUBGROUP_SENSITIVITY),
    ],
)
def test_one_figure_below_stops_it(evaluation: Evaluation, gate: Gate) -> None:
    assert failed(evaluation) == {gate}


def test_too_few_golden_cases_stop_it() -> None:
    assert failed(GOOD, golden=29) == {Gate.GOLDEN_CASES}


def test_a_subgroup_with_few_sick_patients_is_not_judged() -> None:
    assert failed(replace(GOOD, subgroups=(subgroup("x", 29, 0.1, 0.0),))) == set()


def test_where_all_are_sick_there_is_no_auc_to_judge() -> None:
    everybody = replace(subgroup("x", 200, None, 0.9), positives=200)

    assert failed(replace(GOOD, subgroups=(everybody,))) == set()


def test_the_calibration_error_is_weighted_by_rows() -> None:
    assert calibration_error(GOOD) == pytest.approx(0.1 * 0.15)


def test_a_figure_that_is_missing_never_passes() -> None:
    assert not GateResult(Gate.CALIBRATION, None, 1.0).passed
