"""What a signature is over, and how a public key is written."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diabetes_desktop.domain.model_signature import (
    ModelStatement,
    checked_key,
    key_id,
    key_text,
)

STATEMENT = ModelStatement("diabetes_model", "ñ 1", {"MLmodel": "ab" * 32}, "cd" * 32, 7)


def test_the_statement_is_one_canonical_text() -> None:
    assert STATEMENT.canonical("0123456789abcdef").decode() == (
        '{"files":{"MLmodel":"' + "ab" * 32 + '"},"format":1,"key":"0123456789abcdef",'
        '"name":"diabetes_model","purpose":"diabetes-desktop model","schema":"' + "cd" * 32 + '",'
        '"sequence":7,"version":"ñ 1"}'
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(STATEMENT, name="x"),
        replace(STATEMENT, version="1"),
        replace(STATEMENT, files={"MLmodel": "ac" * 32}),
        replace(STATEMENT, files={**STATEMENT.files, "code.py": "ab" * 32}),
        replace(STATEMENT, schema="ce" * 32),
        replace(STATEMENT, sequence=8),
    ],
)
def test_each_part_of_it_counts(other: ModelStatement) -> None:
    assert other.canonical("k") != STATEMENT.canonical("k")
    assert STATEMENT.canonical("k") != STATEMENT.canonical("l")


def test_half_a_character_is_refused_as_a_value() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        replace(STATEMENT, name="\ud800").canonical("k")


@given(st.binary(min_size=32, max_size=32))
def test_a_key_is_read_in_either_form(raw: bytes) -> None:
    key = checked_key(f" {base64.b64encode(raw).decode()}\n")

    assert key == raw.hex() == checked_key(raw.hex().upper())
    assert checked_key(key_text(key)) == key
    assert len(key_id(key)) == 16


@given(st.text() | st.binary(max_size=64).map(lambda raw: base64.b64encode(raw).decode()))
def test_anything_else_is_no_key(text: str) -> None:
    try:
        key = checked_key(text)
    except ValueError:
        return
    assert len(bytes.fromhex(key)) == 32
