"""Text that a spreadsheet would take for a formula, made harmless.

Source: OWASP, CSV Injection. A cell that begins with one of `STARTERS` and is no plain number gets
an apostrophe in front, which spreadsheets take as "this is text".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

STARTERS: Final = frozenset("=+-@\t\r\n＝＋－＠")
_SUSPECT: Final = STARTERS | {" ", "\u00a0"}
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?", re.ASCII)


def safe(text: str) -> str:
    """`text` as a cell that no spreadsheet runs."""
    inner = text.lstrip(" \u00a0")
    if not inner or inner[0] not in STARTERS or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def safe_column(cells: Sequence[object]) -> list[str]:
    """Every text of a column, `safe`; nearly all of them need one look at their first letter."""
    texts = cast("Sequence[str]", cells)  # a table of text has nothing else
    return [safe(text) if text and text[0] in _SUSPECT else text for text in texts]
