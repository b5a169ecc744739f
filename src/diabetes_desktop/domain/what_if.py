"""What would the model answer if one input were another? The values to ask about.

Every value that a doctor can choose is asked, and both sides of each split of a forest, so that a
curve holds answers only: nothing is interpolated and no step is hidden.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from functools import cache

from diabetes_desktop.domain.explanation import Curve, Value
from diabetes_desktop.domain.patient import INPUTS, Input, Kind, Row

Splits = Mapping[str, Sequence[float]]  # where a forest splits, by the name of the input
RawAnswer = tuple[int, float]  # class and probability

DECIMALS = 6  # of a typed value: 35 * 0.1 is not 3.5


def grids(patient: Row, splits: Splits) -> tuple[tuple[Value, ...], ...]:
    """The values to ask about, per input, in the order of `INPUTS`; see `Curve.values`.

    Args:
        patient: the eight inputs.
        splits: in the model's units; an input that is not named has no known splits.
    """
    return tuple(
        _numbers(spec, float(own), splits.get(spec.name, ()))
        if spec.kind is Kind.NUMBER
        else tuple(int(x) if spec.kind is Kind.FLAG else str(x) for x in spec.choices)
        for spec, own in zip(INPUTS, patient, strict=True)
    )


def rows_along(patient: Row, position: int, values: Sequence[Value]) -> list[Row]:
    """`patient` with the input at `position` set to each of `values`."""
    before, after = patient[:position], patient[position + 1 :]
    return [(*before, value, *after) for value in values]


@cache
def typed_values(spec: Input) -> tuple[float, ...]:
    """What a doctor would type for a number: each step of its training range, and both ends."""
    low, high = spec.trained.low, spec.trained.high
    counts = range(int(low / spec.step), int(high / spec.step) + 2)
    steps = (round(float(count * spec.step), DECIMALS) for count in counts)
    return tuple(
        sorted({float(low), float(high), *(value for value in steps if value in spec.trained)})
    )


@cache
def sides(split: float) -> tuple[float, float]:
    """The last value that goes left at `split`, and the first that goes right.

    A forest in single precision (ONNX's, and scikit-learn's alike) rounds a number to the
    nearest float32, and goes left where that is not above the split.
    """
    (left,) = struct.unpack("<f", struct.pack("<f", split))
    if left > split:
        left = _neighbour(left, -1)
    return left, _neighbour(left, +1)


def curve(spec: Input, own: Value, values: Sequence[Value], answers: Sequence[RawAnswer]) -> Curve:
    """The answers along one input, without the sides of splits at which nothing changes."""
    kept: Sequence[int] = range(len(values))
    if spec.kind is Kind.NUMBER:
        asked_for = {own, *typed_values(spec)}
        kept = [
            place
            for place, value in enumerate(values)
            if value in asked_for or _changes(answers, place)
        ]
    return Curve(
        values=tuple(values[place] for place in kept),
        probabilities=tuple(answers[place][1] for place in kept),
        outcomes=tuple(answers[place][0] for place in kept),
    )


def _changes(answers: Sequence[RawAnswer], place: int) -> bool:
    """Whether the model's answer differs from that on one of the values beside it."""
    return any(answer != answers[place] for answer in answers[max(0, place - 1) : place + 2])


def _numbers(spec: Input, own: float, splits: Sequence[float]) -> tuple[float, ...]:
    inside = (split for split in splits if split in spec.trained)
    at_splits = {side for split in inside for side in sides(split) if side in spec.trained}
    return tuple(sorted({own, *typed_values(spec), *at_splits}))


def _neighbour(single: float, step: int) -> float:
    """The float32 above (+1) or below (-1) a positive one."""
    (bits,) = struct.unpack("<i", struct.pack("<f", single))
    (value,) = struct.unpack("<f", struct.pack("<i", bits + step))
    return float(value)
