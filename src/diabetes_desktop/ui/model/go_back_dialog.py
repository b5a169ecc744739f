"""Which earlier version is to answer again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from diabetes_desktop.application.registry_ports import PeriodOfUse
from diabetes_desktop.ui.widgets.labels import RoleLabel
from diabetes_desktop.ui.wording.figures import moment_text


class GoBackDialog(QDialog):
    """Emits `chosen` with a version; the newest earlier one is offered first."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, earlier: Sequence[PeriodOfUse], answering: str) -> None:
        """`earlier` are periods of different versions, `answering` is the version of now."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("go_back_dialog")
        self.setMinimumWidth(480)
        self._earlier, self._answering = earlier, answering
        self._question = RoleLabel("heading", wrap=True)
        self._box = QComboBox()
        self._box.setObjectName("earlier_versions")
        self._box.setAccessibleName("Earlier versions")
        self._what = RoleLabel("muted", wrap=True)
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(ok | cancel)
        self._go, self._stay = self._buttons.button(ok), self._buttons.button(cancel)
        self._go.setObjectName("confirm_go_back")
        self._go.setAccessibleName("Go back")
        self._go.setProperty("role", "primary")
        self._stay.setAccessibleName("Cancel")
        for period in earlier:
            self._box.addItem("", period.version)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for widget in (self._question, self._box, self._what, self._buttons):
            column.addWidget(widget)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._retranslate()

    def accept(self) -> None:
        """Give the version."""
        self.chosen.emit(self._box.currentData())
        super().accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Go back to an earlier version"))
        self._question.setText(self.tr("Which version shall answer from now on?"))
        used = self.tr("version {0}, used here since {1}")
        for place, period in enumerate(self._earlier):
            self._box.setItemText(place, used.format(period.version, moment_text(period.since)))
        what = self.tr(
            "It is started and its test cases are run; until then version {0} answers. What the "
            "registry names now is set aside on this computer, until it names another version or "
            "an administrator presses “Check now”."
        )
        self._what.setText(what.format(self._answering))
        self._box.setAccessibleDescription(self._question.text())
        self._go.setText(self.tr("Go back"))
        self._stay.setText(self.tr("Cancel"))
