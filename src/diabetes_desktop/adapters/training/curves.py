"""The curves of a model card: sensitivity against specificity, and net benefit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from diabetes_desktop.application.evaluation import NetBenefit, RocPoint
from diabetes_desktop.domain.patient import Patient

# Every referral threshold that can be set (5 to 30 %, in tenths) is one of these, so that the
# figures of the one in use are exact; below and above, enough of them to draw a curve.
ROC_THRESHOLDS = (
    *(0.0, 0.0001, 0.0002, 0.0005),
    *(thousandth / 1000 for thousandth in range(1, 300)),
    *(hundredth / 100 for hundredth in range(30, 100)),
)
DECISION_THRESHOLDS = tuple(hundredth / 100 for hundredth in range(1, 51))
# The diagnostic cut-offs that one reading can reach, whatever the sample (ADA 2026, WHO 2019).
CRITERION_HBA1C = 6.5  # %
CRITERION_GLUCOSE = 200.0  # mg/dL


def meets_criterion(patients: Sequence[Patient]) -> Any:
    """Which patients reach a diagnostic cut-off, as a mask."""
    return np.array(
        [
            patient.hba1c_level >= CRITERION_HBA1C
            or patient.blood_glucose_level >= CRITERION_GLUCOSE
            for patient in patients
        ],
        dtype=bool,
    )


def roc(outcomes: Any, chances: Any | None) -> Iterator[RocPoint]:
    """One point per threshold; none without a probability, or with one outcome only."""
    sick = outcomes == 1
    if chances is None or sick.all() or not sick.any():
        return
    for threshold in ROC_THRESHOLDS:
        referred = chances >= threshold
        yield RocPoint(
            threshold=threshold,
            sensitivity=float(np.mean(referred[sick])),
            specificity=float(np.mean(~referred[~sick])),
        )


def decision_curve(outcomes: Any, chances: Any | None, flagged: Any) -> Iterator[NetBenefit]:
    """One point per threshold; none without a probability, or without a patient."""
    sick = outcomes == 1
    if chances is None or len(outcomes) == 0:
        return
    for threshold in DECISION_THRESHOLDS:
        yield NetBenefit(
            threshold=threshold,
            model=_net_benefit(sick, chances >= threshold, threshold),
            refer_all=_net_benefit(sick, np.ones_like(sick), threshold),
            criterion=_net_benefit(sick, flagged, threshold),
        )


def _net_benefit(sick: Any, referred: Any, threshold: float) -> float:
    found = float(np.mean(sick & referred))
    in_vain = float(np.mean(~sick & referred))
    return found - in_vain * threshold / (1 - threshold)
