"""A typed number is read exactly or refused with its reason; never mended."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diabetes_desktop.domain.number_text import Refusal, Refused, parse_number

WELL_FORMED = re.compile(r"[0-9]+([.,][0-9]+)?")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6,5", 6.5),
        ("6.5", 6.5),
        (" 6,5 ", 6.5),
        ("0", 0.0),
        ("0,08", 0.08),
        ("0,125", 0.125),
        ("140", 140.0),
        ("25.19", 25.19),
        ("1000", 1000.0),
        ("27.3437", 27.3437),
    ],
)
def test_what_a_doctor_means_is_read(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,000", Refusal.AMBIGUOUS_GROUPING),
        ("1.000", Refusal.AMBIGUOUS_GROUPING),
        ("25.190", Refusal.AMBIGUOUS_GROUPING),
        ("6.5.1", Refusal.TWO_SEPARATORS),
        ("1.000,5", Refusal.TWO_SEPARATORS),
        ("6 5", Refusal.INNER_SPACE),
        ("6\u00a05", Refusal.INNER_SPACE),
        ("-5", Refusal.NEGATIVE),
        ("−5", Refusal.NEGATIVE),
        ("6,", Refusal.INCOMPLETE),
        (",5", Refusal.INCOMPLETE),
        ("1e3", Refusal.CHARACTER),
        ("+5", Refusal.CHARACTER),
        ("6%", Refusal.CHARACTER),
        ("٦", Refusal.CHARACTER),
        ("６", Refusal.CHARACTER),
        ("6²", Refusal.CHARACTER),
        ("nan", Refusal.CHARACTER),
        ("1234567890123", Refusal.TOO_LONG),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(text: str, reason: Refusal) -> None:
    refused = parse_number(text)
    assert isinstance(refused, Refused)
    assert refused.reason is reason


@pytest.mark.parametrize("text", ["", " ", "\t\u00a0"])
def test_nothing_typed_is_neither_a_number_nor_an_error(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(alphabet="0123456789.,- \u00a0eE+x٣²", max_size=14) | st.text(max_size=14))
@example("00,0")
def test_never_a_coerced_value(text: str) -> None:
    parsed = parse_number(text)
    if isinstance(parsed, float):
        assert WELL_FORMED.fullmatch(text.strip())
        assert parsed == float(Decimal(text.strip().replace(",", ".")))


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_comma_and_point_are_the_same(value: Decimal) -> None:
    with_point = str(value)
    assert parse_number(with_point) == parse_number(with_point.replace(".", ",")) == float(value)
