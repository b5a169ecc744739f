"""The sample of a line or a dot that stands before its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from diabetes_desktop.ui.model.plot import DOT, PENS, Style
from diabetes_desktop.ui.theme.theme import Theme


class LegendMark(QWidget):
    """A piece of line, or a dot where `style` is None, before its words."""

    def __init__(self, theme: Theme, style: Style | None) -> None:
        super().__init__()
        self._theme = theme
        self._style = style
        self.setFixedSize(34, 16)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        if self._style is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.tokens.accent))
            painter.drawEllipse(middle, DOT, DOT)
        else:
            pattern, width = PENS[self._style]
            colour = QColor(getattr(self._theme.tokens, self._style.value))
            painter.setPen(QPen(colour, width, pattern))
            painter.drawLine(QPointF(2, middle.y()), QPointF(self.width() - 2, middle.y()))
        painter.end()
