"""Where the model and the guideline criteria part: what must not be missed on a result."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from diabetes_desktop.domain.assessment import Assessment


class Discordance(Enum):
    """How they part.

    MODEL_MISSES interrupts: class 0, and a diagnostic criterion is met. MODEL_MAY_MISS: class 0,
    and one may be met, by what was not stated. MODEL_ALONE: class 1, and none is met.
    """

    MODEL_MISSES = "model_misses"
    MODEL_MAY_MISS = "model_may_miss"
    MODEL_ALONE = "model_alone"

    @property
    def interrupts(self) -> bool:
        """Whether it is the one alert that has to be answered."""
        return self is Discordance.MODEL_MISSES


def discordance(outcome: int, assessments: Iterable[Assessment]) -> Discordance | None:
    """How the model's class `outcome` (0 or 1) parts from what the guidelines say, if it does."""
    said = list(assessments)
    if any(assessment.says_diabetes for assessment in said):
        return Discordance.MODEL_MISSES if outcome == 0 else None
    if outcome == 1:
        return Discordance.MODEL_ALONE
    if any(assessment.may_say_diabetes for assessment in said):
        return Discordance.MODEL_MAY_MISS
    return None
