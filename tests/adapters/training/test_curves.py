"""The curves of a card against scikit-learn and against a formula worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import roc_curve

from diabetes_desktop.adapters.training.curves import decision_curve, meets_criterion, roc
from diabetes_desktop.adapters.training.dataset import Dataset, held_out
from diabetes_desktop.adapters.training.fitting import FittedForest
from diabetes_desktop.adapters.training.scoring import Answered, evaluate
from diabetes_desktop.application.evaluation import Evaluation

OUTCOMES = np.array([0, 0, 1, 0, 1, 0, 0, 0, 0, 0])
CHANCES = np.array([0.02, 0.15, 0.3, 0.04, 0.9, 0.0, 0.2, 0.0, 0.1, 0.25])
FLAGGED = np.array([False, True, False, False, True, False, False, False, False, False])


@pytest.fixture(scope="module")
def evaluated(shipped: FittedForest, dataset: Dataset) -> Evaluation:
    classes, chances = shipped.answers(dataset.test.inputs)
    return evaluate(held_out(dataset).patients, Answered(dataset.test.outcomes, classes, chances))


def test_every_point_is_on_the_curve_of_scikit_learn(
    evaluated: Evaluation, shipped: FittedForest, dataset: Dataset
) -> None:
    _, chances = shipped.answers(dataset.test.inputs)
    alarms, hits, thresholds = roc_curve(dataset.test.outcomes, chances, drop_intermediate=False)

    for point in evaluated.roc:
        # The last of their thresholds that is not below ours refers the same patients.
        same = int(np.searchsorted(-thresholds, -point.threshold, side="right")) - 1
        assert point.sensitivity == pytest.approx(hits[same])
        assert 1 - point.specificity == pytest.approx(alarms[same])


def test_the_points_hold_the_area_of_the_curve(evaluated: Evaluation) -> None:
    curve = [(1.0, 1.0), *((1 - p.specificity, p.sensitivity) for p in evaluated.roc), (0.0, 0.0)]
    alarms, hits = zip(*reversed(curve), strict=True)

    assert evaluated.scores.auc == pytest.approx(np.trapezoid(hits, alarms), abs=0.01)


def test_every_threshold_that_can_be_set_is_there(evaluated: Evaluation) -> None:
    known = {point.threshold for point in evaluated.roc}

    assert {round(tenths / 1000, 3) for tenths in range(50, 301)} <= known
    points = {point.threshold: point for point in evaluated.roc}
    for point in evaluated.operating_points:
        same = points[point.threshold]
        assert (same.sensitivity, same.specificity) == (point.sensitivity, point.specificity)


def test_calibration_is_that_of_scikit_learn(
    evaluated: Evaluation, shipped: FittedForest, dataset: Dataset
) -> None:
    _, chances = shipped.answers(dataset.test.inputs)
    for each in evaluated.calibration:
        inside = (chances >= each.low) & ((chances < each.high) | (each.high == 1.0))
        if not inside.any():
            continue
        seen, said = calibration_curve(dataset.test.outcomes[inside], chances[inside], n_bins=1)
        assert each.observed == pytest.approx(seen[0])
        assert each.predicted == pytest.approx(said[0])
        assert each.rows == inside.sum()


def test_net_benefit_worked_out_by_hand() -> None:
    """Ten patients, two of them sick; at 20 % one referred in vain weighs a quarter."""
    points = {point.threshold: point for point in decision_curve(OUTCOMES, CHANCES, FLAGGED)}

    assert list(points) == [hundredth / 100 for hundredth in range(1, 51)]
    fifth = points[0.2]
    assert fifth.model == pytest.approx(2 / 10 - 2 / 10 * 0.25)  # .3 and .9; .2 and .25 in vain
    assert fifth.refer_all == pytest.approx(2 / 10 - 8 / 10 * 0.25)
    assert fifth.criterion == pytest.approx(1 / 10 - 1 / 10 * 0.25)
    assert points[0.5].model == pytest.approx(1 / 10)
    assert points[0.5].refer_all == pytest.approx(2 / 10 - 8 / 10)


def test_referring_everybody_is_worth_nothing_at_the_base_rate(evaluated: Evaluation) -> None:
    base_rate = evaluated.positives / evaluated.rows
    signs = [(p.threshold < base_rate, p.refer_all > 0) for p in evaluated.decision_curve]

    assert all(below == worth for below, worth in signs)


def test_the_criterion_is_either_reading_over(dataset: Dataset) -> None:
    patients = held_out(dataset).patients
    expected = [p.hba1c_level >= 6.5 or p.blood_glucose_level >= 200 for p in patients]

    assert meets_criterion(patients).tolist() == expected
    assert True in expected
    assert False in expected


def test_without_a_probability_there_are_no_curves() -> None:
    assert list(roc(OUTCOMES, None)) == []
    assert list(decision_curve(OUTCOMES, None, FLAGGED)) == []
    assert list(roc(np.zeros(10), CHANCES)) == [], "nobody is sick"
