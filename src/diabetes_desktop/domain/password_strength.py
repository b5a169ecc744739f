"""How long a password is to somebody who tries common words and keyboard runs first."""

from __future__ import annotations

import unicodedata
from typing import Final

from diabetes_desktop.domain.common_words import COMMON_WORDS, LONGEST_COMMON_WORD

SHORTEST_RUN = 3
SEPARATORS = " -_.,"
LOOK_ALIKES: Final = str.maketrans("01345678@$!+|", "oieasgtbasitl")
KEYBOARD_ROWS: Final = (
    "1234567890",
    "qwertyuiop",
    "asdfghjklñ",
    "zxcvbnm",
    "qwertz",
    "azerty",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "!@#$%^&*()",
    '!"·$%&/()=',
)


def plain_text(text: str) -> str:
    """`text` in lower case and without accents, as somebody who guesses would write it."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def effective_length(password: str) -> int:
    """Characters of `password` when a common word, run or repetition counts as one.

    Runs go up or down the alphabet, the digits or the rows of a keyboard, from three characters
    on. Separators count for nothing. Digits that look like letters are tried as those letters.
    """
    typed = plain_text(password).translate(dict.fromkeys(map(ord, SEPARATORS)))
    return min(_cost(typed), _cost(typed.translate(LOOK_ALIKES)))


def _cost(text: str) -> int:
    """The fewest pieces that `text` can be cut into, by dynamic programming from its start."""
    costs = [0] + [len(text)] * len(text)
    for start in range(len(text)):
        costs[start + 1] = min(costs[start + 1], costs[start] + 1)
        for end in _ends_of_common_pieces(text, start):
            costs[end] = min(costs[end], costs[start] + 1)
    return costs[-1]


def _ends_of_common_pieces(text: str, start: int) -> list[int]:
    words = range(start + 2, min(start + LONGEST_COMMON_WORD, len(text)) + 1)
    ends = [end for end in words if text[start:end] in COMMON_WORDS]
    return ends + list(range(start + SHORTEST_RUN, _end_of_run(text, start) + 1))


def _end_of_run(text: str, start: int) -> int:
    """Where the longest run that begins at `start` ends."""
    return max(_end_of_step_run(text, start), *(_end_in_row(text, start, row) for row in _ROWS))


def _end_of_step_run(text: str, start: int) -> int:
    """A run of one character, or up or down an alphabet: any alphabet has its order in Unicode."""
    if start + 1 >= len(text):
        return len(text)
    step = ord(text[start + 1]) - ord(text[start])
    end = start + 1
    while end < len(text) and ord(text[end]) - ord(text[end - 1]) == step:
        end += 1
    return end if abs(step) <= 1 else start


def _end_in_row(text: str, start: int, row: str) -> int:
    end = start
    while end < len(text) and text[start : end + 1] in row:
        end += 1
    return end


_ROWS: Final = tuple(
    plain_text(row)[::direction] * 2 for row in KEYBOARD_ROWS for direction in (1, -1)
)
