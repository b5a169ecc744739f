"""Shapley's four axioms, and coalitions that ask no row twice."""

from __future__ import annotations

from itertools import permutations
from math import factorial, fsum
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.patient import Row
from diabetes_desktop.domain.shapley import coalitions, shapley_values

WORTH = st.floats(-1, 1)
ALL = 1 << 5


def games(players: int) -> st.SearchStrategy[list[float]]:
    """The value of every coalition of `players`."""
    return st.lists(WORTH, min_size=1 << players, max_size=1 << players)


def without(mask: int, player: int) -> int:
    return mask & ~(1 << player)


@given(games(5))
def test_efficiency_the_values_share_out_the_whole(game: list[float]) -> None:
    assert fsum(shapley_values(game)) == pytest.approx(game[-1] - game[0], abs=1e-12)


@given(games(5), st.integers(0, 4), st.integers(0, 4))
def test_symmetry_players_that_do_the_same_get_the_same(
    game: list[float], one: int, other: int
) -> None:
    def swapped(mask: int) -> int:
        bits = (mask >> one & 1) << other | (mask >> other & 1) << one
        return without(without(mask, one), other) | bits

    alike = [(game[mask] + game[swapped(mask)]) / 2 for mask in range(ALL)]
    values = shapley_values(alike)

    assert values[one] == pytest.approx(values[other], abs=1e-12)


@given(games(5), st.integers(0, 4), WORTH)
def test_a_player_that_always_adds_the_same_gets_just_that(
    game: list[float], player: int, added: float
) -> None:
    indifferent = [
        game[without(mask, player)] + added * (mask >> player & 1) for mask in range(ALL)
    ]

    assert shapley_values(indifferent)[player] == pytest.approx(added, abs=1e-12)


@given(games(5), games(5), WORTH)
def test_linearity_two_games_at_once_give_both_shares(
    one: list[float], other: list[float], factor: float
) -> None:
    both = shapley_values([a + factor * b for a, b in zip(one, other, strict=True)])
    expected = [
        a + factor * b for a, b in zip(shapley_values(one), shapley_values(other), strict=True)
    ]

    assert both == pytest.approx(expected, abs=1e-12)


@given(games(4))
def test_it_is_the_mean_over_every_order_in_which_the_players_come(game: list[float]) -> None:
    """The definition itself (Shapley 1953), in the slow way."""
    shares = [0.0] * 4
    for order in permutations(range(4)):
        here = 0
        for player in order:
            shares[player] += (game[here | 1 << player] - game[here]) / factorial(4)
            here |= 1 << player

    assert shapley_values(game) == pytest.approx(shares, abs=1e-12)


def test_another_number_of_values_is_no_game() -> None:
    with pytest.raises(ValueError, match="count"):
        shapley_values([0.0, 1.0, 2.0])


CELLS = st.sampled_from([0.0, 1.0, "never"])
ROWS = st.tuples(*[CELLS] * 4)


@given(ROWS, st.lists(ROWS, min_size=1, max_size=4))
def test_a_coalition_has_the_mean_answer_over_the_background(
    patient: Row, background: list[Row]
) -> None:
    def answer(row: Row) -> float:
        return crc32(repr(row).encode()) % 97 / 97

    weights = [
        (number + 1) / sum(range(1, len(background) + 1)) for number in range(len(background))
    ]
    asked = coalitions(patient, background, weights)
    values = asked.values([answer(row) for row in asked.rows])

    for mask in range(16):
        mixed = [
            tuple(own if mask >> player & 1 else theirs for player, (own, theirs) in pairs)
            for pairs in (list(enumerate(zip(patient, row, strict=True))) for row in background)
        ]
        expected = fsum(w * answer(row) for w, row in zip(weights, mixed, strict=True))
        assert values[mask] == pytest.approx(expected, abs=1e-12)


@given(ROWS, ROWS)
def test_what_two_patients_share_is_not_asked_twice(patient: Row, other: Row) -> None:
    differing = sum(own != theirs for own, theirs in zip(patient, other, strict=True))

    asked = coalitions(patient, [other], [1.0])

    assert len(asked.rows) == len(set(asked.rows)) == 2**differing
