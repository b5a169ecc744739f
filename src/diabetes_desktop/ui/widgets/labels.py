"""Labels and frames whose look comes from the style sheet by role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from diabetes_desktop.ui.widgets.placing import place

NAMING_ROLES = ("title", "heading", "strong")


class RoleLabel(QLabel):
    """A label with a role of the style sheet: title, heading, strong, muted or note."""

    def __init__(self, role: str = "", *, wrap: bool = False) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setWordWrap(wrap)

    def setText(self, text: str) -> None:
        """Show `text`.

        What only names another widget is told apart from it by a colon in the accessible name, so
        that a screen reader's list, and UI automation, find one "Settings" to press, not two.
        """
        if "<" in text:
            # What a user or a model wrote is never markup. (Qt costs 38 ms before the first paint.)
            from PySide6.QtCore import Qt

            self.setTextFormat(Qt.TextFormat.PlainText)
        super().setText(text)
        if self.property("role") in NAMING_ROLES:
            self.setAccessibleName(f"{text.replace('&', '')}:")

    def set_tone(self, tone: str) -> None:
        """Colour by tone: "", "caution" or "alert"."""
        restyle(self, "tone", tone)


class Card(QFrame):
    """A surface with rounded corners; `column` is its layout."""

    def __init__(self, margin: int = 14, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(spacing)


class Banner(QFrame):
    """A sentence that must not be missed, with an icon; hidden while it has nothing to say."""

    ICONS = {"alert": "⚠", "caution": "⚠", "info": "ℹ"}  # noqa: RUF012 - constant

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._words: Callable[[], str] = str
        self._icon = QLabel()
        self._text = RoleLabel(wrap=True)
        place(row, self._icon)
        place(row, self._text, 1)
        self.hide()

    def text(self) -> str:
        """What it says now; empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str | Callable[[], str], tone: str = "alert") -> None:
        """Show `text` in `tone`: alert, caution or info; an empty text hides the banner.

        Words given as a function are asked for again when the language changes.
        """
        self._words = text if callable(text) else lambda: text
        self._icon.setText(self.ICONS[tone])
        for part in (self, self._icon, self._text):
            restyle(part, "tone", tone)
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show_words()
        super().changeEvent(event)

    def _show_words(self) -> None:
        text = self._words()
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


def line() -> QFrame:
    """A horizontal rule."""
    frame = QFrame()
    frame.setProperty("role", "line")
    return frame


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects on, and apply it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_focus(frame: QWidget, focused: bool) -> None:
    """Draw a field's frame with or without the focus.

    Put off until the event loop is idle: the first focus comes with the first paint, which would
    otherwise wait 38 ms for what PySide builds to hand out a QStyle.
    """
    QTimer.singleShot(0, frame, lambda: restyle(frame, "focus", focused))
