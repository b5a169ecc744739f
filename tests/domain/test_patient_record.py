"""Moments as exact as they were written, and which of several values is the newest."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.imported_facts import Gap, Origin
from diabetes_desktop.domain.newest_value import Candidate, newest_of
from diabetes_desktop.domain.patient_record import Moment

TEXTS = (
    st.from_regex(r"\A20[12][0-9](-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?\Z")
    | st.datetimes(datetime(2010, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001 - a local time
        lambda at: f"{at:%Y-%m-%dT%H:%M:%S}"
    )
    | st.builds(
        "{}{}".format,
        st.datetimes(datetime(2010, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001 - likewise
            lambda at: f"{at:%Y-%m-%dT%H:%M:%S}"
        ),
        st.sampled_from(["Z", "-05:00", "+14:00", "-12:00", "+05:30"]),
    )
)


def moment(text: str) -> Moment:
    read = Moment.read(text)
    assert read is not None, text
    return read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26-01-02",
        "2026-1-2",
        "2026-13",
        "2026-02-30",
        "0000-01-01",
        "2026-01-02 08:00:00",
        "2026-01-02T25:00:00Z",
        "2026-01-02T08:00:00+99:99",
        "2026-01-02T08:00:00z",
        "٢٠٢٦-٠١-٠٢",
        " 2026-01-02",
        "2026-01-02\n",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert Moment.read(text) is None


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31", "9999-12-31T23:59:59Z", "9999"]
)
def test_the_ends_of_time_do_no_harm(text: str) -> None:
    Moment.read(text)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    Moment.read(text)


@given(TEXTS, TEXTS)
def test_of_two_moments_at_most_one_is_before_the_other(one: str, other: str) -> None:
    first, second = moment(one), moment(other)
    assert not first.is_before(first)
    assert not (first.is_before(second) and second.is_before(first))


@given(st.lists(st.tuples(TEXTS, st.integers(1, 3)), min_size=1, max_size=6))
def test_the_newest_value_is_older_than_none_and_the_only_one(said: list[tuple[str, int]]) -> None:
    candidates = [Candidate(value, Origin("x", "y", when=moment(text))) for text, value in said]

    choice = newest_of(candidates, lambda one, other: one.value == other.value)

    not_older = [
        each
        for each in candidates
        if not any(each.when and o.when and each.when.is_before(o.when) for o in candidates)
    ]
    if len({each.value for each in not_older}) == 1:
        assert list(choice.newest) == not_older
    else:
        assert choice.newest == ()
        assert Gap.AMBIGUOUS in choice.gaps
