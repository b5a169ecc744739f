"""The gates of a promotion: figures that a model must reach before it answers doctors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from diabetes_desktop.application.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class PromotionRules:
    """The thresholds; `resources/promotion.toml` says what each means and why it is so."""

    auc: float
    recall: float
    calibration_error: float
    golden_cases: int
    subgroup_auc: float
    subgroup_sensitivity: float
    subgroup_positives: int


class Gate(Enum):
    """What is measured."""

    GOLDEN_CASES = "golden_cases"
    AUC = "auc"
    RECALL = "recall"
    CALIBRATION = "calibration"
    SUBGROUP_AUC = "subgroup_auc"
    SUBGROUP_SENSITIVITY = "subgroup_sensitivity"


@dataclass(frozen=True, slots=True)
class GateResult:
    """A figure beside its threshold; `measured` is None where there is no figure.

    Calibration must not exceed its limit, the others must reach it. `subgroup` is empty for
    figures over all patients.
    """

    gate: Gate
    measured: float | None
    limit: float
    subgroup: str = ""

    @property
    def passed(self) -> bool:
        """Whether the figure is there and good enough."""
        if self.measured is None:
            return False
        if self.gate is Gate.CALIBRATION:
            return self.measured <= self.limit
        return self.measured >= self.limit


def judge(
    evaluation: Evaluation, golden_cases: int, rules: PromotionRules
) -> tuple[GateResult, ...]:
    """Every gate, those over all patients first.

    `golden_cases` is how many of them were met; a model that missed one does not come here.
    """
    scores = evaluation.scores
    return (
        GateResult(Gate.GOLDEN_CASES, golden_cases, rules.golden_cases),
        GateResult(Gate.AUC, scores.auc, rules.auc),
        GateResult(Gate.RECALL, scores.recall, rules.recall),
        GateResult(Gate.CALIBRATION, calibration_error(evaluation), rules.calibration_error),
        *_subgroups(evaluation, rules),
    )


def calibration_error(evaluation: Evaluation) -> float | None:
    """The mean distance of predicted and observed share over the bins, each weighted by its rows.

    None without probabilities. Source: expected calibration error, Naeini MP et al., AAAI 2015.
    """
    distances = [
        (each.rows, abs(each.predicted - each.observed))
        for each in evaluation.calibration
        if each.predicted is not None and each.observed is not None
    ]
    rows = sum(count for count, _ in distances)
    return sum(count * distance for count, distance in distances) / rows if rows else None


def _subgroups(evaluation: Evaluation, rules: PromotionRules) -> Iterator[GateResult]:
    """Those with enough sick patients for a figure to say anything."""
    for each in evaluation.subgroups:
        if each.positives < rules.subgroup_positives:
            continue
        name = f"{each.group}: {each.name}"
        if each.positives < each.rows:  # where all are sick there is no AUC
            yield GateResult(Gate.SUBGROUP_AUC, each.auc, rules.subgroup_auc, name)
        sensitivity = each.referral_sensitivity
        yield GateResult(Gate.SUBGROUP_SENSITIVITY, sensitivity, rules.subgroup_sensitivity, name)
