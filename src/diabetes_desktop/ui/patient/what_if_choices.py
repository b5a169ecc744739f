"""What-if dots of a category or a flag: one line per choice."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPolygonF

from diabetes_desktop.domain.explanation import Curve
from diabetes_desktop.domain.patient import Input
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.language import percent
from diabetes_desktop.ui.patient.explanation_picture import Brush, width_of
from diabetes_desktop.ui.patient.what_if_picture import PAD, TITLE, WhatIfPicture
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.patient_facts import choice_text
from diabetes_desktop.ui.wording.results import percent_beside
from diabetes_desktop.ui.wording.what_if import hypothetical_text

LINE = 17.0


class WhatIfChoices(WhatIfPicture):
    """Probability per choice; a click and the arrow keys ask "what if"."""

    runs_down = True

    def __init__(self, theme: Theme, spec: Input, accessible: str) -> None:
        super().__init__(theme, spec, accessible)
        self.setFixedHeight(int(TITLE + LINE * len(spec.choices) + 6))

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def stepped(self, steps: int) -> int:
        """The choice above or below: Right and Down go on, Left and Up go back."""
        return self.value() + (1 if steps > 0 else -1)

    def place_at(self, position: QPointF) -> int:
        """The choice on whose line `position` lies."""
        return max(self.minimum(), min(int((position.y() - TITLE) // LINE), self.maximum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        prediction, curve = self._shown
        brush = Brush(self, self._theme)
        self.paint_title(brush, hypothetical_text() if self.hypothetical else "")
        left, right = self._plot()
        bottom = TITLE + LINE * len(curve.values)
        brush.pen("muted", 1, Qt.PenStyle.DashLine)
        referral = left + (right - left) * prediction.referral_threshold
        brush.line(referral, TITLE, referral, bottom)
        for place in range(len(curve.values)):
            self._paint_choice(brush, prediction, curve, place, (left, right))
        if self.hasFocus():
            brush.focus_ring(self)
        brush.painter.end()

    def _plot(self) -> tuple[float, float]:
        """Left and right end of the lines, from 0 to 100 %."""
        texts = [choice_text(self.spec, each) for each in self.spec.choices]
        names = max(width_of(self, text, bold=True) for text in texts)
        percents = width_of(self, percent(1.0), bold=True)
        return PAD + names + 12, self.width() - PAD - percents - 14

    def _paint_choice(
        self,
        brush: Brush,
        prediction: Prediction,
        curve: Curve,
        place: int,
        plot: tuple[float, float],
    ) -> None:
        left, right = plot
        top = TITLE + LINE * place
        middle = top + LINE / 2
        probability = curve.probabilities[place]
        own, assumed = place == self._own, self.hypothetical and place == self.value()
        tone = "caution" if assumed else "text" if own else "muted"
        brush.text(
            QRectF(PAD, top, left - PAD, LINE),
            choice_text(self.spec, str(curve.values[place])),
            tone,
            bold=own or assumed,
        )
        brush.pen("border")
        brush.line(left, middle, right, middle)
        x = left + (right - left) * probability
        if assumed or own:
            self.paint_marker(brush, x, middle, own=own)
        else:
            _paint_dot(brush, x, middle, class_1=curve.outcomes[place] == 1)
        text = percent_beside(probability, prediction.referral_threshold)
        rest = QRectF(right + 9, top, self.width() - right - 9 - PAD, LINE)
        brush.text(rest, text, tone, Qt.AlignmentFlag.AlignRight, bold=own or assumed)


def _paint_dot(brush: Brush, x: float, y: float, *, class_1: bool) -> None:
    """Another choice: a ring, or a triangle where the model would answer class 1."""
    brush.painter.setBrush(brush.colour("surface"))
    if class_1:
        brush.pen("alert", 1.6)
        corners = [QPointF(x - 5, y + 4), QPointF(x + 5, y + 4), QPointF(x, y - 5)]
        brush.painter.drawPolygon(QPolygonF(corners))
        return
    brush.pen("accent", 1.6)
    brush.painter.drawEllipse(QPointF(x, y), 4, 4)
