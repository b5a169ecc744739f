"""The background of explanations as it is published beside a model.

Format of `background.json`: format, rows of eight inputs in the order of `domain.patient.INPUTS`,
one weight per row, and the share of all patients behind them that had diabetes.
"""

from __future__ import annotations

from math import fsum, isclose

from diabetes_desktop.adapters import json_values
from diabetes_desktop.domain.explaining import Background
from diabetes_desktop.domain.patient import Row

FILE_NAME = "background.json"
FORMAT = 1
LARGEST = 256 * 1024  # bytes
MOST_ROWS = 64  # each is asked up to 256 times for one explanation
WEIGHTS_TOLERANCE = 1e-6  # of their sum


def parse(content: bytes) -> Background:
    """Read a background file.

    Raises:
        ValueError: not this format, no rows or more than `MOST_ROWS`, an impossible patient, or
            weights that are not positive or do not add up to 1.
    """
    match json_values.load(content):
        case {
            "format": 1,
            "rows": [_, *_] as rows,
            "weights": [_, *_] as weights,
            "base_rate": base_rate,
        }:
            if len(rows) > MOST_ROWS or len(weights) != len(rows):
                raise ValueError("count")
            read = tuple(_row(row) for row in rows)
            return Background(read, _weights(weights), json_values.share(base_rate))
    raise ValueError("shape")


def _row(row: object) -> Row:
    return json_values.patient(row).row()


def _weights(weights: list[object]) -> tuple[float, ...]:
    read = tuple(map(json_values.share, weights))
    if min(read) <= 0 or not isclose(fsum(read), 1, abs_tol=WEIGHTS_TOLERANCE):
        raise ValueError("weights")
    return read
