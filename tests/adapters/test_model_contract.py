"""The signature is the eight inputs, in their order, and an integer class."""

from __future__ import annotations

from typing import Any

import pytest
from tests.adapters.model_directories import CLASS_COLUMN, COLUMNS

from diabetes_desktop.adapters.model_contract import column_types, first_difference
from diabetes_desktop.domain.patient import INPUTS, Kind

Columns = list[dict[str, Any]]


def with_type(name: str, type_name: object) -> Columns:
    return [
        {**column, "type": type_name} if column["name"] == name else column for column in COLUMNS
    ]


def test_the_contract_is_kept_by_its_own_columns() -> None:
    assert first_difference(COLUMNS, CLASS_COLUMN) is None
    assert column_types(COLUMNS) == (
        "string", "double", "long", "long", "string", "double", "double", "double",
    )  # fmt: skip


@pytest.mark.parametrize("spec", INPUTS, ids=lambda spec: spec.name)
@pytest.mark.parametrize(
    "type_name",
    ["string", "double", "float", "long", "integer", "boolean", "datetime", "", None, ["long"]],
    ids=str,
)
def test_each_input_takes_the_types_of_its_kind(spec: Any, type_name: object) -> None:
    taken = {
        Kind.CATEGORY: ("string",),
        Kind.FLAG: ("long", "integer", "double"),
        Kind.NUMBER: ("double", "float", "long"),
    }[spec.kind]

    difference = first_difference(with_type(spec.name, type_name), CLASS_COLUMN)

    assert difference == (None if type_name in taken else spec.name)


@pytest.mark.parametrize("position", range(8))
def test_a_missing_input_is_named(position: int) -> None:
    columns = COLUMNS[:position] + COLUMNS[position + 1 :]

    assert first_difference(columns, CLASS_COLUMN) == INPUTS[position].name


def test_another_order_is_another_contract() -> None:
    assert first_difference([COLUMNS[1], COLUMNS[0], *COLUMNS[2:]], CLASS_COLUMN) == "gender"


def test_a_ninth_input_is_counted() -> None:
    ninth = {"name": "insulin", "type": "double"}

    assert first_difference([*COLUMNS, ninth], CLASS_COLUMN) == "9"


def test_no_signature_is_no_contract() -> None:
    assert first_difference([], []) == "signature"


def test_one_unnamed_tensor_is_another_contract() -> None:
    tensor = {"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 15]}}

    assert first_difference([tensor], CLASS_COLUMN) == "gender"


@pytest.mark.parametrize(
    ("outputs", "kept"),
    [
        ([{"type": "long"}], True),
        ([{"type": "integer", "name": "class"}], True),
        ([{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}], True),
        ([{"type": "long", "name": "class"}, {"type": "double", "name": "probability"}], True),
        ([{"type": "double"}], False),
        ([{"type": "string"}], False),
        ([{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1, 2]}}], False),
        ([{"type": "tensor", "tensor-spec": 3}], False),
        ([{"type": "long"}, {"type": "long"}, {"type": "long"}], False),
        ([], False),
    ],
)
def test_the_output_is_an_integer_class(outputs: Columns, kept: bool) -> None:
    assert first_difference(COLUMNS, outputs) == (None if kept else "outputs")
