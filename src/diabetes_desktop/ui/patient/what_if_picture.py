"""What a what-if curve and a row of dots share: a marker that goes to hypothetical values.

It is a slider to whoever can't see it: its value is the place in the curve, and what that means
is its description.
"""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from diabetes_desktop.domain.explanation import Curve
from diabetes_desktop.domain.hypothesis import LARGE_STEP, place_of
from diabetes_desktop.domain.patient import Input
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.patient.explanation_picture import Brush, width_of
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.wording.inputs import input_label
from diabetes_desktop.ui.wording.what_if import curve_text

TITLE, PAD = 20.0, 6.0


class WhatIfPicture(QAbstractSlider):
    """Emits `assumed` with a place of the curve, or with None back at the patient's own value."""

    assumed = Signal(object)
    runs_down = False  # whether the values stand one below the other

    def __init__(self, theme: Theme, spec: Input, accessible: str) -> None:
        super().__init__()
        self.spec = spec
        self._theme = theme
        self._shown: tuple[Prediction, Curve] | None = None
        self._own = 0
        self.setObjectName(f"what_if.{spec.name}")
        self.setAccessibleName(f"What if: {accessible}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_moved)
        theme.changed.connect(self.update)

    def show_curve(self, prediction: Prediction, curve: Curve) -> None:
        """Draw `curve` of the patient of `prediction`, who stands where the marker stands."""
        self._shown = prediction, curve
        self._own = place_of(curve, prediction.patient, self.spec)
        self.blockSignals(True)
        self.setRange(0, len(curve.values) - 1)
        self.setValue(self._own)
        self.blockSignals(False)
        self.describe()
        self.updateGeometry()
        self.update()

    @property
    def hypothetical(self) -> bool:
        """Whether the marker stands anywhere but at the patient's own value."""
        return self._shown is not None and self.value() != self._own

    def back_to_patient(self) -> None:
        """End the hypothesis."""
        if self._shown is not None:
            self.setValue(self._own)

    def describe(self) -> None:
        """Say in words what the picture shows."""
        if self._shown is not None:
            prediction, curve = self._shown
            self.setAccessibleDescription(curve_text(prediction, self.spec, curve))

    def stepped(self, steps: int) -> int:
        """The place `steps` beside the marker."""
        return self.value() + steps

    @abstractmethod
    def place_at(self, position: QPointF) -> int:
        """The place nearest to `position` in the picture."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._shown is None:
            return
        key = event.key()
        if key == Qt.Key.Key_Escape and self.hypothetical:
            self.back_to_patient()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.setValue(self.minimum() if key == Qt.Key.Key_Home else self.maximum())
        elif steps := self._steps_of(event):
            self.setValue(self.stepped(steps))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._shown is not None and event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self.place_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._shown is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self.place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.back_to_patient()
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.describe()
            self.update()
        super().changeEvent(event)

    def _steps_of(self, event: QKeyEvent) -> int:
        large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        size = LARGE_STEP if large else 1
        up = -1 if self.runs_down else 1
        return {
            Qt.Key.Key_Left: -size,
            Qt.Key.Key_Right: size,
            Qt.Key.Key_Down: -size * up,
            Qt.Key.Key_Up: size * up,
            Qt.Key.Key_PageDown: -LARGE_STEP * up,
            Qt.Key.Key_PageUp: LARGE_STEP * up,
        }.get(Qt.Key(event.key()), 0)

    def _on_moved(self, place: int) -> None:
        self.update()
        if not self.hypothetical:
            self.describe()
        self.assumed.emit(place if self.hypothetical else None)

    def paint_title(self, brush: Brush, *answers: str) -> None:
        """The input's name, and beside it the longest of `answers` for which there is room."""
        name, bold = input_label(self.spec.name), self.hypothetical
        end = PAD + width_of(self, name, bold=True) + 2
        rest = QRectF(end + PAD, 2, self.width() - end - 2 * PAD, TITLE - 2)
        fitting = [each for each in answers if width_of(self, each, bold=bold) <= rest.width()]
        brush.text(QRectF(PAD, 2, end - PAD, TITLE - 2), name, "text", bold=True)
        if fitting:
            tone = "caution" if bold else "muted"
            brush.text(rest, fitting[0], tone, Qt.AlignmentFlag.AlignRight, bold=bold)

    def paint_marker(self, brush: Brush, x: float, y: float, *, own: bool) -> None:
        """The patient: a filled dot. A hypothesis: a hollow diamond."""
        centre = QPointF(x, y)
        if own:
            brush.pen("surface", 1.5)
            brush.painter.setBrush(brush.colour("text"))
            brush.painter.drawEllipse(centre, 5, 5)
            return
        brush.pen("caution", 2)
        brush.painter.setBrush(brush.colour("surface"))
        brush.painter.drawPolygon(
            [QPointF(x, y - 6), QPointF(x + 6, y), QPointF(x, y + 6), QPointF(x - 6, y)]
        )
