"""Which inputs account for what moved the model, as a rule that words can be put to.

The shares are of all movement (the sum of the absolute contributions), not of the difference from
the base: two large contributions that cancel out are a movement too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

HARDLY: Final = 0.02  # all movement together, as a fraction of probability
ALMOST_ALL: Final = 0.9  # share of all movement
MOSTLY: Final = 0.6
CANCELLED: Final = 0.2  # what remains of all movement where ups and downs cancel out
MOST_NAMED: Final = 2


class Pattern(Enum):
    """How the movement is spread over the inputs.

    HARDLY: nothing moved much. OPPOSED: what raised it and what lowered it nearly cancel out.
    ALMOST_ALL, MOSTLY: one or two inputs account for nine tenths, for six tenths. SEVERAL: no one
    or two inputs do.
    """

    HARDLY = "hardly"
    OPPOSED = "opposed"
    ALMOST_ALL = "almost_all"
    MOSTLY = "mostly"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The pattern, and the inputs that it names, as places in `INPUTS`.

    OPPOSED names the largest that raised it, then the largest that lowered it; SEVERAL the
    largest; HARDLY none.
    """

    pattern: Pattern
    places: tuple[int, ...] = ()


def by_size(contributions: Sequence[float]) -> list[int]:
    """The places of `contributions` from the largest to the smallest, whatever their sign."""
    return sorted(range(len(contributions)), key=lambda place: -abs(contributions[place]))


def attribution(contributions: Sequence[float]) -> Attribution:
    """The pattern of `contributions` (fractions of probability, in the order of `INPUTS`)."""
    movement = sum(map(abs, contributions))
    if movement < HARDLY:
        return Attribution(Pattern.HARDLY)
    ranked = by_size(contributions)
    if abs(sum(contributions)) < CANCELLED * movement:
        up = next(place for place in ranked if contributions[place] > 0)
        down = next(place for place in ranked if contributions[place] < 0)
        return Attribution(Pattern.OPPOSED, (up, down))
    for pattern, share in ((Pattern.ALMOST_ALL, ALMOST_ALL), (Pattern.MOSTLY, MOSTLY)):
        for count in range(1, MOST_NAMED + 1):
            named = tuple(ranked[:count])
            if sum(abs(contributions[place]) for place in named) >= share * movement:
                return Attribution(pattern, named)
    return Attribution(Pattern.SEVERAL, (ranked[0],))
