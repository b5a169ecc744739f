"""The line that answers "what if": always said to be hypothetical, and never a result."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from diabetes_desktop.ui.patient.explanation_picture import Brush
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.announcing import announce
from diabetes_desktop.ui.widgets.labels import RoleLabel


class HypothesisStrip(QFrame):
    """How to ask, until somebody asks; then the answer, in a dashed frame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: Callable[[], str] | None = None
        self._icon = RoleLabel("note")
        self._icon.setText("◇")
        self._text = RoleLabel("note", wrap=True)
        self._text.setObjectName("hypothesis")
        self._text.setAccessibleDescription("Hypothetical answer")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        theme.changed.connect(self.update)

    def text(self) -> str:
        """What it says about a hypothetical patient; empty while there is none."""
        return "" if self._words is None else self._text.text()

    def clear(self) -> None:
        """End the hypothesis."""
        self._words = None
        self.setMinimumHeight(0)
        self._show_words()

    def say(self, words: Callable[[], str], asker: QWidget) -> None:
        """Show `words` and let a screen reader say them for `asker`, which was moved."""
        self._words = words
        self._show_words()
        announce(asker, self._text.text())
        # It grows with its words but does not shrink under the pointer of who is dragging.
        self.setMinimumHeight(max(self.minimumHeight(), self.heightForWidth(self.width())))
        self._come_into_sight(asker)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_words()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        brush = Brush(self, self._theme)
        if self._words is None:
            brush.pen("border", 1)
        else:
            brush.pen("caution", 1.6, Qt.PenStyle.DashLine)
        brush.painter.setBrush(Qt.BrushStyle.NoBrush)
        brush.painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        brush.painter.end()

    def _come_into_sight(self, asker: QWidget) -> None:
        """Scroll to the answer for who uses the keyboard; nothing moves under a mouse."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None and not QApplication.mouseButtons():
            parent.ensureWidgetVisible(self, 0, 6)
            parent.ensureWidgetVisible(asker, 0, 6)

    def _show_words(self) -> None:
        hint = self.tr(
            "What if…? Drag on a curve or press a dot, or go there with Tab and use the arrow "
            "keys. Escape goes back to the patient. It is never stored as the result."
        )
        self._text.setText(hint if self._words is None else self._words())
        tone = "" if self._words is None else "caution"
        self._text.set_tone(tone)
        self._icon.set_tone(tone)
        self.update()
