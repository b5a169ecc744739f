"""What a model may answer: an integer class for each patient, with or without a probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.patient import Row as Row

RawAnswer = tuple[int, float | None]  # the class, and the probability of class 1

# Asked of a model that brings no golden cases: any answer will do that keeps the contract.
PROBE = Patient(Gender.FEMALE, 45.0, 0, 0, Smoking.NEVER, 26.0, 5.8, 100.0)
ROUNDING = 1e-6  # a sum of float32 shares may pass 0 or 1 by this much


class RunningModel(Protocol):
    """A model that is loaded."""

    def answer(self, rows: Sequence[Row]) -> list[RawAnswer]:
        """One answer per row, in order. Raises whatever the library raises."""

    def answer_table(self, table: Mapping[str, Any]) -> tuple[Any, Any | None]:
        """Classes and probabilities of many patients, given as arrays by the inputs' names.

        Raises whatever the library raises; the arrays are not checked here.
        """

    def trees(self, row: Row) -> list[float]:
        """P(class 1) by each tree of a forest, whose mean is the answer; empty for any other."""


class AnswerOutsideContractError(ValueError):
    """Not an integer 0 or 1, not a probability, or not one answer per patient."""


def checked_answers(
    count: int, classes: Sequence[object], probabilities: Sequence[object] | None
) -> list[RawAnswer]:
    """Pair `count` classes with their probabilities, or with None where there are none.

    Raises:
        AnswerOutsideContractError: see there.
    """
    chances = [None] * len(classes) if probabilities is None else probabilities
    if not len(classes) == len(chances) == count:
        raise AnswerOutsideContractError("count")
    return list(zip(map(_class, classes), map(_chance, chances), strict=True))


def failure_name(error: BaseException) -> str:
    """What may be told of a library's error: its class, never its message, which quotes rows."""
    name = type(error).__name__
    return name if name.isidentifier() and len(name) <= 64 else "Exception"


def _class(outcome: object) -> int:
    if type(outcome) is not int or outcome not in (0, 1):
        raise AnswerOutsideContractError("class")
    return outcome


def _chance(chance: object) -> float | None:
    if type(chance) is float and 0 <= chance <= 1:
        return chance  # nearly always; thousands are checked for one explanation
    if chance is None:
        return None
    if not isinstance(chance, float) or not -ROUNDING <= chance <= 1 + ROUNDING:
        raise AnswerOutsideContractError("probability")
    return min(max(chance, 0.0), 1.0)
