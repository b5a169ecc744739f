"""What people and models wrote, made fit for a document: one line, nothing invisible."""

from __future__ import annotations

import unicodedata


def on_one_line(text: str) -> str:
    """`text` in NFC with single spaces and without what can't be seen.

    Controls and line ends could forge a line of the record, and marks of direction turn one
    around; both become a space. No letter of any script is lost.
    """
    visible = "".join(c if _can_be_seen(c) else " " for c in text)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def shortened(text: str, longest: int) -> str:
    """`text` without its middle where it has more than `longest` characters."""
    if len(text) <= longest:
        return text
    half = (longest - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ"
