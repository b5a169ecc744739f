"""What the painted parts of the explanation have in common: fonts, colours, focus, voice."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from diabetes_desktop.ui.theme.theme import Theme

TEXT_PX, SMALL_PX = 12, 11


class Brush:
    """A painter on `widget` that knows the theme's colours and the two sizes of text."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        self.painter = QPainter(widget)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._theme = theme
        self._font = widget.font()

    def colour(self, name: str) -> QColor:
        """The colour called `name` in the tokens."""
        return QColor(getattr(self._theme.tokens, name))

    def pen(
        self,
        name: str,
        width: float = 1.0,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        """Draw lines in the colour called `name`."""
        pen = QPen(self.colour(name), width, style)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line with the pen."""
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def fill(self, rect: QRectF, name: str, radius: float = 2.0) -> None:
        """A rounded rectangle without a border."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(name))
        self.painter.drawRoundedRect(rect, radius, radius)

    def text(
        self,
        rect: QRectF,
        text: str,
        name: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        *,
        px: int = TEXT_PX,
        bold: bool = False,
    ) -> None:
        """`text` on one line, elided only where `rect` is too narrow for it."""
        font = sized(self._font, px, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(self.colour(name))
        metrics = QFontMetricsF(font)
        if metrics.horizontalAdvance(text) > rect.width() + 0.5:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self.painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, text)

    def focus_ring(self, widget: QWidget) -> None:
        """The frame of what has the keyboard."""
        self.pen("accent", 2)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 6, 6)


def sized(font: QFont, px: int, *, bold: bool = False) -> QFont:
    """`font` at `px` pixels."""
    made = QFont(font)
    made.setPixelSize(px)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def width_of(widget: QWidget, text: str, px: int = TEXT_PX, *, bold: bool = False) -> float:
    """How wide `text` is in the font of `widget` at `px` pixels."""
    return QFontMetricsF(sized(widget.font(), px, bold=bold)).horizontalAdvance(text)
