"""The line above the facts: what the form is, and where its facts may come from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from diabetes_desktop.ui.widgets.labels import RoleLabel


class FormHead(QWidget):
    """The heading, and the button that asks for a record to be read."""

    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._heading = RoleLabel("heading")
        self._import = QPushButton()
        self._import.setObjectName("import_fhir")
        self._import.setAccessibleName("Import FHIR")
        self._import.setProperty("role", "small")
        self._import.setAutoDefault(False)
        self._import.clicked.connect(self.import_requested)
        self._reading = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._heading, 1)
        row.addWidget(self._import)
        self._retranslate()

    def show_reading(self, reading: bool) -> None:
        """Whether a file is being read: until it is, no other one can be asked for."""
        self._reading = reading
        self._import.setEnabled(not reading)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        meaning = self.tr("Read the eight facts from a FHIR R4 file")
        self._heading.setText(self.tr("Patient data"))
        words = self.tr("Reading…") if self._reading else self.tr("Import FHIR…")
        self._import.setText(words)
        self._import.setToolTip(meaning)
        self._import.setAccessibleDescription(meaning)
