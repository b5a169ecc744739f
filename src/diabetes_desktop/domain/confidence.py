"""How sure a share is that was counted on a number of patients."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959964  # the standard normal's 97.5 % quantile


def wilson_interval(share: float, count: int) -> tuple[float, float]:
    """The 95 % interval of `share` (0-1), counted on `count` patients; (0, 1) on none.

    Source: Wilson EB. Probable inference, the law of succession, and statistical inference.
    J Am Stat Assoc 1927;22:209.
    """
    if count <= 0:
        return 0.0, 1.0
    weight = Z_95**2 / count
    centre = (share + weight / 2) / (1 + weight)
    half = Z_95 / (1 + weight) * sqrt(share * (1 - share) / count + weight / (4 * count))
    return max(0.0, centre - half), min(1.0, centre + half)
