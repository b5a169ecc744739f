"""An answer outside the contract never becomes a result."""

from __future__ import annotations

from typing import Any

import pytest

from diabetes_desktop.adapters.model_host.answers import (
    AnswerOutsideContractError,
    checked_answers,
    failure_name,
)


def test_classes_are_paired_with_their_probabilities() -> None:
    assert checked_answers(2, [0, 1], [0.25, 0.75]) == [(0, 0.25), (1, 0.75)]
    assert checked_answers(2, [0, 1], None) == [(0, None), (1, None)]


@pytest.mark.parametrize(("sum_of_shares", "meant"), [(1.0000001, 1.0), (-1e-9, 0.0)])
def test_a_rounding_error_of_float32_is_forgiven(sum_of_shares: float, meant: float) -> None:
    assert checked_answers(1, [1], [sum_of_shares]) == [(1, meant)]


@pytest.mark.parametrize("outcome", [2, -1, 0.0, 1.0, True, "1", None, float("nan"), [1]])
def test_a_class_is_the_integer_0_or_1(outcome: Any) -> None:
    with pytest.raises(AnswerOutsideContractError, match="class"):
        checked_answers(1, [outcome], None)


@pytest.mark.parametrize("chance", [1.01, -0.01, float("nan"), float("inf"), "0.5", [0.5], 1, True])
def test_a_probability_is_a_number_from_0_to_1(chance: Any) -> None:
    with pytest.raises(AnswerOutsideContractError, match="probability"):
        checked_answers(1, [1], [chance])


@pytest.mark.parametrize(
    ("count", "classes", "chances"), [(2, [1], None), (1, [1, 1], None), (1, [1], []), (0, [1], [])]
)
def test_every_patient_gets_one_answer(count: int, classes: Any, chances: Any) -> None:
    with pytest.raises(AnswerOutsideContractError, match="count"):
        checked_answers(count, classes, chances)


def test_of_a_library_error_only_the_class_is_told() -> None:
    assert failure_name(ValueError("HbA1c 7.2 of Ana")) == "ValueError"
    assert failure_name(type("Ana has 7.2", (Exception,), {})()) == "Exception"
