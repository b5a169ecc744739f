"""What a typed text means for one numeric input: the single validation before any model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from diabetes_desktop.domain.number_text import Refused, parse_number
from diabetes_desktop.domain.patient import Input
from diabetes_desktop.domain.units import Unit, to_model_unit


class Band(Enum):
    """Where a value stands; the order is the order of concern."""

    USUAL = "usual"
    UNUSUAL = "unusual"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number that was read: as typed, in the model's unit, and how likely it is.

    `other_unit` is set when the number is implausible in the chosen unit and usual in that
    one ("7.8 mg/dL: did you mean mmol/L?").
    """

    typed: float
    unit: Unit
    value: float
    band: Band
    outside_training: bool
    other_unit: Unit | None = None


def read(spec: Input, text: str, unit: Unit, decimal: str = "") -> Reading | Refused | None:
    """Read `text`, typed in `unit`, for `spec`; None when nothing was typed.

    `decimal` is the decimal separator of the file that `text` comes from, where it is known.
    """
    parsed = parse_number(text, decimal)
    if parsed is None or isinstance(parsed, Refused):
        return parsed
    return read_number(spec, parsed, unit)


def read_number(spec: Input, number: float, unit: Unit) -> Reading:
    """What `number`, stated in `unit`, means for `spec`."""
    value = to_model_unit(number, unit)
    band = band_of(spec, value)
    return Reading(
        typed=number,
        unit=unit,
        value=value,
        band=band,
        outside_training=band is not Band.IMPOSSIBLE and value not in spec.trained,
        other_unit=None if band is Band.USUAL else _likelier_unit(spec, number, unit),
    )


def band_of(spec: Input, value: float) -> Band:
    """The band of `value`, in the model's unit."""
    if value not in spec.hard:
        return Band.IMPOSSIBLE
    return Band.USUAL if value in spec.usual else Band.UNUSUAL


def _likelier_unit(spec: Input, typed: float, unit: Unit) -> Unit | None:
    for other in spec.units:
        if other is not unit and band_of(spec, to_model_unit(typed, other)) is Band.USUAL:
            return other
    return None
