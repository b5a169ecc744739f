"""The first start: make the account of the person who will administer the others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.widgets.password_edit import PasswordEdit
from diabetes_desktop.ui.widgets.placing import place


class FirstAccountScreen(QWidget):
    """Emits `submitted` with full name, user and password. A refusal keeps all that was typed."""

    submitted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._title = RoleLabel("title")
        self._subtitle = RoleLabel("muted", wrap=True)
        self._labels = [RoleLabel("strong") for _ in range(4)]
        self._name = QLineEdit()
        self._user = QLineEdit()
        self._password = PasswordEdit("new_password", "Password")
        self._repeat = PasswordEdit("repeat_password", "Repeat password")
        self._hint = RoleLabel("note", wrap=True)
        self.banner = Banner("first_account_error")
        self._button = QPushButton()
        self._name_controls()
        self._lay_out()
        self._button.clicked.connect(self._submit)
        self.setFocusProxy(self._name)
        self._retranslate()

    def fail(self, words: str | Callable[[], str]) -> None:
        """Say why the account was not made."""
        self.set_busy(False)
        self.banner.say(words)
        self.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the account is written nothing can be pressed twice."""
        for widget in (self._name, self._user, self._password, self._repeat, self._button):
            widget.setEnabled(not busy)

    def finish(self) -> None:
        """The account is made: forget the passwords."""
        self._password.clear()
        self._repeat.clear()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _submit(self) -> None:
        name, user, password = self._name.text(), self._user.text(), self._password.edit.text()
        if password != self._repeat.edit.text():
            self.banner.say(lambda: self.tr("The two passwords differ: type them again."))
            self._repeat.clear()
            self._repeat.setFocus()
            return
        self.banner.say("")
        self.set_busy(True)
        self.submitted.emit(name, user, password)

    def _name_controls(self) -> None:
        self._name.setObjectName("full_name")
        self._name.setAccessibleName("Full name")
        self._user.setObjectName("new_user")
        self._user.setAccessibleName("User")
        self._button.setObjectName("create_account")
        self._button.setAccessibleName("Create account")
        self._button.setProperty("role", "primary")
        self._name.returnPressed.connect(self._user.setFocus)
        self._user.returnPressed.connect(self._password.setFocus)
        self._password.submitted.connect(self._repeat.setFocus)
        self._repeat.submitted.connect(self._submit)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        place(column, self._title)
        place(column, self._subtitle)
        column.addSpacing(8)
        edits = (self._name, self._user, self._password, self._repeat)
        for label, edit in zip(self._labels, edits, strict=True):
            label.setBuddy(edit.edit if isinstance(edit, PasswordEdit) else edit)
            place(column, label)
            place(column, edit)
            if edit is self._password:
                place(column, self._hint)
            column.addSpacing(2)
        place(column, self.banner)
        column.addSpacing(4)
        place(column, self._button)
        column.addStretch(1)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Create the first account"))
        self._subtitle.setText(
            self.tr("It administers the others and can also use the model as a doctor.")
        )
        texts = [
            self.tr("&Full name"),
            self.tr("&User"),
            self.tr("&Password"),
            self.tr("&Repeat password"),
        ]
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self._hint.setText(self.tr("15 characters or more; a sentence is fine."))
        self._button.setText(self.tr("Create account"))
