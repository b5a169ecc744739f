"""Text that is split whole gives the cells that `csv` reads, and is left to it where it may not."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diabetes_desktop.adapters.batch.plain_text import BYTES_AT_ONCE, PlainText


def by_csv(content: bytes, codec: str) -> list[list[str]]:
    text = io.StringIO(content.decode(codec), newline="")
    return list(filter(None, csv.reader(text, delimiter=";", strict=True)))


def split(
    content: bytes, codec: str, line_end: str, rows: int, width: int = 2
) -> tuple[list[list[str]], int]:
    """All rows that can be split, `rows` at a time, and the place behind them."""
    plain, file = PlainText(codec, ";", line_end, width), io.BytesIO(content)
    found: list[list[str]] = []
    place = 0
    while read := plain.read(file, place, rows):
        columns, place = read
        assert 0 < len(columns[0]) <= rows
        found += map(list, zip(*columns, strict=True))
    return found, place


@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@given(
    pieces=st.lists(
        st.sampled_from(["a;é\n", "a;é\r\n", ";\n", ";\r\n", "1", ";", '"', "\n", "\r", " \x0b"]),
        max_size=8,
    ),
    rows=st.integers(1, 3),
)
@example(pieces=[";", "\n", "\r"], rows=1)
def test_what_is_split_is_what_csv_reads(
    codec: str, line_end: str, pieces: list[str], rows: int
) -> None:
    content = "".join(pieces).encode(codec)

    found, place = split(content, codec, line_end, rows)

    try:
        expected = by_csv(content, codec)
    except csv.Error:
        return  # told by row where it is met
    assert found == expected[: len(found)]
    assert by_csv(content[place:], codec) == expected[len(found) :]


@pytest.mark.parametrize("end", ["", "\r\n"])
def test_a_plain_file_is_split_to_its_end(end: str) -> None:
    content = f"a;1\r\nb;\r\n;3{end}".encode()

    assert split(content, "utf-8", "\r\n", 2) == ([["a", "1"], ["b", ""], ["", "3"]], len(content))


def test_a_file_longer_than_is_read_at_once_loses_no_row() -> None:
    content = b"".join(b"%d;\xc3\xa9\n" % number for number in range(BYTES_AT_ONCE // 4))

    found, place = split(content, "utf-8", "\n", 10**6)

    assert place == len(content) > BYTES_AT_ONCE
    assert [row[0] for row in found] == [str(number) for number in range(BYTES_AT_ONCE // 4)]


@pytest.mark.parametrize(
    "content",
    [
        b'a;"1"\n',
        b"a\n",
        b"a;1;2\nb\n",
        b"\n",
        b"a;1\rb;2\n",
        b"a;\xff\n",
        b"a;" + b"x" * 131_073 + b"\n",
    ],
)
def test_what_is_not_plain_is_left_to_csv(content: bytes) -> None:
    assert split(content, "utf-8", "\n", 9) == ([], 0)


def test_a_place_in_the_middle_of_a_line_end_is_left_to_csv() -> None:
    text = io.TextIOWrapper(io.BytesIO("a;1\n\réé".encode()), "utf-8", newline="")
    text.read(5)
    place = text.tell()
    assert place > 2**63
    assert PlainText("utf-8", ";", "\n", 2).read(io.BytesIO(b"a;1\n"), place, 9) is None


def test_utf_16_is_left_to_csv() -> None:
    assert split("a;1\n".encode("utf-16-le"), "utf-16-le", "\n", 9) == ([], 0)
