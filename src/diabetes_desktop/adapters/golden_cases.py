"""Patients whose answers are known: a model that answers them differently is not the same model.

Format of `golden_cases.json`: format, tolerance on the probability, and cases of eight inputs in
the order of `domain.patient.INPUTS`, the class, and the probability of class 1 or null.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from diabetes_desktop.domain.patient import Gender, Patient, Smoking
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
    try:
        table = json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("depth") from None
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
        case {
            "inputs": [
                str(gender),
                age,
                hypertension,
                heart_disease,
                str(smoking),
                bmi,
                hba1c,
                glucose,
            ],
            "class": outcome,
            "probability": probability,
        }:
            patient = Patient(
                Gender(gender),
                _number(age),
                _integer(hypertension),
                _integer(heart_disease),
                Smoking(smoking),
                _number(bmi),
                _number(hba1c),
                _number(glucose),
            )
            chance = None if probability is None else _number(probability)
            return patient, Answer(_integer(outcome), chance)
    raise ValueError("case")


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("number")
    try:
        return float(value)
    except OverflowError:
        raise ValueError("number") from None


def _integer(value: object) -> int:
    number = _number(value)
    if not number.is_integer():
        raise ValueError("integer")
    return int(number)


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)
