"""The plain text that a doctor pastes into the patient's record.

Old record systems take one byte per character and lose tabs: the program's own words use only
printable ISO 8859-1 (">=" for "≥"), in lines of at most `WIDTH` characters. Letters that people
typed are kept, whatever their script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import TextWrapper

from PySide6.QtCore import QCoreApplication

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.report.case_words import Line
from diabetes_desktop.ui.report.words import Words, not_a_diagnosis, title, words_of

translate = QCoreApplication.translate
WIDTH = 78
_WRAPPER = TextWrapper(WIDTH, subsequent_indent="  ", break_on_hyphens=False)
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "–": "-",
        "—": "-",
        "−": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "→": "->",
    }
)


def record_text(result: Result) -> str:
    """`result` as plain text in note order, in the language on screen; ends with a line end."""
    return "\n".join(_section(*section) for section in _sections(words_of(result)))


def _sections(words: Words) -> Iterator[tuple[str, Sequence[str]]]:
    """Heading and paragraphs of each section that has something to say."""
    critical = [f"! {words.critical}"] if words.critical else []
    yield title(), [not_a_diagnosis(), *_labelled(words.identification), *critical]
    yield translate("Report", "Data"), _labelled(words.facts)
    yield translate("Report", "Clinical context (not seen by the model)"), _labelled(words.context)
    criteria = translate("Report", "Diagnostic criteria (independent of the model)")
    yield criteria, _labelled(words.criteria)
    heading, why = words.discordance
    if heading:
        yield heading, [why]
    yield translate("Report", "Model's answer"), [*_answer(words)]
    yield translate("Report", "Explanation"), [" ".join(words.explanation)]
    if words.decision:
        yield translate("Report", "Doctor's decision"), _labelled(words.decision)
    yield translate("Report", "Model and program"), _labelled(words.model)


def _answer(words: Words) -> Iterator[str]:
    yield words.answer
    yield f"{translate('Report', 'Probability')}: {words.probability}"
    yield from words.reading
    for mark in words.marks:
        yield f"! {mark}"


def _labelled(lines: Sequence[Line]) -> list[str]:
    return [f"{line.label}: {line.value}" for line in lines]


def _section(heading: str, paragraphs: Sequence[str]) -> str:
    lines = [_plain(heading).upper()]
    for paragraph in paragraphs:
        # A path or an identification may be one long word: it is broken, never cut off.
        lines += _WRAPPER.wrap(_plain(paragraph))
    return "".join(f"{line}\n" for line in lines)


def _plain(text: str) -> str:
    return text.translate(_PLAIN)
