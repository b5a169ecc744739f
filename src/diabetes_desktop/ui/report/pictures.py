"""The two pictures of the page, in black, white and grey: the risk scale and the bars.

What moved the model up is filled and what moved it down is hollow: no meaning hangs on a shade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from diabetes_desktop.ui.report.ink import BLACK, DARK, GREY, POINT, SetText, Span, Type, pen

SMALL = Type(0.86, GREY)
BAR_WIDTH_SHARE = (0.34, 0.92)  # where the bars begin and end, of the width
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
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(bar)
        painter.fillRect(QRectF(x, bar.y(), width * self.probability, bar.height()), QColor(DARK))
        tick = x + width * self.threshold
        # White beside the black: it is seen on the filled part too.
        painter.fillRect(QRectF(tick - 1.4 * POINT, y, 2.8 * POINT, 1.4 * unit), QColor("white"))
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
    """From the average (`base`, in percent) to this patient, input by input."""

    base: float
    bars: Sequence[Bar]
    base_text: str
    end_text: str

    def height(self, width: float, body: float) -> float:
        return (len(self.bars) * 1.32 + 1.5) * body * POINT

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        row = 1.32 * body * POINT
        levels = list(accumulate((bar.points for bar in self.bars), initial=self.base))
        low, high = min(0.0, *levels), max(levels)
        left, right = (x + width * share for share in BAR_WIDTH_SHARE)

        def place(level: float) -> float:
            return left + (level - low) / max(high - low, 1e-9) * (right - left)

        foot = y + len(self.bars) * row
        _upright(painter, place(self.base), y, foot, dashed=True)
        _upright(painter, place(levels[-1]), y, foot, dashed=False)
        for index, bar in enumerate(self.bars):
            ends = place(levels[index]), place(levels[index + 1])
            self._paint_bar(painter, bar, (x, y + index * row), (left, *ends), body)
        self._name_ends(painter, (place(self.base), place(levels[-1])), foot, (x, width), body)

    def _paint_bar(
        self,
        painter: QPainter,
        bar: Bar,
        corner: tuple[float, float],
        ends: tuple[float, float, float],
        body: float,
    ) -> None:
        (x, y), (left, start, end), unit = corner, ends, body * POINT
        fact = SetText(
            [Span(bar.fact)],
            Type(0.92, align=Qt.AlignmentFlag.AlignRight),
            left - x - 0.8 * unit,
            body,
        )
        fact.paint(painter, x, y)
        thickness = 0.78 * unit
        length = max(abs(end - start), NARROWEST_BAR * POINT)
        shape = QRectF(min(start, end), y + 0.28 * unit, length, thickness)
        painter.setPen(pen(0.7))
        painter.setBrush(QColor(DARK) if bar.points > 0 else Qt.GlobalColor.white)
        painter.drawRect(shape)
        value = SetText([Span(bar.points_text)], Type(0.86), unit * 8, body)
        value.paint(painter, shape.right() + 0.4 * unit, y + 0.08 * unit)

    def _name_ends(
        self,
        painter: QPainter,
        places: tuple[float, float],
        y: float,
        room: tuple[float, float],
        body: float,
    ) -> None:
        """The lower end's words at its left, the other's at its right: they never meet."""
        unit = body * POINT
        texts = [
            SetText([Span(text)], SMALL, room[1], body) for text in (self.base_text, self.end_text)
        ]
        pairs = sorted(zip(places, texts, strict=True), key=lambda pair: pair[0])
        (first, left), (second, right) = pairs
        left.paint(painter, max(room[0], first - left.natural_width - 0.2 * unit), y + 0.15 * unit)
        right.paint(
            painter,
            min(room[0] + room[1] - right.natural_width, second + 0.2 * unit),
            y + 0.15 * unit,
        )


def _upright(painter: QPainter, x: float, top: float, foot: float, *, dashed: bool) -> None:
    line = pen(0.7, GREY if dashed else BLACK)
    if dashed:
        line.setDashPattern([4, 3])
    painter.setPen(line)
    painter.drawLine(QLineF(x, top, x, foot + 3 * POINT))
