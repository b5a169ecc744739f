"""Where the bars of the waterfall stand: a scale as wide as the movement needs. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, floor

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
MOST_STEPS = 5
FUZZ = 1e-9  # sums of tenths are not exact


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, fractions of probability."""

    low: float
    high: float

    def share(self, fraction: float) -> float:
        """Where `fraction` stands: 0 at the low end, 1 at the high one."""
        return (fraction - self.low) / (self.high - self.low)

    @property
    def labelled(self) -> tuple[float, float]:
        """The ends to be labelled; a bar may reach further, a probability can't."""
        return max(self.low, 0.0), min(self.high, 1.0)


def bars(base: float, contributions: Sequence[float]) -> list[tuple[float, float]]:
    """Start and end of each bar: every one begins where the one before ended."""
    return list(pairwise(accumulate(contributions, initial=base)))


def scale_for(values: Sequence[float]) -> Scale:
    """The narrowest scale with round ends that holds all `values`."""
    low, high = min(values), max(values)
    step = next((each for each in STEPS if high - low <= MOST_STEPS * each), STEPS[-1])
    first, last = floor(low / step + FUZZ), ceil(high / step - FUZZ)
    return Scale(first * step, max(last, first + 1) * step)
