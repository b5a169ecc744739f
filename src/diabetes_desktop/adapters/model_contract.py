"""Whether a model's signature is the contract: the eight inputs by name, and an integer class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from diabetes_desktop.domain.patient import INPUTS, Kind

# Tuples, not sets: what a hostile file calls a type may not even be hashable.
TYPES_TAKEN = {
    Kind.CATEGORY: ("string",),
    Kind.FLAG: ("long", "integer", "double"),
    Kind.NUMBER: ("double", "float", "long"),
}
CLASS_TYPES = ("long", "integer", "int64", "int32")
PROBABILITY_TYPES = ("double", "float", "float64", "float32")


def first_difference(
    inputs: Sequence[Mapping[str, Any]], outputs: Sequence[Mapping[str, Any]]
) -> str | None:
    """Where the signature first leaves the contract; None when it keeps it.

    The name of the input that is missing, out of order or of another type; the number of columns
    when there are more than eight; "signature" when there is none; "outputs" otherwise.
    """
    if not inputs:
        return "signature"
    for position, spec in enumerate(INPUTS):
        column = inputs[position] if position < len(inputs) else {}
        if column.get("name") != spec.name or column.get("type") not in TYPES_TAKEN[spec.kind]:
            return spec.name
    if len(inputs) > len(INPUTS):
        return str(len(inputs))
    return None if _outputs_fit(outputs) else "outputs"


def column_types(inputs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The signature's types in the order of `INPUTS`, once the contract holds."""
    return tuple(str(column["type"]) for column in inputs)


def _outputs_fit(outputs: Sequence[Mapping[str, Any]]) -> bool:
    """One class, as a column or a tensor, with or without its probability beside it."""
    types = [_type(column) for column in outputs]
    match types:
        case [outcome]:
            return outcome in CLASS_TYPES
        case [outcome, probability]:
            return outcome in CLASS_TYPES and probability in PROBABILITY_TYPES
    return False


def _type(column: Mapping[str, Any]) -> object:
    tensor = column.get("tensor-spec")
    return tensor.get("dtype") if isinstance(tensor, Mapping) else column.get("type")
