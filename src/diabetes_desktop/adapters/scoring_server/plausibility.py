"""Made-up patients that every model of diabetes answers alike.

A server tells nobody which model it serves. What can be known is that it answers these as any model
must, and that it answers them now as it did when it was connected: they are sent with each request,
so that a model which was exchanged meanwhile never answers under the old one's name unnoticed.
"""

from __future__ import annotations

from collections.abc import Sequence

from diabetes_desktop.adapters.model_host.answers import RawAnswer
from diabetes_desktop.domain.patient import Gender, Patient, Smoking

EXPECTED = {
    Patient(Gender.FEMALE, 24.0, 0, 0, Smoking.NEVER, 21.5, 4.8, 85.0): 0,
    Patient(Gender.MALE, 68.0, 1, 1, Smoking.CURRENT, 36.0, 8.8, 290.0): 1,
    Patient(Gender.MALE, 31.0, 0, 0, Smoking.FORMER, 23.0, 4.5, 90.0): 0,
    Patient(Gender.FEMALE, 74.0, 1, 0, Smoking.NO_INFO, 33.5, 9.0, 300.0): 1,
}
ROWS = tuple(patient.row() for patient in EXPECTED)
SAME = 1e-4  # of probability: rounding in another batch


def count_sensible(answers: Sequence[RawAnswer]) -> int:
    """How many of the answers to `ROWS` are those of any model."""
    return sum(
        outcome == expected
        for (outcome, _), expected in zip(answers, EXPECTED.values(), strict=True)
    )


def same_answers(before: Sequence[RawAnswer], now: Sequence[RawAnswer]) -> bool:
    """Whether two lots of answers to the same patients are one model's."""
    return all(
        one[0] == other[0] and abs((one[1] or 0.0) - (other[1] or 0.0)) <= SAME
        for one, other in zip(before, now, strict=True)
    )
