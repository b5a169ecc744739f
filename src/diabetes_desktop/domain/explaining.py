"""From a model that can be asked to the explanation of one answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise

from diabetes_desktop.domain.explanation import Explanation, Reference, ReferenceKind
from diabetes_desktop.domain.neighbourhoods import Neighbourhoods
from diabetes_desktop.domain.patient import INPUTS, Patient, Row
from diabetes_desktop.domain.shapley import coalitions, shapley_values
from diabetes_desktop.domain.what_if import RawAnswer, Splits, curve, grids, rows_along

AnswerRows = Callable[[Sequence[Row]], Sequence[tuple[int, float | None]]]


class ProbabilityMissingError(ValueError):
    """The model answers a class alone: there is nothing that could be explained."""


@dataclass(frozen=True, slots=True)
class Background:
    """Patients that stand for all: rows of the eight inputs, and weights that add up to 1.

    `base_rate` is the share (0-1) of all the patients for whom they stand that had diabetes.
    """

    rows: tuple[Row, ...]
    weights: tuple[float, ...]
    base_rate: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an explanation rests on beside the model: whatever was published with it."""

    background: Background
    kind: ReferenceKind
    splits: Splits = field(default_factory=dict[str, Sequence[float]])
    neighbourhoods: Neighbourhoods | None = None


class Questions:
    """The rows to ask the model about for one explanation, and what their answers explain."""

    def __init__(self, patient: Patient, grounds: Grounds) -> None:
        self._patient = patient
        self._grounds = grounds
        row = patient.row()
        self._mixed = coalitions(row, grounds.background.rows, grounds.background.weights)
        self._grids = grids(row, grounds.splits)
        parts = [
            [row],
            self._mixed.rows,
            *(rows_along(row, place, values) for place, values in enumerate(self._grids)),
        ]
        self._ends = tuple(accumulate(map(len, parts), initial=0))
        self.rows: list[Row] = list(chain.from_iterable(parts))

    def explanation(self, answers: Sequence[tuple[int, float | None]]) -> Explanation:
        """The explanation, from one answer per row of `rows`.

        Raises:
            ProbabilityMissingError: the model gives no probability.
        """
        (own,), mixed_answers, *along = self._parted(answers)
        values = self._mixed.values([probability for _, probability in mixed_answers])
        background, neighbourhoods = self._grounds.background, self._grounds.neighbourhoods
        row = self._patient.row()
        return Explanation(
            base=values[0],
            probability=own[1],
            contributions=shapley_values(values),
            curves=tuple(map(curve, INPUTS, row, self._grids, along)),
            reference=Reference(self._grounds.kind, len(background.rows), background.base_rate),
            neighbourhood=None if neighbourhoods is None else neighbourhoods.around(self._patient),
        )

    def _parted(self, answers: Sequence[tuple[int, float | None]]) -> list[list[RawAnswer]]:
        known = [(outcome, chance) for outcome, chance in answers if chance is not None]
        if len(known) < len(self.rows):
            raise ProbabilityMissingError
        return [known[first:last] for first, last in pairwise(self._ends)]


def explanation(patient: Patient, grounds: Grounds, answer_rows: AnswerRows) -> Explanation:
    """Why the model answers about `patient` as it does. `answer_rows` is called once.

    Raises:
        ProbabilityMissingError: the model gives no probability.
    """
    questions = Questions(patient, grounds)
    return questions.explanation(answer_rows(questions.rows))
