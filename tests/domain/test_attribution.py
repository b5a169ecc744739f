"""Which inputs the words under the waterfall name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.attribution import (
    ALMOST_ALL,
    HARDLY,
    MOSTLY,
    Attribution,
    Pattern,
    attribution,
    by_size,
)

contributions = st.lists(st.floats(-1, 1), min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0, 0.05, 0.01, 0, 0, 0, 0.6, 0.2), Attribution(Pattern.ALMOST_ALL, (6, 7))),
        ((0, 0, 0, 0, 0, 0.01, 0.5, 0), Attribution(Pattern.ALMOST_ALL, (6,))),
        ((0, 0.1, 0.05, 0, 0.05, 0.05, 0.4, 0), Attribution(Pattern.MOSTLY, (6,))),
        ((0, -0.02, -0.01, 0, 0, 0, -0.03, -0.02), Attribution(Pattern.MOSTLY, (6, 1))),
        ((0.1, 0.11, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), Attribution(Pattern.SEVERAL, (1,))),
        ((0, 0.3, 0, 0, 0, 0, -0.32, 0.01), Attribution(Pattern.OPPOSED, (1, 6))),
        ((0, 0.001, 0, 0, 0, 0, -0.003, 0.01), Attribution(Pattern.HARDLY)),
        ((0,) * 8, Attribution(Pattern.HARDLY)),
    ],
)
def test_each_pattern(values: tuple[float, ...], expected: Attribution) -> None:
    assert attribution(values) == expected


@given(contributions)
def test_what_is_named_accounts_for_as_much_as_the_words_say(values: list[float]) -> None:
    found = attribution(values)
    movement = sum(map(abs, values))
    named = sum(abs(values[place]) for place in found.places)
    least = {Pattern.ALMOST_ALL: ALMOST_ALL, Pattern.MOSTLY: MOSTLY}.get(found.pattern)
    if least is not None:
        assert named >= least * movement
    assert (found.pattern is Pattern.HARDLY) == (movement < HARDLY)
    if found.pattern is Pattern.OPPOSED:
        up, down = found.places
        assert values[up] > 0 > values[down]


@given(contributions)
def test_turning_every_sign_names_the_same_inputs(values: list[float]) -> None:
    found, turned = attribution(values), attribution([-value for value in values])
    assert found.pattern is turned.pattern
    assert {*found.places} == {*turned.places}


@given(contributions)
def test_the_largest_comes_first(values: list[float]) -> None:
    sizes = [abs(values[place]) for place in by_size(values)]
    assert sizes == sorted(sizes, reverse=True)
