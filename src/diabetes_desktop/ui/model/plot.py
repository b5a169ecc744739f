"""A plot of lines, dots and intervals on two axes, painted with the theme's own colours.

Told apart by the style of the line and the shape of the mark, not by colour alone. What it shows
is said in words by the card that it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from diabetes_desktop.ui.theme.theme import Theme

LEFT, RIGHT, TOP, BOTTOM = 58, 16, 12, 46  # pixels around the plot for the axes' words
TICK_TEXT = 11  # pixels
FAINT = 0.2
DOT = 4.5  # pixels, radius
CAP = 3.5  # pixels, half the bar at the end of an interval


class Style(Enum):
    """How a line is drawn; its value is the token of its colour."""

    MODEL = "accent"  # solid, thick
    REFERENCE = "muted"  # dashed
    CRITERION = "caution"  # dash and dot
    NOTHING = "text"  # dotted


PENS = {
    Style.MODEL: (Qt.PenStyle.SolidLine, 2.4),
    Style.REFERENCE: (Qt.PenStyle.DashLine, 1.6),
    Style.CRITERION: (Qt.PenStyle.DashDotLine, 2.0),
    Style.NOTHING: (Qt.PenStyle.DotLine, 1.8),
}


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured along one side: its words, its ends and its ticks (place and text)."""

    label: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    scale: Callable[[float], float] = float

    def place(self, value: float) -> float:
        """Where `value` lies between the ends, 0 to 1 (or outside)."""
        low, high = self.scale(self.low), self.scale(self.high)
        return (self.scale(value) - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Line:
    """Points to join."""

    points: Sequence[tuple[float, float]]
    style: Style


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with an interval across it, where there is one, and words below or above it."""

    x: float
    y: float
    interval: tuple[float, float] | None = None
    label: str = ""
    above: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a plot shows."""

    x: Axis
    y: Axis
    lines: Sequence[Line]
    dots: Sequence[Dot] = ()


class Plot(QWidget):
    """Paints a `Drawing`; follows the theme."""

    def __init__(self, theme: Theme, drawing: Drawing, name: str, said: str) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = drawing
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumWidth(220)
        self.setMaximumWidth(600)
        self.setFixedHeight(270)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, 270)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        self._draw_axes(painter, area)
        painter.save()
        painter.setClipRect(area.adjusted(-DOT, -DOT, DOT, DOT))
        for line in self._drawing.lines:
            painter.setPen(self._pen(line.style))
            painter.drawPolyline(QPolygonF([self._at(area, *point) for point in line.points]))
        painter.restore()
        for dot in self._drawing.dots:
            self._draw_dot(painter, area, dot)
        painter.end()

    def _at(self, area: QRectF, x: float, y: float) -> QPointF:
        across, up = self._drawing.x.place(x), self._drawing.y.place(y)
        # Far outside, Qt would draw a dashed line dash by dash.
        up = min(max(up, -2.0), 3.0)
        return QPointF(area.left() + across * area.width(), area.bottom() - up * area.height())

    def _pen(self, style: Style) -> QPen:
        pattern, width = PENS[style]
        return QPen(self._colour(style.value), width, pattern)

    def _colour(self, token: str) -> QColor:
        return QColor(getattr(self._theme.tokens, token))

    def _faint(self) -> QColor:
        """Behind everything else: a fifth of the way from the ground to the words, in any theme."""
        ground, words = self._colour("surface"), self._colour("muted")
        ends = (
            (ground.red(), words.red()),
            (ground.green(), words.green()),
            (ground.blue(), words.blue()),
        )
        return QColor(*(round(low + (high - low) * FAINT) for low, high in ends))

    def _draw_axes(self, painter: QPainter, area: QRectF) -> None:
        small = painter.font()
        small.setPixelSize(TICK_TEXT)
        painter.setFont(small)
        x, y = self._drawing.x, self._drawing.y
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for value, text in x.ticks:
            at = area.left() + x.place(value) * area.width()
            words = QRectF(at - 30, area.bottom() + 5, 60, 16)
            self._draw_tick(painter, (QPointF(at, area.top()), QPointF(at, area.bottom())))
            painter.drawText(words, centred, text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, text in y.ticks:
            at = area.bottom() - y.place(value) * area.height()
            words = QRectF(18, at - 8, LEFT - 25, 16)
            self._draw_tick(painter, (QPointF(area.left(), at), QPointF(area.right(), at)))
            painter.drawText(words, right, text)
        self._draw_names(painter, area)

    def _draw_tick(self, painter: QPainter, line: tuple[QPointF, QPointF]) -> None:
        """The line across; the pen is left as the tick's words need it."""
        painter.setPen(QPen(self._faint(), 1))
        painter.drawLine(*line)
        painter.setPen(QPen(self._colour("muted"), 1))

    def _draw_names(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(self._colour("muted"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.topLeft())
        painter.setPen(QPen(self._colour("text"), 1))
        below = QRectF(0, area.bottom() + 24, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._drawing.x.label)
        painter.save()
        painter.translate(9, area.center().y())
        painter.rotate(-90)
        half = self.height() / 2
        beside = QRectF(-half, -9, 2 * half, 18)
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, self._drawing.y.label)
        painter.restore()

    def _draw_dot(self, painter: QPainter, area: QRectF, dot: Dot) -> None:
        centre = self._at(area, dot.x, dot.y)
        colour = self._colour("accent")
        if dot.interval is not None:
            painter.setPen(QPen(colour, 1.6))
            low, high = (self._at(area, dot.x, end) for end in dot.interval)
            painter.drawLine(low, high)
            for end in (low, high):
                painter.drawLine(end - QPointF(CAP, 0), end + QPointF(CAP, 0))
        painter.setPen(QPen(self._colour("surface"), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(centre, DOT, DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if dot.label:
            painter.setPen(QPen(self._colour("text"), 1))
            painter.drawText(centre + QPointF(6, -9 if dot.above else 16), dot.label)
