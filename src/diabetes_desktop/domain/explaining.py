"""From a model that can be asked to the explanation of one answer, in one call of the model."""

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


def explanation(patient: Patient, grounds: Grounds, answer_rows: AnswerRows) -> Explanation:
    """Why the model answers about `patient` as it does. `answer_rows` is called once.

    Raises:
        ProbabilityMissingError: the model gives no probability.
    """
    row = patient.row()
    mixed = coalitions(row, grounds.background.rows, grounds.background.weights)
    asked = grids(row, grounds.splits)
    parts = [
        [row],
        mixed.rows,
        *(rows_along(row, place, values) for place, values in enumerate(asked)),
    ]
    (own,), mixed_answers, *along = _ask(parts, answer_rows)
    values = mixed.values([probability for _, probability in mixed_answers])
    neighbourhoods = grounds.neighbourhoods
    return Explanation(
        base=values[0],
        probability=own[1],
        contributions=shapley_values(values),
        curves=tuple(map(curve, INPUTS, row, asked, along)),
        reference=Reference(
            grounds.kind, len(grounds.background.rows), grounds.background.base_rate
        ),
        neighbourhood=None if neighbourhoods is None else neighbourhoods.around(patient),
    )


def _ask(parts: Sequence[Sequence[Row]], answer_rows: AnswerRows) -> list[list[RawAnswer]]:
    """The answers to the rows of each part, from one call."""
    answers = [
        (outcome, probability)
        for outcome, probability in answer_rows(list(chain.from_iterable(parts)))
        if probability is not None
    ]
    if len(answers) < sum(map(len, parts)):
        raise ProbabilityMissingError
    ends = accumulate(map(len, parts), initial=0)
    return [answers[first:last] for first, last in pairwise(ends)]
