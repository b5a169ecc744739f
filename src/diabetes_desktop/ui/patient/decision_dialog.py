"""What the doctor concludes where the model and the criteria part, and why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from diabetes_desktop.domain.decision import LONGEST_REASON, Conclusion, Decision
from diabetes_desktop.ui.widgets.labels import Banner, RoleLabel
from diabetes_desktop.ui.wording.decisions import conclusion_text

ENGLISH = {
    Conclusion.CRITERIA: "Agree with the criteria",
    Conclusion.MODEL: "Agree with the model",
    Conclusion.REPEAT_TEST: "Repeat test",
    Conclusion.OTHER: "Other",
}


class ReasonEdit(QPlainTextEdit):
    """A few lines of text; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reason")
        self.setAccessibleName("Reason")
        self.setTabChangesFocus(True)
        self.setFixedHeight(76)


class DecisionDialog(QDialog):
    """Emits `decided` with conclusion and reason; open until `finish`. Nothing is preselected."""

    decided = Signal(object, str)

    def __init__(self, parent: QWidget, problem: str, earlier: Decision | None = None) -> None:
        """`problem` says where the model and the criteria part."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("decision")
        self.setMinimumWidth(460)
        self._problem = RoleLabel("muted", wrap=True)
        self._problem.setText(problem)
        self._question = RoleLabel("heading", wrap=True)
        self._group = QButtonGroup(self)
        self._choices = {conclusion: self._choice(conclusion) for conclusion in Conclusion}
        self._reason_label = RoleLabel("strong")
        self._reason = ReasonEdit()
        self._reason_label.setBuddy(self._reason)
        self._left = RoleLabel("note")
        self._error = Banner("decision_error")
        save, cancel = QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Cancel
        self._buttons = QDialogButtonBox(save | cancel)
        self._save, self._cancel = self._buttons.button(save), self._buttons.button(cancel)
        self._name_buttons()
        self._lay_out()
        self._connect()
        if earlier is not None:
            self._choices[earlier.conclusion].setChecked(True)
            self._reason.setPlainText(earlier.reason)
        self._retranslate()

    def conclusion(self) -> Conclusion | None:
        """What is chosen."""
        return next((c for c, button in self._choices.items() if button.isChecked()), None)

    def accept(self) -> None:
        """Give the decision; nothing happens while it says nothing."""
        conclusion = self.conclusion()
        if conclusion is not None and self._save.isEnabled():
            self._save.setEnabled(False)
            self.decided.emit(conclusion, self._reason.toPlainText().strip())

    def finish(self) -> None:
        """The decision is kept: close."""
        super().accept()

    def fail(self, text: str) -> None:
        """Say why the decision was not kept; what was typed stays."""
        self._error.say(text)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _name_buttons(self) -> None:
        self._save.setObjectName("save_decision")
        self._save.setAccessibleName("Save the decision")
        self._save.setProperty("role", "primary")
        self._cancel.setAccessibleName("Cancel")

    def _connect(self) -> None:
        self._group.buttonToggled.connect(lambda *_: self._refresh())
        self._reason.textChanged.connect(self._refresh)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _choice(self, conclusion: Conclusion) -> QRadioButton:
        button = QRadioButton()
        button.setObjectName(f"conclusion.{conclusion}")
        button.setAccessibleName(ENGLISH[conclusion])
        self._group.addButton(button)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        rows: list[QWidget] = [self._question, self._problem, *self._choices.values()]
        for widget in (
            *rows,
            self._reason_label,
            self._reason,
            self._left,
            self._error,
            self._buttons,
        ):
            column.addWidget(widget)

    def _refresh(self) -> None:
        reason = self._reason.toPlainText().strip()
        needs_reason = self.conclusion() is Conclusion.OTHER
        left = LONGEST_REASON - len(reason)
        self._save.setEnabled(
            self.conclusion() is not None and left >= 0 and bool(reason or not needs_reason)
        )
        required, optional = self.tr("&Why (required)"), self.tr("&Why (optional)")
        self._reason_label.setText(required if needs_reason else optional)
        self._left.setText(self.tr("{0} characters left").format(left))
        self._left.set_tone("alert" if left < 0 else "")

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("My decision"))
        self._question.setText(self.tr("What do you conclude?"))
        for conclusion, button in self._choices.items():
            button.setText(conclusion_text(conclusion))
        self._reason.setAccessibleDescription(self.tr("Why you decide so"))
        self._save.setText(self.tr("Save the decision"))
        self._cancel.setText(self.tr("Cancel"))
        self._refresh()
