"""What the result panel shows: one of four states, drawn by one `render`."""

from __future__ import annotations

from dataclasses import dataclass

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.decision import Decision
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Prediction


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing to show: no prediction was asked for, or a fact was edited since."""


@dataclass(frozen=True, slots=True)
class Running:
    """The model is being asked."""


@dataclass(frozen=True, slots=True)
class Done:
    """The model answered about the patient whose facts stand in the form."""

    prediction: Prediction
    decision: Decision | None = None
    explanation: Explanation | None = None
    unexplained: AppError | None = None  # why there is no explanation


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no result, and why."""

    error: AppError


ResultState = Idle | Running | Done | Failed
