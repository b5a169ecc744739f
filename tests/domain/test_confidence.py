"""The Wilson interval, against another implementation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from diabetes_desktop.domain.confidence import wilson_interval


@given(st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_is_the_interval_of_scipy(counted: tuple[int, int]) -> None:
    hits, count = counted
    theirs = binomtest(hits, count).proportion_ci(method="wilson")

    assert wilson_interval(hits / count, count) == pytest.approx(
        (theirs.low, theirs.high), abs=1e-6
    )


def test_nobody_counted_says_nothing() -> None:
    assert wilson_interval(0.0, 0) == (0.0, 1.0)
