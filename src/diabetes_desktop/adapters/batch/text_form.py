"""How a table is written as text: found out where the file leaves no doubt, refused elsewhere."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from diabetes_desktop.application.batch_errors import TableFault, TableRefused
from diabetes_desktop.domain.batch_columns import known
from diabetes_desktop.domain.batch_words import is_number
from diabetes_desktop.domain.number_text import separator_in

CODECS: Final = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
}
BYTE_ORDER_MARKS: Final = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
DELIMITERS: Final = (",", ";", "\t")
SAMPLE_CHARACTERS: Final = 256 * 1024
_PIECE: Final = 1024 * 1024  # bytes


def byte_order_mark(path: Path, encoding: str) -> bytes:
    """The mark with which the file begins, if it does. Raises OSError."""
    mark = BYTE_ORDER_MARKS.get(encoding, b"")
    with path.open("rb") as file:
        return mark if mark and file.read(len(mark)) == mark else b""


def find_encoding(path: Path) -> str:
    """The encoding of the whole file; it is read for it, at a gigabyte a second.

    UTF-8 can hardly be met by chance, so whatever is not UTF-8 and has no mark is Windows-1252.

    Raises:
        TableRefused: NOT_TEXT.
        OSError: it can't be read.
    """
    for encoding in BYTE_ORDER_MARKS:
        if byte_order_mark(path, encoding):
            return encoding
    for encoding in ("utf-8", "windows-1252"):
        if _is_text(path, encoding):
            return encoding
    raise TableRefused(TableFault.NOT_TEXT, str(path))


def _is_text(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(CODECS[encoding])()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                if b"\0" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def find_delimiter(sample: str, path: str, mapping: Mapping[str, str]) -> str:
    """The delimiter by which the header of `sample` has the most columns that are known.

    Raises:
        TableRefused: DELIMITER, two serve equally well, or none.
    """
    scores = {each: _score(sample, each, mapping) for each in DELIMITERS}
    best = max(scores.values())
    first, *others = [delimiter for delimiter, score in scores.items() if score == best]
    if others:
        raise TableRefused(TableFault.DELIMITER, path)
    return first


def _score(sample: str, delimiter: str, mapping: Mapping[str, str]) -> tuple[int, int]:
    try:
        header = next(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    named = sum(1 for name in header if name in mapping or known(name) is not None)
    return named, len(header)


def find_decimal(
    headers: Sequence[str], rows: Iterable[Sequence[str]], path: str, mapping: Mapping[str, str]
) -> str:
    """The decimal separator of the measured columns; empty where no number tells, or both are used.

    Raises:
        TableRefused: DECIMAL, every number that has a separator could be in thousands.
    """
    measured = {
        place: header for place, header in enumerate(headers) if is_number(_fact(header, mapping))
    }
    clear: set[str] = set()
    doubtful: tuple[int, str] | None = None
    for number, row in enumerate(rows, 1):
        for place, header in measured.items():
            separator, is_decimal = separator_in(row[place] if place < len(row) else "")
            if is_decimal:
                clear.add(separator)
            elif separator:
                doubtful = doubtful or (number, header)
    if doubtful and not clear:
        raise TableRefused(TableFault.DECIMAL, path, *doubtful)
    return clear.pop() if len(clear) == 1 else ""


def _fact(header: str, mapping: Mapping[str, str]) -> str:
    meant = known(header)
    return mapping.get(header, meant[0] if meant else "")
