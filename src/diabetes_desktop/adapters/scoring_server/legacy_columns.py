"""The fifteen columns of models made in 2024, as their notebook computed them.

Four numbers scaled to 0-1 by the smallest and largest value of the training data, the two flags,
and one column per category, in alphabetical order with capitals first. Values outside the training
range pass the scaler as they did then: below 0 or above 1.
"""

from __future__ import annotations

from diabetes_desktop.domain.patient import (
    AGE,
    BMI,
    GENDER,
    GLUCOSE,
    HBA1C,
    HEART_DISEASE,
    HYPERTENSION,
    INPUTS,
    SMOKING_HISTORY,
    Row,
)

COUNT = 15
SCALED = (AGE, BMI, HBA1C, GLUCOSE)
FLAGS = (HYPERTENSION, HEART_DISEASE)
CATEGORIES = (GENDER, SMOKING_HISTORY)


def legacy_row(row: Row) -> list[float]:
    """The fifteen columns of the eight inputs `row`, in the order of `INPUTS`."""
    values = dict(zip(INPUTS, row, strict=True))
    columns = [
        (float(values[spec]) - spec.trained.low) / (spec.trained.high - spec.trained.low)
        for spec in SCALED
    ]
    columns += [float(values[spec]) for spec in FLAGS]
    for spec in CATEGORIES:
        columns += [float(choice == values[spec]) for choice in sorted(spec.choices)]
    return columns
