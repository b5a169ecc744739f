"""The report's one page, painted alike on a PDF, a printer and a picture: black on white."""

from __future__ import annotations

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPainter

from diabetes_desktop.domain.result import Result
from diabetes_desktop.ui.report.composition import composed
from diabetes_desktop.ui.report.ink import POINT

MARGIN = 40 * POINT  # 14 mm: every printer reaches there
GAP_ABOVE_FOOT = 0.8  # lines
BODY_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # points; the largest that fits is taken
LEAST = QSizeF(590, 780)  # points, A4's width and Letter's height: less is painted smaller
SHRINK = 0.96


class Page:
    """The page of one result on `paper` (its size in points), in the language on screen.

    `type_size` is the size of its type on the paper, in points.
    """

    def __init__(self, result: Result, paper: QSizeF) -> None:
        self._parts = composed(result)
        self._paper = paper
        small = min(paper.width() / LEAST.width(), paper.height() / LEAST.height())
        self._factor = min(1.0, small)
        self._body = self._fitting_size()
        # What does not fit in the smallest type is laid out on a larger sheet and painted smaller.
        while not self._body:
            self._factor *= SHRINK
            self._body = self._fitting_size()
        self.type_size = self._body * self._factor

    def paint(self, painter: QPainter) -> None:
        """Paint it; one unit of `painter` is one twentieth of a point."""
        width, bottom = self._room()
        painter.save()
        painter.scale(self._factor, self._factor)
        self._parts.body.paint(painter, MARGIN, MARGIN, width, self._body)
        height = self._parts.foot.height(width, self._body)
        self._parts.foot.paint(painter, MARGIN, bottom - height, width, self._body)
        painter.restore()

    def _room(self) -> tuple[float, float]:
        """The width between the margins and where the lower one begins, in units of the sheet."""
        unit = POINT / self._factor
        width, height = self._paper.width() * unit, self._paper.height() * unit
        return width - 2 * MARGIN, height - MARGIN

    def _fitting_size(self) -> float:
        """The largest type in which all of it fits on the sheet; 0 if none does."""
        width, bottom = self._room()
        parts = (self._parts.body, self._parts.foot)
        for size in BODY_SIZES:
            height = sum(part.height(width, size) for part in parts)
            if MARGIN + height + GAP_ABOVE_FOOT * size * POINT <= bottom:
                return size
        return 0.0
