"""A password field with show and hide, and a Caps Lock warning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.ui.widgets.labels import RoleLabel, show_focus
from diabetes_desktop.ui.widgets.placing import place


class PasswordEdit(QWidget):
    """Never keeps what was typed: `take` reads and empties it."""

    submitted = Signal()

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__()
        self._frame = QFrame()
        self._frame.setProperty("role", "field")
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(accessible)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)
        self._reveal = QPushButton()
        self._reveal.setProperty("role", "link")
        self._reveal.setAutoDefault(False)
        self._reveal.setCheckable(True)
        self._reveal.toggled.connect(self._on_reveal)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 4, 0)
        place(row, self.edit, 1)
        place(row, self._reveal)
        self._caps = RoleLabel("note")
        self._caps.setProperty("tone", "caution")
        self._caps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        place(column, self._frame)
        place(column, self._caps)
        self.setFocusProxy(self.edit)
        self._retranslate()

    def take(self) -> str:
        """What was typed; the field is empty and hidden again afterwards."""
        text = self.edit.text()
        self.clear()
        return text

    def clear(self) -> None:
        """Forget what was typed, undo history included."""
        self.edit.setText("")  # not clear(): that one can be undone, and then shown
        self._reveal.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            show_focus(self._frame, event.type() == QEvent.Type.FocusIn)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice_caps_lock(event)
        return super().eventFilter(watched, event)

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        """Qt has no question for it: a capital without Shift tells, on every platform."""
        from PySide6.QtCore import Qt  # costs 25 ms: not before the first paint

        text = event.text()
        if text.isalpha() and text.upper() != text.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(text.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()

    def _on_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._retranslate()

    def _retranslate(self) -> None:
        shown = self._reveal.isChecked()
        self._reveal.setText(self.tr("hide") if shown else self.tr("show"))
        self._reveal.setAccessibleName("Hide password" if shown else "Show password")
        self._caps.setText(self.tr("Caps Lock is on"))
