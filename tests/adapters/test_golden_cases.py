"""Golden cases are met exactly in class and within tolerance in probability."""

from __future__ import annotations

import contextlib
import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.model_directories import CASE, GOLDEN

from diabetes_desktop.adapters import golden_cases
from diabetes_desktop.adapters.golden_cases import GoldenCases
from diabetes_desktop.domain.patient import Gender, Patient, Smoking
from diabetes_desktop.domain.prediction import Answer


def parse(table: object) -> GoldenCases:
    return golden_cases.parse(json.dumps(table).encode())


def case(**changes: Any) -> dict[str, Any]:
    return {**GOLDEN, "cases": [{**CASE, **changes}]}


def inputs(position: int, value: Any) -> dict[str, Any]:
    changed = deepcopy(CASE["inputs"])
    changed[position] = value
    return case(inputs=changed)


def test_a_published_file_is_read() -> None:
    golden = parse(GOLDEN)

    assert golden.patients == (Patient(Gender.FEMALE, 54.0, 0, 0, Smoking.NEVER, 27.3, 6.6, 140.0),)
    assert golden.answers == (Answer(0, 0.0123),)
    assert golden.tolerance == 1e-5


@pytest.mark.parametrize(
    ("answer", "met"),
    [
        (Answer(0, 0.0123), 1),
        (Answer(0, 0.0123 + 9e-6), 1),
        (Answer(0, 0.0123 - 9e-6), 1),
        (Answer(0, 0.0124), 0),
        (Answer(1, 0.0123), 0),
        (Answer(0, None), 1),
        (Answer(1, None), 0),
    ],
)
def test_class_and_probability_must_both_agree(answer: Answer, met: int) -> None:
    assert parse(GOLDEN).count_met([answer]) == met


def test_a_case_without_probability_asks_for_the_class_alone() -> None:
    golden = parse(case(probability=None))

    assert golden.count_met([Answer(0, 0.7)]) == 1


@pytest.mark.parametrize(
    "table",
    [
        [],
        {},
        {**GOLDEN, "format": 2},
        {**GOLDEN, "cases": []},
        {**GOLDEN, "cases": {}},
        {**GOLDEN, "tolerance": 0.5},
        {**GOLDEN, "tolerance": -1e-9},
        {**GOLDEN, "tolerance": "1e-5"},
        {**GOLDEN, "tolerance": float("nan")},
        {**GOLDEN, "cases": [3]},
        case(inputs=CASE["inputs"][:7]),
        case(inputs=[*CASE["inputs"], 1]),
        inputs(0, "female"),
        inputs(1, "54"),
        inputs(1, -1),
        inputs(1, True),
        inputs(1, float("nan")),
        inputs(1, 10**400),
        inputs(2, 2),
        inputs(2, 0.5),
        inputs(4, "vaper"),
        inputs(6, 60),
        case(**{"class": 2}),
        case(**{"class": 0.5}),
        case(**{"class": None}),
        case(probability=1.5),
        case(probability="0.1"),
        {**GOLDEN, "cases": [{"inputs": CASE["inputs"]}]},
    ],
)
def test_another_file_is_refused(table: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(table)


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("never")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every message is as good
        golden_cases.parse(content)


@given(st.lists(VALUES, min_size=7, max_size=9), VALUES, VALUES, VALUES)
def test_any_case_is_read_or_refused(
    row: list[object], outcome: object, probability: object, tolerance: object
) -> None:
    table = {
        "format": 1,
        "tolerance": tolerance,
        "cases": [{"inputs": row, "class": outcome, "probability": probability}],
    }
    with contextlib.suppress(ValueError):
        assert isinstance(parse(table), GoldenCases)


def test_nested_json_is_refused() -> None:
    with pytest.raises(ValueError, match="depth"):
        golden_cases.parse(b"[" * 100_000)
