"""Values of hostile JSON files: numbers that are numbers, and patients that a doctor may send."""

from __future__ import annotations

import json
from typing import NoReturn

from diabetes_desktop.domain.patient import Gender, Patient, Smoking


def load(content: bytes) -> object:
    """The JSON text `content`, without NaN and infinities.

    Raises:
        ValueError: not such a text, or nested too deeply.
    """
    try:
        return json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("depth") from None


def patient(inputs: object) -> Patient:
    """The patient of a list of the eight inputs, in the order of `INPUTS`.

    Raises:
        ValueError: not eight of them, or an impossible one.
    """
    match inputs:
        case [str(gender), age, hypertension, heart_disease, str(smoking), bmi, hba1c, glucose]:
            return Patient(
                Gender(gender),
                number(age),
                integer(hypertension),
                integer(heart_disease),
                Smoking(smoking),
                number(bmi),
                number(hba1c),
                number(glucose),
            )
    raise ValueError("inputs")


def number(value: object) -> float:
    """The number `value`. Raises ValueError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("number")
    try:
        return float(value)
    except OverflowError:
        raise ValueError("number") from None


def integer(value: object) -> int:
    """The whole number `value`, however it is written. Raises ValueError."""
    found = number(value)
    if not found.is_integer():
        raise ValueError("integer")
    return int(found)


def share(value: object) -> float:
    """A number from 0 to 1. Raises ValueError."""
    found = number(value)
    if not 0 <= found <= 1:
        raise ValueError("share")
    return found


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)
