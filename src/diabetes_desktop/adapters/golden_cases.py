"""Patients whose answers are known: a model that answers them differently is not the same model.

Format of `golden_cases.json`: format, tolerance on the probability, and cases of eight inputs in
the order of `domain.patient.INPUTS`, the class, and the probability of class 1 or null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diabetes_desktop.adapters import json_values
from diabetes_desktop.domain.patient import Patient
from diabetes_desktop.domain.prediction import Answer

FILE_NAME = "golden_cases.json"
LARGEST = 4 * 1024 * 1024  # bytes
FORMAT = 1
LOOSEST_TOLERANCE = 1e-3  # a published tolerance above this would prove nothing


@dataclass(frozen=True, slots=True)
class GoldenCases:
    """The patients, what the model must answer, and how far a probability may be off."""

    patients: tuple[Patient, ...]
    answers: tuple[Answer, ...]
    tolerance: float

    def count_met(self, answers: Sequence[Answer]) -> int:
        """How many of `answers` (one per patient) are the expected ones."""
        return sum(map(self._met, self.answers, answers))

    def _met(self, expected: Answer, answer: Answer) -> bool:
        if expected.outcome != answer.outcome:
            return False
        if expected.probability is None or answer.probability is None:
            return True  # the other flavour of the same model offers none
        return abs(expected.probability - answer.probability) <= self.tolerance


def parse(content: bytes) -> GoldenCases:
    """Read a golden cases file.

    Raises:
        ValueError: not JSON, not this format, no cases, or an impossible patient or answer.
    """
    table = json_values.load(content)
    match table:
        case {"format": 1, "tolerance": float(tolerance), "cases": [_, *_] as cases}:
            if not 0 <= tolerance <= LOOSEST_TOLERANCE:
                raise ValueError("tolerance")
            read = [_case(case) for case in cases]
            patients, answers = zip(*read, strict=True)
            return GoldenCases(patients, answers, tolerance)
    raise ValueError("shape")


def _case(case: object) -> tuple[Patient, Answer]:
    match case:
        case {"inputs": inputs, "class": outcome, "probability": probability}:
            chance = None if probability is None else json_values.number(probability)
            return json_values.patient(inputs), Answer(json_values.integer(outcome), chance)
    raise ValueError("case")
