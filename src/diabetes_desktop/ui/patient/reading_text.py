"""What a numeric field says below itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.marks import ADULT_YEARS
from diabetes_desktop.domain.number_text import Refused
from diabetes_desktop.domain.patient import AGE, Input
from diabetes_desktop.domain.reading import Band, Reading
from diabetes_desktop.domain.units import Unit, from_model_unit
from diabetes_desktop.ui.wording.inputs import quantity, range_text, refusal_text

translate = QCoreApplication.translate
AS_TYPED = 9  # decimals: an echo that rounds would be no echo


def tone_of(reading: Reading | Refused | None, confirmed: bool) -> str:
    """The tone of the note: alert (refused), caution (look again) or none."""
    if isinstance(reading, Refused):
        return "alert"
    if reading is None:
        return ""
    if reading.band is Band.IMPOSSIBLE:
        return "alert"
    unsettled = reading.band is Band.UNUSUAL and not confirmed
    return "caution" if unsettled or reading.outside_training else ""


def reading_text(
    spec: Input, reading: Reading | Refused | None, unit: Unit, confirmed: bool
) -> str:
    """The echo of the value with its unit, or what is wrong with it and what to do."""
    if reading is None:
        return translate("Reading", "the model knows {0}").format(
            range_text(spec.trained.low, spec.trained.high, unit, spec)
        )
    if isinstance(reading, Refused):
        return refusal_text(reading)
    if reading.band is Band.IMPOSSIBLE:
        return _impossible(spec, reading)
    if reading.band is Band.UNUSUAL and not confirmed:
        return _unusual(reading)
    return _echo(spec, reading)


def _impossible(spec: Input, reading: Reading) -> str:
    if reading.other_unit is not None:
        return _other_unit(reading, reading.other_unit)
    limits = range_text(spec.hard.low, spec.hard.high, reading.unit, spec)
    return translate("Reading", "Not possible: it goes from {0}.").format(limits)


def _unusual(reading: Reading) -> str:
    if reading.other_unit is not None:
        return _other_unit(reading, reading.other_unit)
    typed = quantity(reading.typed, reading.unit, AS_TYPED)
    return translate("Reading", "{0} is unusual: is it right?").format(typed)


def _other_unit(reading: Reading, other: Unit) -> str:
    typed = quantity(reading.typed, reading.unit, AS_TYPED)
    return translate("Reading", "{0}? Did you mean {1}?").format(typed, other.value)


def _echo(spec: Input, reading: Reading) -> str:
    typed = quantity(reading.typed, reading.unit, AS_TYPED)
    if reading.outside_training:
        return translate("Reading", "{0}: the model has not seen such patients").format(typed)
    if spec is AGE and reading.value < ADULT_YEARS:
        return translate("Reading", "{0}: the criteria come from adults").format(typed)
    others = [unit for unit in spec.units if unit is not reading.unit]
    if not others:
        return typed
    decimals = 0 if others[0] in (Unit.MG_DL, Unit.MMOL_MOL) else 1
    return f"{typed} = {quantity(from_model_unit(reading.value, others[0]), others[0], decimals)}"
