"""Golden cases: made-up patients, and what the forest answers about each when it is published."""

from __future__ import annotations

from itertools import product
from typing import Any

from diabetes_desktop.adapters.golden_cases import FORMAT
from diabetes_desktop.adapters.training.dataset import NAMES, Dataset, frame
from diabetes_desktop.adapters.training.fitting import FittedForest, split_midpoints

Row = tuple[Any, ...]

TOLERANCE = 1e-5  # what single precision and another platform may add to a probability
UNDECIDED = 1e-3  # this close to 0.5, rounding could tip the class
# Nobody's: ages are half years and BMIs have three decimals, which the data never has.
PEOPLE: tuple[Row, ...] = (
    ("Female", 22.5, 0, 0, "never", 21.437),
    ("Male", 34.5, 0, 0, "current", 26.318),
    ("Female", 47.5, 0, 0, "No Info", 31.264),
    ("Male", 55.5, 1, 0, "former", 29.873),
    ("Female", 63.5, 1, 0, "not current", 34.719),
    ("Male", 68.5, 0, 1, "ever", 27.346),
    ("Other", 71.5, 0, 0, "never", 24.982),
    ("Female", 79.5, 1, 1, "former", 38.651),
)
# HbA1c in % and glucose in mg/dL: values and split thresholds of the original data, where a graph
# with a scaler was seen to answer differently from its forest.
BLOOD: tuple[tuple[float, float], ...] = (
    (4.8, 85.0),
    (5.35, 113.0),
    (5.75, 128.0),
    (6.15, 142.5),
    (6.2, 159.5),
    (6.55, 159.5),
    (6.55, 180.0),
    (6.7, 130.0),
    (6.0, 210.0),
    (6.7, 210.0),
    (6.8, 100.0),
    (9.0, 300.0),
)
EXTREMES: tuple[Row, ...] = (
    ("Male", 0.08, 0, 0, "No Info", 10.013, 3.5, 80.0),
    ("Female", 0.0, 0, 0, "No Info", 5.0, 2.0, 10.0),
    ("Other", 120.0, 1, 1, "current", 150.0, 25.0, 1500.0),
    ("Male", 80.0, 1, 1, "ever", 95.687, 9.0, 300.0),
    ("Female", 17.5, 0, 0, "never", 19.123, 15.4, 600.0),
    ("Male", 104.5, 0, 1, "former", 18.271, 5.6, 99.0),
)
THRESHOLDS_PER_INPUT = 8
AT_THRESHOLDS: Row = ("Female", 66.5, 1, 0, "former", 36.417, 6.3, 157.5)


def golden_cases(fitted: FittedForest, dataset: Dataset) -> dict[str, Any]:
    """The content of `golden_cases.json`; no case is a row of the data."""
    rows = [*(person + blood for person, blood in product(PEOPLE, BLOOD)), *EXTREMES]
    if not fitted.recipe.scaled:
        # Behind a scaler a threshold in the model's unit is not a number that can be written.
        rows += _at_thresholds(fitted)
    rows = without_copies(rows, dataset)
    classes, chances = fitted.answers(frame(rows))
    answers = zip(rows, classes.tolist(), chances.tolist(), strict=True)
    cases = [
        {"inputs": list(row), "class": outcome, "probability": chance}
        for row, outcome, chance in answers
        if abs(chance - 0.5) > UNDECIDED
    ]
    return {"format": FORMAT, "tolerance": TOLERANCE, "cases": cases}


def without_copies(rows: list[Row], dataset: Dataset) -> list[Row]:
    """The rows that are not a row of the data."""
    known = set(dataset.all.inputs[NAMES].itertuples(index=False, name=None))
    return [row for row in rows if row not in known]


def _at_thresholds(fitted: FittedForest) -> list[Row]:
    """One patient moved to some thresholds of each number, spread over all of them."""
    rows = []
    for name, thresholds in split_midpoints(fitted).items():
        step = max(1, len(thresholds) // THRESHOLDS_PER_INPUT)
        position = NAMES.index(name)
        for threshold in thresholds[::step]:
            moved = (*AT_THRESHOLDS[:position], threshold, *AT_THRESHOLDS[position + 1 :])
            rows.append(moved)
    return rows
