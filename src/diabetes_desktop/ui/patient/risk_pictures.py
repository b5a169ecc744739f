"""The probability as pictures: a scale with the referral line, and a hundred dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from diabetes_desktop.ui.theme.theme import Theme

COLUMNS, ROWS = 10, 10
DOT, PITCH = 8.0, 11.0


class _Picture(QWidget):
    """Paints a fraction in the tone of the result; the text beside it says the same in words."""

    def __init__(self, theme: Theme, size: QSize) -> None:
        super().__init__()
        self._theme = theme
        self._fraction = 0.0
        self._tone = "accent"
        self._size = size
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self._size

    def show_fraction(self, fraction: float, tone: str) -> None:
        """Paint `fraction` (0-1) in the colour called `tone` in the tokens."""
        self._fraction, self._tone = fraction, tone
        self.update()

    def _colour(self, name: str) -> QColor:
        return QColor(getattr(self._theme.tokens, name))


class RiskScale(_Picture):
    """A bar from 0 to 100 % with a tick at the referral threshold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, QSize(300, 26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._threshold = 0.1

    def set_threshold(self, threshold: float) -> None:
        """The referral threshold, as a fraction."""
        self._threshold = threshold
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._colour("border"))
        painter.setBrush(self._colour("window"))
        painter.drawRoundedRect(QRectF(0.5, 6.5, self.width() - 1, 13), 6.5, 6.5)
        painter.setPen(Qt.PenStyle.NoPen)
        filled = QRectF(0, 6, max(self.width() * self._fraction, 5.0), 14)
        painter.setBrush(self._colour(self._tone))
        painter.drawRoundedRect(filled, 7, 7)
        painter.setBrush(self._colour("text"))
        painter.drawRect(QRectF(self.width() * self._threshold - 1, 0, 2.5, 26))


class DotArray(_Picture):
    """A hundred people, those with diabetes filled: the same denominator always."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, QSize(int(COLUMNS * PITCH), int(ROWS * PITCH)))
        self.setFixedSize(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = people_of_100(self._fraction)
        on, off = self._colour(self._tone), self._colour("border")
        for index in range(COLUMNS * ROWS):
            row, column = divmod(index, COLUMNS)
            centre = QPointF((column + 0.5) * PITCH, (row + 0.5) * PITCH)
            # Those without diabetes are rings: the difference is not in the colour alone.
            painter.setPen(Qt.PenStyle.NoPen if index < filled else off)
            painter.setBrush(on if index < filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, DOT / 2, DOT / 2)


def people_of_100(fraction: float) -> int:
    """How many of 100 people; 0 and 100 only when they are exact to half a person."""
    return max(0, min(100, int(fraction * 100 + 0.5)))
