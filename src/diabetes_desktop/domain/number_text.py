"""Reading a number as a doctor types it, without ever guessing.

`6,5` and `6.5` are six and a half in every locale. A text that could be read in two ways
(`1,000`), or that would have to be mended first (`6.5.1`, `6 5`, `1e3`), is refused with the
reason, never coerced.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LONGEST = 12
LONGEST_IN_FILES = 24  # a program writes 27.320000000000004 where a doctor types 27.32
SEPARATORS = ",."
DIGITS = frozenset("0123456789")
_OF_NUMBERS = DIGITS.union(SEPARATORS)


class Refusal(Enum):
    """Why a text is not taken as a number."""

    CHARACTER = "character"
    INNER_SPACE = "inner_space"
    NEGATIVE = "negative"
    TWO_SEPARATORS = "two_separators"
    AMBIGUOUS_GROUPING = "ambiguous_grouping"
    INCOMPLETE = "incomplete"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Refused:
    """The text was not taken; `at` is the character that stood in the way, if one did."""

    reason: Refusal
    at: str = ""


def parse_number(text: str, decimal: str = "") -> float | Refused | None:
    """Read `text` as a non-negative decimal number; None when it holds nothing but spaces.

    `decimal` is the separator that a file is known to have ("," or "."): with it `27.325` is no
    riddle any more. A person who types states none.
    """
    stripped = text.strip()
    if not stripped:
        return None
    refusal = _refuse(stripped, decimal)
    return refusal if refusal else float(stripped.replace(",", "."))


def separator_in(text: str) -> tuple[str, bool]:
    """The one separator in `text`, and whether it can only be a decimal one; empty for none.

    How the numbers of a file are written is found out with it.
    """
    found = [character for character in text if character in SEPARATORS]
    if len(found) != 1:
        return "", False
    whole, _, fraction = text.strip().replace(",", ".").partition(".")
    if not whole or not fraction or not {*whole, *fraction} <= DIGITS:
        return "", False
    return found[0], not _is_grouped(whole, fraction)


def _refuse(text: str, decimal: str) -> Refused | None:
    if len(text) > (LONGEST_IN_FILES if decimal else LONGEST):
        return Refused(Refusal.TOO_LONG)
    if text[0] in "-−":
        return Refused(Refusal.NEGATIVE)
    if not _OF_NUMBERS.issuperset(text):
        return _refuse_character(text)
    return _refuse_separators(text, decimal)


def _refuse_character(text: str) -> Refused:
    """The first character that stands in the way; raises StopIteration where none does."""
    at = next(character for character in text if character not in _OF_NUMBERS)
    return Refused(Refusal.INNER_SPACE) if at.isspace() else Refused(Refusal.CHARACTER, at)


def _refuse_separators(text: str, decimal: str) -> Refused | None:
    count = sum(map(text.count, SEPARATORS))
    if count == 0:
        return None
    if count > 1:
        return Refused(Refusal.TWO_SEPARATORS)
    whole, _, fraction = text.replace(",", ".").partition(".")
    if not whole or not fraction:
        return Refused(Refusal.INCOMPLETE)
    if _is_grouped(whole, fraction) and not (decimal and decimal in text):
        return Refused(Refusal.AMBIGUOUS_GROUPING)
    return None


def _is_grouped(whole: str, fraction: str) -> bool:
    """Whether it may be a thousand: "1,000" is that to one reader and one to another.

    "0,125" can only be a fraction.
    """
    return len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
