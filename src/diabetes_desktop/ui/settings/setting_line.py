"""One setting: its name at the left, what is set at the right, and who set it below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from diabetes_desktop.ui.services import Services
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.setting_faults import Verdict, verdict
from diabetes_desktop.ui.wording.settings_origin import origin_text

NAMES_WIDTH = 150  # pixels


class SettingLine(QWidget):
    """Holds `field`, with what belongs to it behind it."""

    def __init__(self, field: QWidget, *trailing: QWidget) -> None:
        super().__init__()
        self._name = RoleLabel("strong", wrap=True)
        self._name.setFixedWidth(NAMES_WIDTH)
        self._name.setBuddy(field)
        self._field = field
        self._note = RoleLabel("note", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._name, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        for column, widget in enumerate((field, *trailing), start=1):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self._note, 1, 1, 1, 1 + len(trailing))

    def name(self, text: str) -> None:
        """What the setting is called."""
        self._name.setText(text)

    def say(self, note: str, tone: str = "") -> None:
        """The line below; a screen reader says it with the field."""
        self._note.setText(note)
        self._note.set_tone(tone)
        self._note.setVisible(bool(note))
        self._field.setAccessibleDescription(note)

    @property
    def note(self) -> str:
        """What stands below."""
        return self._note.text()


class TextLine(SettingLine):
    """A setting that is written: `edited` when somebody writes, `submitted` with Enter.

    What is wrong with it, or how it is dangerous, stands below while it is written.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, services: Services, key: str, accessible: str, *trailing: QWidget) -> None:
        self.edit = QLineEdit()
        self.edit.setObjectName(key)
        self.edit.setAccessibleName(accessible)
        super().__init__(self.edit, *trailing)
        self._services = services
        self._key = key
        self._kept = ""
        self.edit.textChanged.connect(lambda _: self._written())
        self.edit.returnPressed.connect(self.submitted)

    @property
    def text(self) -> str:
        """What is written, without the spaces around it."""
        return self.edit.text().strip()

    @property
    def valid(self) -> bool:
        """Whether it can be kept."""
        found = self._found()
        return found is None or not found.blocks

    def show_kept(self, text: str) -> None:
        """Show what is in force."""
        self._kept = text
        self.edit.setText(text)
        self.refresh()

    def allow(self, allowed: bool) -> None:
        """Let it be written; otherwise it can be read, and copied."""
        fixed = self._services.settings.is_fixed(self._key)
        self.edit.setReadOnly(fixed or not allowed)

    def refresh(self) -> None:
        """Say below what is wrong, or who set it."""
        found = self._found()
        if found is None:
            self.say(self._whose())
        elif found.blocks:
            self.say(found.words, "alert")
        else:
            self.say(f"{found.words} · {self._whose()}", "caution")

    def _whose(self) -> str:
        if self.text != self._kept:
            return self.tr("not in use yet")
        return origin_text(self._services.settings, self._key)

    def _found(self) -> Verdict | None:
        allow_http = self._services.settings.preferences.model.allow_http
        return verdict(self._key, self.text, allow_http=allow_http)

    def _written(self) -> None:
        self.refresh()
        self.edited.emit()
