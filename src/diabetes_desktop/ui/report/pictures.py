"""The two pictures of the page, in black, white and grey: the risk scale and the bars.

What moved the model up is filled and what moved it down is hollow: no meaning hangs on a shade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter

from diabetes_desktop.ui.report.ink import BLACK, DARK, GREY, POINT, WHITE, SetText, Span, Type, pen

SMALL = Type(0.86, GREY)
FACT, VALUE = Type(0.92), Type(0.86)
ROW, END_ROW = 1.32, 1.35  # heights, in lines
WIDEST_FACTS = 0.5  # of the width
VALUE_ROOM = 3.2  # right of the bars, in lines
LEAST_SPAN = 10.0  # percentage points over the whole width
NARROWEST_BAR = 0.8  # points


@dataclass(frozen=True, slots=True)
class RiskScale:
    """A probability (0-1) from 0 to 100 %, with a tick and its words at the referral threshold."""

    probability: float
    threshold: float
    threshold_text: str
    whole_text: str

    def height(self, width: float, body: float) -> float:
        return 2.55 * body * POINT

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        unit = body * POINT
        bar = QRectF(x, y + 0.3 * unit, width, 0.8 * unit)
        painter.setPen(pen(0.6))
        painter.setBrush(QColor(WHITE))
        painter.drawRect(bar)
        painter.fillRect(QRectF(x, bar.y(), width * self.probability, bar.height()), QColor(DARK))
        tick = x + width * self.threshold
        # White beside the black: it is seen on the filled part too.
        painter.fillRect(QRectF(tick - 1.4 * POINT, y, 2.8 * POINT, 1.4 * unit), QColor(WHITE))
        painter.fillRect(QRectF(tick - 0.7 * POINT, y, 1.4 * POINT, 1.4 * unit), QColor(BLACK))
        self._name_ends(painter, x, y + 1.45 * unit, width, body)

    def _name_ends(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        threshold = SetText([Span(self.threshold_text)], SMALL, width, body)
        whole = SetText([Span(self.whole_text)], SMALL, width, body)
        threshold.paint(painter, x + width * self.threshold - 0.2 * body * POINT, y)
        whole.paint(painter, x + width - whole.natural_width, y)


@dataclass(frozen=True, slots=True)
class Bar:
    """One input: what it is, by how many percentage points it moved the model, and in words."""

    fact: str
    points: float
    points_text: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From the average (`base`, in percent) above to this patient below, input by input."""

    base: float
    bars: Sequence[Bar]
    base_text: str
    end_text: str

    def height(self, width: float, body: float) -> float:
        return (len(self.bars) * ROW + 2 * END_ROW) * body * POINT

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        unit = body * POINT
        facts = [SetText([Span(bar.fact)], FACT, width * WIDEST_FACTS, body) for bar in self.bars]
        left = x + max(fact.natural_width for fact in facts) + 1.2 * unit
        scale = _Scale(self._levels(), left, x + width - VALUE_ROOM * unit)
        top, foot = y + END_ROW * unit, y + (END_ROW + len(self.bars) * ROW) * unit
        _upright(painter, scale.place(0), top, foot, dashed=True)
        _upright(painter, scale.place(-1), top, foot, dashed=False)
        for index, (bar, fact) in enumerate(zip(self.bars, facts, strict=True)):
            row = top + index * ROW * unit
            fact.paint(painter, left - 0.8 * unit - fact.natural_width, row + 0.12 * unit)
            ends = scale.place(index), scale.place(index + 1)
            _paint_bar(painter, bar, ends, row, body)
        _name_line(painter, self.base_text, scale.place(0), y, (x, width, body))
        _name_line(painter, self.end_text, scale.place(-1), foot + 3 * POINT, (x, width, body))

    def _levels(self) -> list[float]:
        return list(accumulate((bar.points for bar in self.bars), initial=self.base))


class _Scale:
    """Percentages across the page; a picture of small differences looks small."""

    def __init__(self, levels: Sequence[float], left: float, right: float) -> None:
        self._levels = levels
        self._left, self._right = left, right
        middle = (min(levels) + max(levels)) / 2
        half = max(max(levels) - min(levels), LEAST_SPAN) / 2
        self._low, self._span = middle - half, 2 * half

    def place(self, index: int) -> float:
        """Where the level after `index` bars stands."""
        share = (self._levels[index] - self._low) / self._span
        return self._left + share * (self._right - self._left)


def _paint_bar(
    painter: QPainter, bar: Bar, ends: tuple[float, float], y: float, body: float
) -> None:
    unit = body * POINT
    length = max(abs(ends[1] - ends[0]), NARROWEST_BAR * POINT)
    shape = QRectF(min(ends), y + 0.3 * unit, length, 0.78 * unit)
    painter.setPen(pen(0.7))
    painter.setBrush(QColor(DARK if bar.points > 0 else WHITE))
    painter.drawRect(shape)
    value = SetText([Span(bar.points_text)], VALUE, VALUE_ROOM * unit, body)
    place = shape.right() + 0.4 * unit
    painter.fillRect(QRectF(place, shape.y(), value.natural_width, shape.height()), QColor(WHITE))
    value.paint(painter, place, y + 0.16 * unit)


def _name_line(
    painter: QPainter, text: str, x: float, y: float, room: tuple[float, float, float]
) -> None:
    """Words centred on the line at `x`, inside the room from `left`, `width` wide."""
    left, width, body = room
    words = SetText([Span(text)], SMALL, width, body)
    centred = x - words.natural_width / 2
    words.paint(painter, min(max(centred, left), left + width - words.natural_width), y)


def _upright(painter: QPainter, x: float, top: float, foot: float, *, dashed: bool) -> None:
    line = pen(0.7, GREY if dashed else BLACK)
    if dashed:
        line.setDashPattern([4, 3])
    painter.setPen(line)
    painter.drawLine(QLineF(x, top, x, foot + 3 * POINT))
