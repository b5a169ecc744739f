"""Sign in: user, password, one generic error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.widgets.password_edit import PasswordEdit
from diabetes_desktop.ui.widgets.placing import place


class SignInScreen(QWidget):
    """Emits `submitted` with what was typed; the password leaves the field at once."""

    submitted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted")
        self._user_label = RoleLabel("strong")
        self._password_label = RoleLabel("strong")
        self._user = QLineEdit()
        self._user.setObjectName("user")
        self._user.setAccessibleName("User")
        self._password = PasswordEdit("password", "Password")
        self.banner = Banner("sign_in_error")
        self._button = QPushButton()
        self._button.setObjectName("sign_in")
        self._button.setAccessibleName("Sign in")
        self._button.setProperty("role", "primary")
        self._lay_out()
        self._user_label.setBuddy(self._user)
        self._password_label.setBuddy(self._password.edit)
        self._user.returnPressed.connect(self._password.setFocus)
        self._password.submitted.connect(self._submit)
        self._button.clicked.connect(self._submit)
        self.setFocusProxy(self._user)
        self._retranslate()

    def start(self) -> None:
        """Empty, ready to type."""
        self._user.clear()
        self._password.clear()
        self.banner.say("")
        self.set_busy(False)
        self._user.setFocus()

    def start_for(self, user: str) -> None:
        """As `start`, with the user filled in and the password to type."""
        self.start()
        self._user.setText(user)
        self._password.setFocus()

    def fail(self, words: str | Callable[[], str]) -> None:
        """Say why nobody came in; the user stays, the password is typed again."""
        self.set_busy(False)
        self.banner.say(words)
        self._password.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the password is checked nothing can be pressed twice."""
        for widget in (self._user, self._password, self._button):
            widget.setEnabled(not busy)
        self._button.setText(self.tr("Checking…") if busy else self.tr("Sign in"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _submit(self) -> None:
        user, password = self._user.text(), self._password.take()
        if not user.strip():
            self._user.setFocus()
        elif not password:
            self._password.setFocus()
        else:
            self.banner.say("")
            self.set_busy(True)
            self.submitted.emit(user, password)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        place(column, self._title)
        place(column, self._subtitle)
        column.addSpacing(16)
        place(column, self._user_label)
        place(column, self._user)
        column.addSpacing(8)
        place(column, self._password_label)
        place(column, self._password)
        column.addSpacing(8)
        place(column, self.banner)
        column.addSpacing(8)
        place(column, self._button)
        column.addStretch(1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Sign in"))
        self._subtitle.setText(self.tr("Only people authorized by the hospital"))
        self._user_label.setText(self.tr("&User"))
        self._password_label.setText(self.tr("&Password"))
        self._user.setAccessibleDescription(self.tr("User"))
        self._password.edit.setAccessibleDescription(self.tr("Password"))
        self.set_busy(not self._button.isEnabled())
