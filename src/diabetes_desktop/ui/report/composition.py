"""What stands where on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.language import NO_BREAK_SPACE, threshold_text
from diabetes_desktop.ui.report.blocks import (
    Block,
    Columns,
    Frame,
    Gap,
    Paragraph,
    Rule,
    Stack,
)
from diabetes_desktop.ui.report.case_words import Line
from diabetes_desktop.ui.report.ink import GREY, Span, Type
from diabetes_desktop.ui.report.pictures import Bar, RiskScale, Waterfall
from diabetes_desktop.ui.report.typed_text import shortened
from diabetes_desktop.ui.report.words import Words, not_a_diagnosis, title, words_of
from diabetes_desktop.ui.wording.explanation import base_text, contribution_rows

translate = QCoreApplication.translate
RIGHT = Qt.AlignmentFlag.AlignRight
MANY_MARKS = 4
LONGEST_NAME = 160  # characters of a model's name or place; the digest identifies it


@dataclass(frozen=True, slots=True)
class Composition:
    """`body` is at the top of the page, `foot` at its bottom."""

    body: Block
    foot: Block


def composed(result: Result) -> Composition:
    """The page of `result`, in the language on screen."""
    words = words_of(result)
    return Composition(Stack([*_body(words, result)]), _foot(words))


def _body(words: Words, result: Result) -> Iterator[Block]:
    yield _head(words)
    if words.critical:
        yield Gap(0.8)
        yield Frame(_bold(words.critical, 1.1))
    heading, why = words.discordance
    if heading:
        yield Gap(0.8)
        yield Frame(Stack([_bold(heading, 1.1), Gap(0.15), _text(why)]))
    yield Gap(0.9)
    yield Columns(_patient(words), _answer(words, result), share=0.47, gap=2.0)
    criteria = translate("Report", "Diagnostic criteria (independent of the model)")
    yield _section(criteria, [_labelled(line, bold=True) for line in words.criteria])
    yield _section(translate("Report", "Explanation"), [_explanation(words, result)])
    if words.marks:
        yield _section(translate("Report", "Reasons to trust this answer less"), _marks(words))
    decision = [_labelled(line) for line in words.decision]
    if decision:
        yield _section(translate("Report", "Doctor's decision"), decision)


def _head(words: Words) -> Block:
    patient, when, doctor = words.identification
    others = Columns(_stated(when), _stated(doctor), share=0.54, gap=1.2)
    program = Paragraph((Span("Diabetes Desktop"),), Type(0.95, GREY, RIGHT))
    return Stack(
        [
            Columns(_bold(title(), 1.7), Stack([Gap(0.7), program]), share=0.7),
            _text(not_a_diagnosis()),
            Gap(0.4),
            Rule(1.4),
            Gap(0.4),
            Columns(_stated(patient, bold=True), others, share=0.3, gap=1.2),
            Gap(0.4),
            Rule(),
        ]
    )


def _patient(words: Words) -> Block:
    context = translate("Report", "Clinical context (not seen by the model)")
    return Stack(
        [
            *_heading(translate("Report", "Data")),
            *(_row(line) for line in words.facts),
            Gap(0.5),
            Paragraph((Span(context),), Type(0.92, GREY)),
            Gap(0.1),
            *(_labelled(line, bold=False) for line in words.context),
        ]
    )


def _answer(words: Words, result: Result) -> Block:
    heading = _heading(translate("Report", "Model's answer"))
    reading = (_text(text) for text in words.reading)
    return Stack([*heading, _bold(words.answer, 1.15), *_probability(words, result), *reading])


def _probability(words: Words, result: Result) -> Iterator[Block]:
    label = translate("Report", "Probability")
    probability = result.prediction.answer.probability
    if probability is None:
        yield _row(Line(label, words.probability))
        return
    number = Paragraph((Span(words.probability, bold=True),), Type(1.7, align=RIGHT))
    yield Gap(0.4)
    yield Columns(Stack([Gap(0.55), _text(label)]), number)
    yield Gap(0.2)
    threshold = result.prediction.referral_threshold
    named = translate("Report", "referral from {0}").format(threshold_text(threshold))
    yield RiskScale(probability, threshold, named, threshold_text(1.0))
    yield Gap(0.3)


def _explanation(words: Words, result: Result) -> Block:
    sentences = Stack([block for text in words.explanation for block in (_text(text), Gap(0.3))])
    explanation = result.explanation
    if explanation is None:
        return sentences
    rows = contribution_rows(result.prediction, explanation)
    bars = [Bar(row.fact, row.points, row.points_text) for row in rows]
    picture = Waterfall(
        100 * explanation.base,
        bars,
        translate("Report", "average {0}").format(base_text(explanation.base)),
        translate("Report", "this patient {0}").format(words.probability),
    )
    points = translate("Report", "Percentage points by which each input moved the model")
    caption = Paragraph((Span(points),), Type(0.86, GREY))
    return Columns(Stack([caption, Gap(0.3), picture]), sentences, share=0.64, gap=2.0)


def _marks(words: Words) -> Sequence[Block]:
    """One below the other; in two columns where there are many."""
    marks = [Paragraph((Span("!  ", bold=True), Span(mark))) for mark in words.marks]
    if len(marks) <= MANY_MARKS:
        return marks
    half = (len(marks) + 1) // 2
    return [Columns(Stack(marks[:half]), Stack(marks[half:]), gap=2.0)]


def _foot(words: Words) -> Block:
    name, source, digest, threshold, program = words.model
    small = Type(0.84, GREY)
    first = "  ·  ".join(_in_one(line) for line in (name, source))
    last = "  ·  ".join(_in_one(line) for line in (threshold, program))
    texts = (first, _in_one(digest), last)
    return Stack([Rule(), Gap(0.3), *(Paragraph((Span(text),), small) for text in texts)])


def _in_one(line: Line) -> str:
    return f"{line.label}: {shortened(line.value, LONGEST_NAME)}"


def _section(heading: str, blocks: Sequence[Block]) -> Block:
    return Stack([Gap(0.8), *_heading(heading), *blocks])


def _heading(text: str) -> tuple[Block, ...]:
    return _bold(text, 1.05), Gap(0.12), Rule(), Gap(0.3)


def _row(line: Line) -> Block:
    label = Paragraph((Span(line.label),), Type(colour=GREY))
    return Columns(label, _text(line.value), share=0.4, gap=0.8)


def _stated(line: Line, *, bold: bool = False) -> Block:
    """A label over what it names."""
    value = Paragraph((Span(line.value, bold),))
    return Stack([Paragraph((Span(line.label),), Type(0.86, GREY)), value])


def _labelled(line: Line, *, bold: bool = True) -> Block:
    value = line.value.replace("≥ ", f"≥{NO_BREAK_SPACE}")
    return Paragraph((Span(f"{line.label}: ", bold=bold), Span(value)))


def _bold(text: str, size: float) -> Block:
    return Paragraph((Span(text, bold=True),), Type(size))


def _text(text: str) -> Block:
    return Paragraph((Span(text),))
