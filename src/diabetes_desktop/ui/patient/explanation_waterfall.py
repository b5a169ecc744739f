"""The waterfall: from the average answer to this patient's, one bar per input."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.patient import INPUTS
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import threshold_text
from diabetes_desktop.ui.patient.explanation_picture import (
    SMALL_PX,
    Brush,
    width_of,
)
from diabetes_desktop.ui.patient.explanation_scale import Scale, bars, scale_for
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.announcing import announce
from diabetes_desktop.ui.wording.explanation import (
    ContributionRow,
    base_text,
    contribution_rows,
    row_text,
    waterfall_text,
)
from diabetes_desktop.ui.wording.results import probability_text

ROW, BAR, LINE = 23.0, 13.0, 18.0
GAP, SIGN = 10.0, 12.0  # beside the plot; the triangle before the points
LEAST_BAR = 3.0
WIDEST_LABELS = 0.6  # of the whole width
UP_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Left)
DOWN_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Right)


class Waterfall(QWidget):
    """Bars that each begin where the one before ended; the arrow keys go from row to row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Prediction, Explanation] | None = None
        self._rows: list[ContributionRow] = []
        self._bars: list[tuple[float, float]] = []
        self._scale = Scale(0, 1)
        self._ends = ("", "")
        self._current: int | None = None
        self.setObjectName("waterfall")
        self.setAccessibleName("Why this result")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(int(3 * LINE + len(INPUTS) * ROW))
        theme.changed.connect(self.update)

    @property
    def current(self) -> ContributionRow | None:
        """The row that the keyboard is on."""
        return None if self._current is None else self._rows[self._current]

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.height())

    def show_explanation(self, prediction: Prediction, explanation: Explanation) -> None:
        """Draw `explanation`, in the language on screen."""
        self._shown = prediction, explanation
        self._rows = contribution_rows(prediction, explanation)
        contributions = [row.points / 100 for row in self._rows]
        self._bars = bars(explanation.base, contributions)
        reached = [end for bar in self._bars for end in bar]
        self._scale = scale_for([*reached, explanation.probability])
        self._current = None
        self._ends = (
            self.tr("average {0}").format(base_text(explanation.base)),
            self.tr("this patient {0}").format(probability_text(prediction)),
        )
        self.setAccessibleDescription(waterfall_text(prediction, explanation))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self.show_explanation(*self._shown)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._rows) - 1
        now = self._current
        if event.key() in DOWN_KEYS:
            self._go_to(0 if now is None else min(now + 1, last))
        elif event.key() in UP_KEYS:
            self._go_to(last if now is None else max(now - 1, 0))
        elif event.key() == Qt.Key.Key_Home:
            self._go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self._go_to(last)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int((event.position().y() - LINE) // ROW)
        if 0 <= row < len(self._rows):
            self._go_to(row)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._current = None
        if self._shown is not None:
            self.setAccessibleDescription(waterfall_text(*self._shown))
        self.update()
        super().focusOutEvent(event)

    def _go_to(self, row: int) -> None:
        self._current = row
        announce(self, row_text(self._rows[row]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        brush = Brush(self, self._theme)
        left, right = self._plot()
        bottom = LINE + len(self._rows) * ROW
        self._paint_lines(brush, left, right, bottom)
        for place, row in enumerate(self._rows):
            self._paint_row(brush, place, row, left, right)
        if self.hasFocus():
            brush.focus_ring(self)
        brush.painter.end()

    def _plot(self) -> tuple[float, float]:
        """Left and right end of the bars' ground: between the facts and the points."""
        facts = max(width_of(self, row.fact) for row in self._rows)
        points = max(width_of(self, row.points_text, bold=True) for row in self._rows)
        left = min(facts + 6, WIDEST_LABELS * self.width()) + GAP
        return left, self.width() - points - SIGN - GAP - 8

    def _x(self, fraction: float, left: float, right: float) -> float:
        return left + (right - left) * self._scale.share(fraction)

    def _paint_lines(self, brush: Brush, left: float, right: float, bottom: float) -> None:
        """The average on top, this patient below, the ends of the scale under both."""
        if self._shown is None:
            return
        _, explanation = self._shown
        base = self._x(explanation.base, left, right)
        own = self._x(explanation.probability, left, right)
        brush.pen("border")
        brush.line(left, bottom + LINE, right, bottom + LINE)
        brush.pen("muted", 1.2, Qt.PenStyle.DashLine)
        brush.line(base, LINE, base, bottom)
        brush.pen("text", 1.6)
        brush.line(own, LINE, own, bottom)
        self._label(brush, base, 0, self._ends[0], "muted")
        self._label(brush, own, bottom, self._ends[1], "text", bold=True)
        for end in self._scale.labelled:
            x = self._x(end, left, right)
            brush.pen("border")
            brush.line(x, bottom + LINE, x, bottom + LINE + 4)
            self._label(brush, x, bottom + LINE + 2, threshold_text(end), "muted", px=SMALL_PX)

    def _label(
        self,
        brush: Brush,
        x: float,
        y: float,
        text: str,
        name: str,
        *,
        px: int = 12,
        bold: bool = False,
    ) -> None:
        """`text` centred on `x`, moved where it would leave the picture."""
        width = width_of(self, text, px, bold=bold) + 2
        at = min(max(x - width / 2, 2.0), self.width() - width - 2)
        brush.text(
            QRectF(at, y, width, LINE), text, name, Qt.AlignmentFlag.AlignHCenter, px=px, bold=bold
        )

    def _paint_row(
        self, brush: Brush, place: int, row: ContributionRow, left: float, right: float
    ) -> None:
        top = LINE + place * ROW
        if place == self._current:
            brush.fill(QRectF(3, top + 1, self.width() - 6, ROW - 2), "accent_soft", 4)
        start, end = (self._x(each, left, right) for each in self._bars[place])
        tone = "alert" if row.points > 0 else "positive"
        if row.points:
            low, width = min(start, end), max(abs(end - start), LEAST_BAR)
            brush.fill(QRectF(low, top + (ROW - BAR) / 2, width, BAR), tone)
        if place + 1 < len(self._rows):
            brush.pen("muted", 0.8)
            brush.line(end, top + (ROW + BAR) / 2, end, top + ROW + (ROW - BAR) / 2)
        align = Qt.AlignmentFlag.AlignRight
        brush.text(QRectF(4, top, left - GAP - 4, ROW), row.fact, "text", align)
        tone = tone if row.points else "muted"
        at = right + GAP
        if row.points:
            self._paint_sign(brush, at, top + ROW / 2, tone, up=row.points > 0)
        rest = QRectF(at + SIGN, top, self.width() - at - SIGN - 6, ROW)
        brush.text(rest, row.points_text, tone, align, bold=True)

    def _paint_sign(self, brush: Brush, x: float, y: float, tone: str, *, up: bool) -> None:
        """A triangle: upwards for what raised the answer, downwards for what lowered it."""
        turn = -1 if up else 1
        corners = [
            QPointF(x, y - 3 * turn),
            QPointF(x + 8, y - 3 * turn),
            QPointF(x + 4, y + 4 * turn),
        ]
        brush.painter.setPen(Qt.PenStyle.NoPen)
        brush.painter.setBrush(brush.colour(tone))
        brush.painter.drawPolygon(QPolygonF(corners))
