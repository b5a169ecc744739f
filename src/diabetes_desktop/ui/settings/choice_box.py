"""A list of choices for one setting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Emits `chosen` with key and value when the user, not the program, chooses."""

    chosen = Signal(str, object)

    def __init__(self, key: str, accessible: str) -> None:
        super().__init__()
        self._key = key
        self.setObjectName(key)
        self.setAccessibleName(accessible)
        self.activated.connect(lambda _: self.chosen.emit(self._key, self.currentData()))

    def show_choices(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        """Offer `choices` (value, text) with `value` chosen."""
        self.clear()
        for data, text in choices:
            self.addItem(text, data)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
