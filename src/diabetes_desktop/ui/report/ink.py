"""Type on the page: sizes in twentieths of a point, so that every device lays out alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

POINT = 20.0  # units
SPACE = ord(" ")
# As text: a QColor can be changed. Grey has 8.9 : 1 on white, and survives a fax.
BLACK, DARK, GREY, WHITE = "#000000", "#2b2b2b", "#4a4a4a", "#ffffff"
# Plain faces with every letter of Western Europe, as they come with each system.
_FACES = ("Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set; `size` is relative to the page's own."""

    size: float = 1.0
    colour: str = BLACK
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class SetText:
    """Words broken into lines of at most `width` units; nothing is cut off."""

    def __init__(self, spans: Sequence[Span], kind: Type, width: float, body: float) -> None:
        """`body` is the page's type size in points."""
        self._kind = kind
        text = "".join(span.text for span in spans)
        self._layout = QTextLayout(text, page_font(body * kind.size))
        option = QTextOption(kind.align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(list(_bold_ranges(spans)))
        self.height = self._break_lines(width)

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its upper left corner at `x`, `y`."""
        painter.setPen(QColor(self._kind.colour))
        self._layout.draw(painter, QPointF(x, y))

    @property
    def natural_width(self) -> float:
        """The width of its longest line."""
        return max(
            (self._layout.lineAt(i).naturalTextWidth() for i in range(self._layout.lineCount())),
            default=0.0,
        )

    def _break_lines(self, width: float) -> float:
        y = 0.0
        units = memoryview(self._layout.text().encode("utf-16-le")).cast("H")  # as Qt counts
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            _break_at_space(line, units, width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        self._layout.endLayout()
        return y


def _break_at_space(line: QTextLine, units: Sequence[int], width: float) -> None:
    """Never break "mg/dL" or "UTC-05:00", as Unicode would allow, where there is a space."""
    start, end = line.textStart(), line.textStart() + line.textLength()
    if end == len(units) or units[end - 1] == SPACE:
        return
    space = next((at for at in range(end - 1, start, -1) if units[at] == SPACE), None)
    if space is not None:
        line.setNumColumns(space + 1 - start, width)


def page_font(points: float, *, bold: bool = False) -> QFont:
    """The page's face at `points`."""
    font = QFont(_face())
    # A style sheet of the program sets fonts of widgets only; here the size is the page's.
    font.setPixelSize(round(points * POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setBold(bold)
    return font


def pen(points: float, colour: str = BLACK) -> QPen:
    """A pen `points` wide, with sharp corners."""
    made = QPen(QColor(colour))
    made.setWidthF(points * POINT)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return made


@lru_cache(maxsize=1)
def _face() -> str:
    return next((face for face in _FACES if QFontDatabase.hasFamily(face)), QFont().family())


def _bold_ranges(spans: Sequence[Span]) -> Sequence[QTextLayout.FormatRange]:
    ranges, start = [], 0
    for span in spans:
        # Qt counts UTF-16 units.
        length = len(span.text.encode("utf-16-le")) // 2
        if span.bold:
            each = QTextLayout.FormatRange()
            each.start, each.length = start, length
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            each.format = bold
            ranges.append(each)
        start += length
    return ranges
