"""What moved the model for one patient, what it would answer for others, and how sure it is.

An explanation says what moved this model, never what causes the disease.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from diabetes_desktop.domain.patient import Range

Value = str | float | int


class ReferenceKind(Enum):
    """Whose patients the base of the explanation is the average of."""

    MODEL = "model"  # shipped with the model: a summary of its own training patients
    PROGRAM = "program"  # the model ships none: those of the bundled model stand in


@dataclass(frozen=True, slots=True)
class Reference:
    """The background of the explanation: `patients` typical ones, weighted, that stand for all.

    `base_rate` is the share (0-1) of the patients in the data who had diabetes.
    """

    kind: ReferenceKind
    patients: int
    base_rate: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The model's answer when one input takes each of `values` and the seven others stay.

    `values` are in the model's unit, ascending for a number (the patient's own among them), in the
    order of the choices for a category or a flag. One probability (0-1) and class per value; a
    forest's steps are among the values, so that nothing between two of them is hidden.
    """

    values: tuple[Value, ...]
    probabilities: tuple[float, ...]
    outcomes: tuple[int, ...]

    def nearest(self, value: float) -> int:
        """The index of the value nearest to `value`; for numbers only."""
        numbers = [float(v) for v in self.values]
        right = bisect_left(numbers, value)
        if right == 0:
            return 0
        if right == len(numbers) or value - numbers[right - 1] <= numbers[right] - value:
            return right - 1
        return right


@dataclass(frozen=True, slots=True)
class TreeSpread:
    """How far the single trees of the forest lie apart at this patient.

    The middle nine tenths of the trees answer a probability from `low` to `high` (0-1).
    """

    trees: int
    low: float
    high: float

    @classmethod
    def of(cls, probabilities: Sequence[float]) -> TreeSpread:
        """The spread of one probability per tree; of at least one tree."""
        rising = sorted(probabilities)
        outside = len(rising) // 20
        return cls(len(rising), rising[outside], rising[len(rising) - 1 - outside])


class Few(Enum):
    """A count that a model does not tell, because it would point at fewer than `FEWEST_TOLD`."""

    FEW = "few"  # fewer than `FEWEST_TOLD`
    ALL_BUT_FEW = "all but few"  # all of them, or all but fewer than `FEWEST_TOLD`


FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How many training patients were in the same bands, and how many of them had diabetes.

    The bands are half-open ([low, high)), in the model's units. Of fewer than `FEWEST_TOLD`
    patients nothing more is known: both counts are `Few.FEW`.
    """

    patients: int | Few
    positives: int | Few
    age: Range
    hba1c: Range
    glucose: Range


@dataclass(frozen=True, slots=True)
class Explanation:
    """Exact interventional Shapley values, what-if curves and the honest doubts.

    `contributions` (fractions of probability, in the order of `INPUTS`) add up to
    `probability - base`; `base` is the model's mean answer over the reference patients; `curves`
    are in the order of `INPUTS`. `spread` and `neighbourhood` are None where the model ships
    nothing to tell them from.
    """

    base: float
    probability: float
    contributions: tuple[float, ...]
    curves: tuple[Curve, ...]
    reference: Reference
    spread: TreeSpread | None = None
    neighbourhood: Neighbourhood | None = None
