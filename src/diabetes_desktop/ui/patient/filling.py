"""Putting what a record says into the inputs of the form, as if it had been typed."""

from __future__ import annotations

from diabetes_desktop.domain.case import Quantity
from diabetes_desktop.ui.language import number
from diabetes_desktop.ui.patient.choice_inputs import SmokingInput
from diabetes_desktop.ui.patient.number_input import NumberInput
from diabetes_desktop.ui.widgets.segmented_choice import SegmentedChoice

DECIMALS = 4


def put(field: NumberInput | SegmentedChoice | SmokingInput, value: str | Quantity | None) -> None:
    """Put `value` into the empty `field`; an unusual number is asked for, as ever."""
    if isinstance(value, Quantity) and isinstance(field, NumberInput):
        field.set_unit(value.unit)
        field.set_text(as_typed(value.value))
    elif isinstance(value, str) and not isinstance(field, NumberInput):
        field.choose(value)


def as_typed(value: float) -> str:
    """`value` with a decimal comma or point, never with three decimals.

    Those would be refused as what they often are: a group of thousands.
    """
    text = number(value, DECIMALS)
    whole, point, fraction = text.partition("," if "," in text else ".")
    return f"{whole}{point}{fraction}0" if len(fraction) == 3 else text
