"""What would the model answer if one input were another? The values to ask about.

Every value that a doctor can choose, in any of the units, is asked, and both sides of each split of
a forest, so that a curve holds answers only: nothing is interpolated and no step is hidden.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import or_

from diabetes_desktop.domain.explanation import Curve, Value
from diabetes_desktop.domain.patient import INPUTS, Input, Kind, Row
from diabetes_desktop.domain.units import TYPED_STEPS, Unit, from_model_unit, to_model_unit

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
def typed_values(spec: Input, unit: Unit) -> tuple[float, ...]:
    """What a doctor would type for a number in `unit`, one of its units; in the model's unit.

    Each step of its training range, and both ends.
    """
    low, high = spec.trained.low, spec.trained.high
    step = TYPED_STEPS[unit]
    first, last = (int(from_model_unit(end, unit) / step) for end in (low, high))
    typed = (round(float(count * step), DECIMALS) for count in range(first, last + 2))
    values = (to_model_unit(value, unit) for value in typed)
    return tuple(
        sorted({float(low), float(high), *(value for value in values if value in spec.trained)})
    )


@cache
def all_typed_values(spec: Input) -> frozenset[float]:
    """What doctors would type for a number, whatever the unit."""
    return frozenset(chain.from_iterable(typed_values(spec, unit) for unit in spec.units))


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
        typed = {own, *all_typed_values(spec)}
        changes = [one != next_one for one, next_one in pairwise(answers)]
        near_a_change = map(or_, [False, *changes], [*changes, False])
        kept = [
            place
            for place, (value, near) in enumerate(zip(values, near_a_change, strict=True))
            if near or value in typed
        ]
    return Curve(
        values=tuple(values[place] for place in kept),
        probabilities=tuple(answers[place][1] for place in kept),
        outcomes=tuple(answers[place][0] for place in kept),
    )


def _numbers(spec: Input, own: float, splits: Sequence[float]) -> tuple[float, ...]:
    everybodys = _everybodys_numbers(spec, tuple(splits))
    place = bisect_left(everybodys, own)
    if everybodys[place : place + 1] == (own,):
        return everybodys
    return (*everybodys[:place], own, *everybodys[place:])


@lru_cache(16)  # those of one model, whoever the patient is
def _everybodys_numbers(spec: Input, splits: tuple[float, ...]) -> tuple[float, ...]:
    inside = (split for split in splits if split in spec.trained)
    at_splits = {side for split in inside for side in sides(split) if side in spec.trained}
    return tuple(sorted(all_typed_values(spec) | at_splits))


def _neighbour(single: float, step: int) -> float:
    """The float32 above (+1) or below (-1) a positive one."""
    (bits,) = struct.unpack("<i", struct.pack("<f", single))
    (value,) = struct.unpack("<f", struct.pack("<i", bits + step))
    return float(value)
