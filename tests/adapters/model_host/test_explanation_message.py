"""An explanation crosses the pipe whole, in pieces, and is checked on arrival."""

from __future__ import annotations

import pickle
import random
import zlib
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.model_host.processes import PATIENT
from tests.fakes import FakeModelHost

from diabetes_desktop.adapters.model_host.explanation_message import from_pieces, to_pieces
from diabetes_desktop.domain.explanation import (
    Curve,
    Explanation,
    Few,
    Neighbourhood,
    TreeSpread,
)
from diabetes_desktop.domain.patient import Range

WRITTEN_IN_ONE_PIECE = 16 * 1024  # bytes, see `multiprocessing.connection`


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    host = FakeModelHost()
    host.start()
    near = Neighbourhood(
        812, Few.ALL_BUT_FEW, Range(50.0, 60.0), Range(6.7, 8.0), Range(10.0, 80.0)
    )
    return replace(host.explain(PATIENT), spread=TreeSpread(100, 0.25, 0.5), neighbourhood=near)


def test_it_arrives_as_it_was(explanation: Explanation) -> None:
    assert from_pieces(to_pieces(explanation)) == explanation


def test_no_piece_can_be_cut_even_where_every_answer_differs(explanation: Explanation) -> None:
    chance = random.Random(3)  # nothing can compress these answers
    restless = tuple(
        replace(drawn, probabilities=tuple(chance.random() for _ in drawn.values))
        for drawn in explanation.curves
    )
    restless_explanation = replace(explanation, curves=restless)

    pieces = to_pieces(restless_explanation)

    assert max(len(pickle.dumps(piece)) for piece in pieces) < WRITTEN_IN_ONE_PIECE
    assert from_pieces(pieces) == restless_explanation


def with_curve(explanation: Explanation, place: int, **changes: Any) -> Explanation:
    curves = list(explanation.curves)
    curves[place] = replace(curves[place], **changes)
    return replace(explanation, curves=tuple(curves))


def impossible(whole: Explanation) -> list[Explanation]:
    """One thing wrong in each."""
    glucose = whole.curves[7]
    return [
        replace(whole, base=1.5),
        replace(whole, probability=float("nan")),
        replace(whole, contributions=whole.contributions[:7]),
        replace(whole, contributions=(*whole.contributions[:7], float("inf"))),
        replace(whole, curves=whole.curves[:7]),
        replace(whole, reference=replace(whole.reference, base_rate=-0.1)),
        replace(whole, spread=TreeSpread(100, -0.5, 0.5)),
        with_curve(whole, 7, probabilities=glucose.probabilities[:-1]),
        with_curve(whole, 7, probabilities=(2.0, *glucose.probabilities[1:])),
        with_curve(whole, 7, outcomes=(2, *glucose.outcomes[1:])),
        with_curve(whole, 7, values=glucose.values[::-1]),
        with_curve(whole, 7, values=(-5.0, *glucose.values[1:])),
        with_curve(whole, 7, values=("80", *glucose.values[1:])),
        with_curve(whole, 0, values=("Male", "Female", "Other")),
        replace(whole, curves=(*whole.curves[:7], Curve((), (), ()))),
    ]


def test_an_impossible_explanation_is_refused(explanation: Explanation) -> None:
    for wrong in impossible(explanation):
        with pytest.raises(ValueError, match="values"):
            from_pieces(to_pieces(wrong))


@pytest.mark.parametrize(
    "content",
    [b"", msgspec.msgpack.encode({"base": 0.5}), msgspec.msgpack.encode([1, 2]), b"\xff"],
)
def test_another_message_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_pieces([zlib.compress(content)])


def test_a_message_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_pieces([zlib.compress(bytes(64 * 1024 * 1024))])


@given(st.lists(st.binary(max_size=50), max_size=3))
def test_any_bytes_are_read_or_refused(pieces: list[bytes]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_pieces(pieces)


def test_something_that_is_no_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="TypeError"):
        from_pieces([3])  # type: ignore[list-item]
