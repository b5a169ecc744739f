"""The what-if curve of a number: the model's steps as they are."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent

from diabetes_desktop.domain.case import Case, Quantity
from diabetes_desktop.domain.cutoffs import cutoffs
from diabetes_desktop.domain.explanation import Curve
from diabetes_desktop.domain.hypothesis import moved, typable, typed_unit
from diabetes_desktop.domain.patient import GLUCOSE, HBA1C, Input
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.domain.units import from_model_unit, to_model_unit
from diabetes_desktop.ui.language import number, threshold_text
from diabetes_desktop.ui.patient.explanation_picture import SMALL_PX, Brush, width_of
from diabetes_desktop.ui.patient.what_if_picture import PAD, TITLE, WhatIfPicture
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.inputs import quantity
from diabetes_desktop.ui.wording.results import percent_beside
from diabetes_desktop.ui.wording.what_if import answer_text, if_text

CUTOFFS, PLOT, AXIS = 13.0, 54.0, 17.0
NO_CUTOFFS = 3.0  # the line that an input without criteria does not need
Steps = list[tuple[float, float, float, int]]  # from, to, probability, class


class WhatIfCurve(WhatIfPicture):
    """Probability over one number; dragging and the arrow keys ask "what if"."""

    def __init__(self, theme: Theme, spec: Input, accessible: str) -> None:
        super().__init__(theme, spec, accessible)
        self._steps: Steps = []
        self._cutoffs: tuple[Quantity, ...] = ()
        self._top = TITLE + (CUTOFFS if spec in (HBA1C, GLUCOSE) else NO_CUTOFFS)
        self._bottom = self._top + PLOT
        self._plot = (0.0, 1.0)
        self.setFixedHeight(int(self._bottom + AXIS + 2))

    def sizeHint(self) -> QSize:
        return QSize(260, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def show_curve(self, prediction: Prediction, curve: Curve) -> None:
        """Draw `curve` with the cut-offs that belong beside it."""
        self._steps = steps(curve)
        self._cutoffs = cutoffs(prediction.case, self.spec, prediction.rules.guidelines)
        super().show_curve(prediction, curve)

    def stepped(self, count: int) -> int:
        """The place `count` typable steps beside the marker."""
        if self._shown is None:
            return self.value()
        prediction, curve = self._shown
        return moved(curve, self.value(), typed_unit(prediction.case, self.spec), count)

    def place_at(self, position: QPointF) -> int:
        """The place whose value is nearest to `position`."""
        if self._shown is None:
            return self.value()
        prediction, curve = self._shown
        left, right = self._measured()
        low, high = _ends(curve)
        share = (position.x() - left) / (right - left)
        there = curve.nearest(low + (high - low) * min(max(share, 0.0), 1.0))
        return typable(curve, there, typed_unit(prediction.case, self.spec))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        prediction, curve = self._shown
        self._plot = self._measured()
        brush = Brush(self, self._theme)
        self.paint_title(brush, *self._answers(prediction, curve))
        self._paint_steps(brush, curve)
        self._paint_axes(brush, prediction, curve)
        self._paint_cutoffs(brush, curve)
        own = self._point(curve, self._own)
        self.paint_marker(brush, *own, own=True)
        if self.hypothetical:
            x, y = self._point(curve, self.value())
            brush.pen("caution", 1)
            brush.line(x, self._top, x, self._bottom)
            self.paint_marker(brush, x, y, own=False)
        if self.hasFocus():
            brush.focus_ring(self)
        brush.painter.end()

    def _answers(self, prediction: Prediction, curve: Curve) -> list[str]:
        """What the marker says, in full and in short."""
        threshold = prediction.referral_threshold
        full = answer_text(prediction.case, self.spec, curve, self.value(), threshold)
        short = percent_beside(curve.probabilities[self.value()], threshold)
        return [if_text(each) if self.hypothetical else each for each in (full, short)]

    def _measured(self) -> tuple[float, float]:
        """Left and right end of the plot."""
        return PAD + width_of(self, threshold_text(1), SMALL_PX) + 6, self.width() - PAD - 4

    def _x(self, value: float, curve: Curve) -> float:
        left, right = self._plot
        low, high = _ends(curve)
        return left + (right - left) * (value - low) / (high - low)

    def _point(self, curve: Curve, place: int) -> tuple[float, float]:
        return self._x(float(curve.values[place]), curve), self._y(curve.probabilities[place])

    def _y(self, probability: float) -> float:
        return self._bottom - PLOT * probability

    def _paint_steps(self, brush: Brush, curve: Curve) -> None:
        """The ground under the curve, then the line: thick where the model answers class 1."""
        ground = QPainterPath(QPointF(self._x(self._steps[0][0], curve), self._bottom))
        paths = {0: QPainterPath(), 1: QPainterPath()}
        before: float | None = None
        for start, end, probability, outcome in self._steps:
            x, y = self._x(start, curve), self._y(probability)
            path = paths[outcome]
            path.moveTo(x, y if before is None else before)
            for line in (path, ground):
                line.lineTo(x, y)
                line.lineTo(self._x(end, curve), y)
            before = y
        ground.lineTo(ground.currentPosition().x(), self._bottom)
        brush.painter.fillPath(ground, brush.colour("accent_soft"))
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        for outcome, name, width in ((0, "accent", 1.8), (1, "alert", 3.2)):
            brush.pen(name, width)
            brush.painter.drawPath(paths[outcome])

    def _paint_axes(self, brush: Brush, prediction: Prediction, curve: Curve) -> None:
        left, right = self._plot
        brush.pen("border")
        brush.line(left, self._bottom + 0.5, right, self._bottom + 0.5)
        brush.line(left, self._top, left, self._bottom)
        brush.pen("muted", 1, Qt.PenStyle.DashLine)
        referral = self._y(prediction.referral_threshold)
        brush.line(left, referral, right, referral)
        align = Qt.AlignmentFlag.AlignRight
        for fraction, y in ((1.0, self._top - 2), (0.0, self._bottom - 11)):
            scale = QRectF(0, y, left - 4, 13)
            brush.text(scale, threshold_text(fraction), "muted", align, px=SMALL_PX)
        low, high = _end_texts(prediction.case, self.spec, curve)
        ends = QRectF(left, self._bottom + 1, right - left + 4, AXIS - 3)
        brush.text(ends, low, "muted", px=SMALL_PX)
        brush.text(ends, high, "muted", align, px=SMALL_PX)

    def _paint_cutoffs(self, brush: Brush, curve: Curve) -> None:
        taken = 0.0
        for cutoff in self._cutoffs:
            value = to_model_unit(cutoff.value, cutoff.unit)
            low, high = _ends(curve)
            if not low <= value <= high:
                continue
            x = self._x(value, curve)
            brush.pen("text", 1, Qt.PenStyle.DotLine)
            brush.line(x, self._top - 1, x, self._bottom)
            text = number(cutoff.value)
            width = width_of(self, text, SMALL_PX) + 2
            at = max(x - width / 2, taken)
            taken = at + width + 2
            brush.text(QRectF(at, TITLE - 1, width, CUTOFFS), text, "muted", px=SMALL_PX)


def steps(curve: Curve) -> Steps:
    """The curve as level pieces; it goes up or down halfway between two values that differ.

    Those lie as near to each other as numbers can where a forest's splits are known; anywhere
    else halfway is where the nearest value given changes, and no more is known.
    """
    values = [float(value) for value in curve.values]
    edges = [values[0], *((one + other) / 2 for one, other in pairwise(values)), values[-1]]
    pieces: Steps = []
    for place, (start, end) in enumerate(pairwise(edges)):
        probability, outcome = curve.probabilities[place], curve.outcomes[place]
        if pieces and pieces[-1][2:] == (probability, outcome):
            start = pieces.pop()[0]
        pieces.append((start, end, probability, outcome))
    return pieces


def _ends(curve: Curve) -> tuple[float, float]:
    return float(curve.values[0]), float(curve.values[-1])


def _end_texts(case: Case, spec: Input, curve: Curve) -> tuple[str, str]:
    """Both ends of the axis in the unit typed; the unit itself beside the upper one."""
    unit = typed_unit(case, spec)
    low, high = (from_model_unit(end, unit) for end in _ends(curve))
    return number(low, 1), quantity(high, unit, 1)
