"""A few exclusive choices side by side, none of them chosen until the user does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

SIDE = 6  # padding and border of a segment, in the style sheet
NEXT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_next(event: QKeyEvent) -> bool:
    """Whether the key goes to the next field: Enter, that of the number pad too."""
    return event.key() in NEXT_KEYS and not _modified(event)


def _modified(event: QKeyEvent) -> bool:
    """Whether a modifier is held; the number pad and Shift for a capital are none."""
    free = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return bool(event.modifiers() & ~free)


def _width_when_chosen(button: QPushButton, text: str) -> int:
    """What is chosen is set in bold; the room for it is there before."""
    button.ensurePolished()
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(text) + 2 * SIDE


class _Segment(QPushButton):
    key_typed = Signal(str)
    advanced = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_next(event):
            self.advanced.emit()
        elif event.text().isalnum() and not _modified(event):
            self.key_typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class SegmentedChoice(QFrame):
    """Exclusive buttons. Space, the first letter, 1 or 0 choose; arrows move; Enter goes on."""

    chosen = Signal(object)
    advanced = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, small: bool = False):
        """`choices` are pairs of value and English accessible name."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "segments")
        self.setProperty("small", small)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for value, accessible in choices:
            button = self._make(name, value, accessible)
            row.addWidget(button)
        self._group.buttonToggled.connect(self._on_toggled)

    def _make(self, name: str, value: str, accessible: str) -> QPushButton:
        button = _Segment()
        button.setCheckable(True)
        button.setProperty("role", "segment")
        button.setObjectName(f"{name}.{value}")
        button.setAccessibleName(accessible)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.key_typed.connect(self._choose_by_letter)
        button.advanced.connect(self.advanced)
        self._group.addButton(button)
        self._buttons[value] = button
        if len(self._buttons) == 1:
            self.setFocusProxy(button)
        return button

    def set_texts(self, texts: Sequence[str], description: str = "") -> None:
        """The words on the buttons, in the order of the choices."""
        for button, text in zip(self._buttons.values(), texts, strict=True):
            button.setText(text)
            button.setMinimumWidth(_width_when_chosen(button, text))
            button.setAccessibleDescription(f"{description}: {text}" if description else text)

    def value(self) -> str | None:
        """What is chosen, or None."""
        return next((v for v, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, value: str | None) -> None:
        """Choose `value`, or nothing."""
        if value is None:
            self._group.setExclusive(False)
            for button in self._buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
            self.setFocusProxy(next(iter(self._buttons.values())))
        else:
            self._buttons[value].setChecked(True)

    def button(self, value: str) -> QPushButton:
        """The button of one choice."""
        return self._buttons[value]

    def _on_toggled(self, button: QPushButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.chosen.emit(self.value())

    def _choose_by_letter(self, letter: str) -> None:
        """The first letter of a choice, or its value where that is a digit: 1 is yes, 0 is no."""
        by_letter = {b.text()[:1].casefold(): b for b in reversed(self._buttons.values())}
        button = self._buttons.get(letter) or by_letter.get(letter.casefold())
        if button:
            button.setChecked(True)
            button.setFocus()
