"""Exact Shapley values: what each input moved the model by, for any model that can be asked.

A coalition is a set of inputs, as a bit mask (bit i: input i of `INPUTS`): its inputs are the
patient's, the others those of a background patient, whatever the two have to do with each other
("interventional": Janzing, Minorics and Blöbaum, AISTATS 2020; Lundberg and Lee, NeurIPS 2017).
The value of a coalition is the model's mean probability over the weighted background.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import comb, fsum

from diabetes_desktop.domain.patient import Row


def shapley_values(coalition_values: Sequence[float]) -> tuple[float, ...]:
    """The Shapley value of each player, from the value of every coalition of players.

    Args:
        coalition_values: 2^n values; the position is the coalition's bit mask.

    Raises:
        ValueError: their number is no power of two.
    """
    players = len(coalition_values).bit_length() - 1
    if len(coalition_values) != 1 << players:
        raise ValueError("count")
    # |S|! (n - |S| - 1)! / n!, by the size of S
    weights = [1 / (players * comb(players - 1, size)) for size in range(players)]
    return tuple(
        fsum(
            weights[mask.bit_count()] * (coalition_values[mask | bit] - coalition_values[mask])
            for mask in range(len(coalition_values))
            if not mask & bit
        )
        for bit in (1 << player for player in range(players))
    )


@dataclass(frozen=True, slots=True)
class Coalitions:
    """The rows that must be asked to know the value of every coalition.

    Where a background patient has the patient's own value, with and without that input are the
    same row: it is asked once. `positions` has one sequence per background patient: for each
    coalition, the place of its answer among those of `rows`.
    """

    rows: tuple[Row, ...]
    positions: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]

    def values(self, probabilities: Sequence[float]) -> list[float]:
        """The value of each coalition, from one probability per row of `rows`."""
        columns = zip(*self.positions, strict=True)
        return [
            fsum(
                weight * probabilities[place]
                for weight, place in zip(self.weights, column, strict=True)
            )
            for column in columns
        ]


def coalitions(patient: Row, background: Sequence[Row], weights: Sequence[float]) -> Coalitions:
    """All coalitions of the inputs of `patient` against each row of `background`.

    Args:
        patient: the inputs of the patient.
        background: at least one row of as many inputs.
        weights: one per row of the background; they add up to 1.
    """
    rows: list[Row] = []
    positions = []
    for other in background:
        positions.append(_positions(patient, other, len(rows)))
        rows += _mixtures(patient, other)
    return Coalitions(tuple(rows), tuple(positions), tuple(weights))


def _mixtures(patient: Row, other: Row) -> product[Row]:
    """Every distinct mixture of the two rows; the last input that differs changes fastest."""
    pairs = zip(patient, other, strict=True)
    return product(*((theirs,) if own == theirs else (theirs, own) for own, theirs in pairs))


def _positions(patient: Row, other: Row, first: int) -> tuple[int, ...]:
    """The place of each coalition's mixture, counted from `first` in the order of `_mixtures`."""
    steps = [0] * len(patient)
    step = 1
    for player in reversed(range(len(patient))):
        if patient[player] != other[player]:
            steps[player] = step
            step *= 2
    places = [first]
    for player_step in steps:
        places += [place + player_step for place in places]
    return tuple(places)
