"""What a page is made of: blocks that know their height and paint themselves.

Widths, heights and places are in the units of `ink`; `body` is the page's type size in points, and
everything in a block grows and shrinks with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from diabetes_desktop.ui.report.ink import BLACK, POINT, SetText, Span, Type, pen


class Block(Protocol):
    """A part of the page."""

    def height(self, width: float, body: float) -> float:
        """How much it needs below itself when it is `width` wide."""

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        """Draw it with its upper left corner at `x`, `y`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: tuple[Span, ...]
    kind: Type = field(default=Type())

    def height(self, width: float, body: float) -> float:
        return SetText(self.spans, self.kind, width, body).height

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        SetText(self.spans, self.kind, width, body).paint(painter, x, y)


@dataclass(frozen=True, slots=True)
class Gap:
    """Room between blocks, in lines of text."""

    lines: float

    def height(self, width: float, body: float) -> float:
        return self.lines * body * POINT

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        return


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line, `points` thick."""

    points: float = 0.5

    def height(self, width: float, body: float) -> float:
        return self.points * POINT

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        painter.fillRect(QRectF(x, y, width, self.points * POINT), QColor(BLACK))


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks one below the other."""

    blocks: Sequence[Block]

    def height(self, width: float, body: float) -> float:
        return sum(block.height(width, body) for block in self.blocks)

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        for block in self.blocks:
            block.paint(painter, x, y, width, body)
            y += block.height(width, body)


@dataclass(frozen=True, slots=True)
class Columns:
    """Two blocks side by side; the left one takes `share` of the width, `gap` lines lie between."""

    left: Block
    right: Block
    share: float = 0.5
    gap: float = 1.0

    def height(self, width: float, body: float) -> float:
        left, right = self._widths(width, body)
        return max(self.left.height(left, body), self.right.height(right, body))

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        left, right = self._widths(width, body)
        self.left.paint(painter, x, y, left, body)
        self.right.paint(painter, x + width - right, y, right, body)

    def _widths(self, width: float, body: float) -> tuple[float, float]:
        free = width - self.gap * body * POINT
        return free * self.share, free * (1 - self.share)


@dataclass(frozen=True, slots=True)
class Frame:
    """A block inside a box that can't be missed, with a filled margin at its left."""

    inside: Block
    points: float = 1.2

    def height(self, width: float, body: float) -> float:
        inner, pad = self._inner(width, body)
        return self.inside.height(inner, body) + 2 * pad

    def paint(self, painter: QPainter, x: float, y: float, width: float, body: float) -> None:
        inner, pad = self._inner(width, body)
        height = self.height(width, body)
        painter.setPen(pen(self.points))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(x, y, width, height))
        painter.fillRect(QRectF(x, y, pad / 2, height), QColor(BLACK))
        self.inside.paint(painter, x + 1.6 * pad, y + pad, inner, body)

    def _inner(self, width: float, body: float) -> tuple[float, float]:
        pad = 0.6 * body * POINT
        return width - 2.6 * pad, pad
