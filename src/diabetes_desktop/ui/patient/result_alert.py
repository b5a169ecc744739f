"""The one alert that interrupts: a missed criterion, or a glucose that can't wait."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.widgets.labels import RoleLabel, restyle
from diabetes_desktop.ui.wording.discordance import (
    critical_glucose_text,
    critical_glucose_title,
    discordance_text,
    discordance_title,
)

DEAF_MS = 500  # a key meant for the form does not close what nobody has read


def interrupts(prediction: Prediction) -> bool:
    """Whether `prediction` has to be answered before anything else."""
    discordance = prediction.discordance
    missed = discordance is not None and discordance.interrupts
    return missed or critical_glucose(prediction.case.glucose) is not None


class ResultAlert(QDialog):
    """Interrupts once per result. Emits `decision_requested`; Enter and Escape only close it."""

    decision_requested = Signal()

    def __init__(self, parent: QWidget, prediction: Prediction) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("result_alert")
        self.setMinimumWidth(480)
        self._opened = QElapsedTimer()
        self._opened.start()
        heading, words = _words(prediction)
        title, text = RoleLabel("heading", wrap=True), RoleLabel(wrap=True)
        title.setText(heading)
        text.setText(words)
        who = RoleLabel("note", wrap=True)
        patient_id = prediction.case.patient_id
        who.setText(self.tr("patient {0}").format(patient_id))
        who.setVisible(bool(patient_id))
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        review, record = self._buttons()
        record.setVisible(prediction.discordance is not None)
        _lay_out(self, [title, text, who], [record, review])
        review.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opened.hasExpired(DEAF_MS) and not event.isAutoRepeat():
            super().keyPressEvent(event)

    def _buttons(self) -> tuple[QPushButton, QPushButton]:
        review = QPushButton(self.tr("&Review the result"))
        review.setObjectName("review")
        review.setAccessibleName("Review the result")
        review.setProperty("role", "primary")
        review.setDefault(True)
        review.clicked.connect(self.reject)
        record = QPushButton(self.tr("Record my &decision…"))
        record.setObjectName("alert_record_decision")
        record.setAccessibleName("Record my decision now")
        record.setAutoDefault(False)
        record.clicked.connect(self._decide)
        return review, record

    def _decide(self) -> None:
        self.reject()
        self.decision_requested.emit()


def _words(prediction: Prediction) -> tuple[str, str]:
    """Title and text; what can't wait comes first."""
    critical = critical_glucose(prediction.case.glucose)
    parting = discordance_text(prediction)
    if critical is None:
        return discordance_title(prediction), parting
    text = critical_glucose_text(critical)
    return critical_glucose_title(), "\n\n".join(part for part in (text, parting) if part)


def _lay_out(dialog: QDialog, texts: list[RoleLabel], buttons: list[QPushButton]) -> None:
    icon = QLabel("⚠")
    icon.setProperty("role", "sign")
    restyle(icon, "tone", "alert")
    words = QVBoxLayout()
    words.setSpacing(6)
    for label in texts:
        words.addWidget(label)
    top = QHBoxLayout()
    top.setSpacing(14)
    top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    top.addLayout(words, 1)
    bottom = QHBoxLayout()
    bottom.addStretch(1)
    for button in buttons:
        bottom.addWidget(button)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(18)
    column.addLayout(top)
    column.addLayout(bottom)
