"""Scores of a model on labelled patients, with scikit-learn's metrics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss, f1_score, roc_auc_score

from diabetes_desktop.adapters.training.curves import decision_curve, meets_criterion, roc
from diabetes_desktop.application.evaluation import (
    CalibrationBin,
    Evaluation,
    LabelledPatients,
    OperatingPoint,
    Scores,
    Subgroup,
)
from diabetes_desktop.domain.patient import Gender, Patient
from diabetes_desktop.domain.prediction import DEFAULT_REFERRAL_THRESHOLD, Answer

THRESHOLDS = (0.05, 0.10, 0.20, 0.50)
# Finer where the referral band can be set; the last edge lets 1.0 into the last bin.
CALIBRATION_EDGES = (0.0, 0.01, 0.02, 0.05, 0.10, 0.20, 0.30, 0.50, 1.0 + 1e-9)
AGE_BANDS = ((18, 30), (30, 45), (45, 60), (60, 75), (75, None))  # years, upper bound excluded
# Every row of the original data above either of these has outcome 1: below both, the model has
# to judge.
GREY_HBA1C = 6.6  # %
GREY_GLUCOSE = 200.0  # mg/dL


@dataclass(frozen=True)
class Answered:
    """Outcomes, classes and, where there are any, probabilities of class 1, as arrays."""

    outcomes: Any
    classes: Any
    chances: Any | None

    def only(self, chosen: Any) -> Answered:
        """Those of the rows that the mask `chosen` takes."""
        chances = None if self.chances is None else self.chances[chosen]
        return Answered(self.outcomes[chosen], self.classes[chosen], chances)


def score(labelled: LabelledPatients, answers: Sequence[Answer]) -> Evaluation:
    """Score one answer per patient, in order."""
    chances = [answer.probability for answer in answers]
    answered = Answered(
        outcomes=np.array(labelled.outcomes),
        classes=np.array([answer.outcome for answer in answers]),
        chances=None if None in chances else np.array(chances, dtype=np.float64),
    )
    return evaluate(labelled.patients, answered)


def evaluate(patients: Sequence[Patient], answered: Answered) -> Evaluation:
    """All that is said of a model on these patients."""
    flagged = meets_criterion(patients)
    return Evaluation(
        rows=len(patients),
        positives=int(answered.outcomes.sum()),
        scores=scores(answered.outcomes, answered.classes, answered.chances, answered.chances),
        calibration=tuple(_calibration(answered)),
        operating_points=tuple(_operating_points(answered)),
        subgroups=tuple(_subgroups(patients, answered)),
        roc=tuple(roc(answered.outcomes, answered.chances)),
        decision_curve=tuple(decision_curve(answered.outcomes, answered.chances, flagged)),
    )


def scores(outcomes: Any, classes: Any, ranks: Any | None, chances: Any | None) -> Scores:
    """The headline figures; `ranks` need only be ordered as the probabilities are."""
    flagged = classes == 1
    return Scores(
        accuracy=float(np.mean(outcomes == classes)),
        precision=_share(outcomes[flagged] == 1),
        recall=_share(flagged[outcomes == 1]),
        f1=float(f1_score(outcomes, classes)) if (outcomes | classes).any() else None,
        auc=_auc(outcomes, ranks),
        average_precision=(
            float(average_precision_score(outcomes, ranks))
            if ranks is not None and outcomes.any()
            else None
        ),
        brier=None if chances is None else float(brier_score_loss(outcomes, chances)),
    )


def _share(hits: Any) -> float | None:
    return float(np.mean(hits)) if len(hits) else None


def _auc(outcomes: Any, ranks: Any | None) -> float | None:
    if ranks is None or len(np.unique(outcomes)) < 2:
        return None
    return float(roc_auc_score(outcomes, ranks))


def _calibration(answered: Answered) -> Iterator[CalibrationBin]:
    if answered.chances is None:
        return
    for low, high in pairwise(CALIBRATION_EDGES):
        inside = (answered.chances >= low) & (answered.chances < high)
        yield CalibrationBin(
            low=low,
            high=min(high, 1.0),
            rows=int(inside.sum()),
            predicted=_share(answered.chances[inside]),
            observed=_share(answered.outcomes[inside]),
        )


def _operating_points(answered: Answered) -> Iterator[OperatingPoint]:
    if answered.chances is None:
        return
    sick = answered.outcomes == 1
    for threshold in THRESHOLDS:
        referred = answered.chances >= threshold
        yield OperatingPoint(
            threshold=threshold,
            sensitivity=_share(referred[sick]),
            specificity=_share(~referred[~sick]),
            ppv=_share(sick[referred]),
            npv=_share(~sick[~referred]),
            referred_per_1000=1000 * float(np.mean(referred)),
        )


def _subgroups(patients: Sequence[Patient], answered: Answered) -> Iterator[Subgroup]:
    sex = np.array([str(patient.gender) for patient in patients], dtype=object)
    age = np.array([patient.age for patient in patients])
    grey = np.array(
        [p.hba1c_level <= GREY_HBA1C and p.blood_glucose_level <= GREY_GLUCOSE for p in patients],
        dtype=bool,
    )
    for gender in Gender:
        yield _subgroup("sex", gender, answered.only(sex == gender))
    for low, high in AGE_BANDS:
        inside = (age >= low) & (age < (high or np.inf))
        name = f"{low}–{high - 1}" if high else f"≥{low}"
        yield _subgroup("age", name, answered.only(inside))
    yield _subgroup("grey zone", "all", answered.only(grey))
    for gender in (Gender.FEMALE, Gender.MALE):
        yield _subgroup("grey zone", gender, answered.only(grey & (sex == gender)))
    yield _subgroup("grey zone", "under 30", answered.only(grey & (age < 30)))


def _subgroup(group: str, name: str, answered: Answered) -> Subgroup:
    sick = answered.outcomes == 1
    referred = None
    if answered.chances is not None:
        referred = answered.chances >= DEFAULT_REFERRAL_THRESHOLD
    share = None if referred is None else _share(referred)
    return Subgroup(
        group=group,
        name=str(name),
        rows=len(answered.outcomes),
        positives=int(sick.sum()),
        accuracy=_share(answered.classes == answered.outcomes),
        recall=_share(answered.classes[sick] == 1),
        auc=_auc(answered.outcomes, answered.chances),
        referral_sensitivity=None if referred is None else _share(referred[sick]),
        referred_per_1000=None if share is None else 1000 * share,
    )
