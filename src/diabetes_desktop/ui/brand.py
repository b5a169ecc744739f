"""The mark of the program: a drop, painted so that it is sharp at any scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap

BRAND = "#0f66b3"


def drop_path(size: float) -> QPainterPath:
    """A drop inside a square of `size` logical pixels."""
    path = QPainterPath(QPointF(size * 0.5, size * 0.04))
    path.cubicTo(
        QPointF(size * 0.62, size * 0.30),
        QPointF(size * 0.88, size * 0.42),
        QPointF(size * 0.88, size * 0.63),
    )
    path.cubicTo(
        QPointF(size * 0.88, size * 0.84),
        QPointF(size * 0.71, size * 0.97),
        QPointF(size * 0.5, size * 0.97),
    )
    path.cubicTo(
        QPointF(size * 0.29, size * 0.97),
        QPointF(size * 0.12, size * 0.84),
        QPointF(size * 0.12, size * 0.63),
    )
    path.cubicTo(
        QPointF(size * 0.12, size * 0.42),
        QPointF(size * 0.38, size * 0.30),
        QPointF(size * 0.5, size * 0.04),
    )
    return path


def drop_pixmap(size: int, colour: str = BRAND, ratio: float = 2.0) -> QPixmap:
    """The drop in `colour`, `size` logical pixels wide, for screens up to `ratio`."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(drop_path(size), QColor(colour))
    painter.end()
    return pixmap


def program_icon() -> QIcon:
    """The icon of the windows."""
    icon = QIcon()
    for size in (16, 32, 64):
        icon.addPixmap(drop_pixmap(size, ratio=1.0))
    return icon
