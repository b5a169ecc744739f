"""The banner where the model and the criteria part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from diabetes_desktop.domain.decision import Decision
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.widgets.labels import RoleLabel, restyle
from diabetes_desktop.ui.wording.decisions import conclusion_text
from diabetes_desktop.ui.wording.discordance import discordance_text, discordance_title

WIDTH_FOR_BUTTON = 480  # beside the words
NARROWEST = 240


class DiscordanceBanner(QFrame):
    """Hidden where they agree. Emits `decision_requested`."""

    decision_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setObjectName("discordance")
        self._prediction: Prediction | None = None
        self._decision: Decision | None = None
        self._icon = QLabel("⚠")
        self._icon.setProperty("role", "sign")
        self._title = RoleLabel("heading", wrap=True)
        self._text = RoleLabel(wrap=True)
        self._text.setObjectName("discordance_text")
        self._decided = RoleLabel("strong", wrap=True)
        self._decided.setObjectName("decided")
        self._decided.setAccessibleDescription("Decision")
        self._record = QPushButton()
        self._record.setObjectName("record_decision")
        self._record.setAccessibleName("Record my decision")
        self._record.clicked.connect(self.decision_requested)
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._title, self._text, self._decided):
            texts.addWidget(label)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self._icon)
        said.addLayout(texts, 1)
        self._row.setContentsMargins(14, 10, 14, 10)
        self._row.setSpacing(10)
        self._row.addLayout(said, 1)
        self._row.addWidget(self._record)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the button stands below the words."""
        super().resizeEvent(event)
        wide = self.width() >= WIDTH_FOR_BUTTON
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_prediction(self, prediction: Prediction, decision: Decision | None) -> None:
        """Say how `prediction` parts from the criteria, and what the doctor decided."""
        self._prediction, self._decision = prediction, decision
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        prediction = self._prediction
        if prediction is None:
            return
        discordance = prediction.discordance
        title, text = discordance_title(prediction), discordance_text(prediction)
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}" if title else "")
        tone = "alert" if discordance is not None and discordance.interrupts else "caution"
        for part in (self, self._icon, self._title, self._text, self._decided):
            restyle(part, "tone", tone)
        self._show_decision()
        self.setVisible(discordance is not None)

    def _show_decision(self) -> None:
        decision = self._decision
        if decision is None:
            self._decided.setText("")
            self._record.setText(self.tr("Record my &decision…"))
        else:
            words = ". ".join(
                w for w in (conclusion_text(decision.conclusion), decision.reason) if w
            )
            self._decided.setText(
                self.tr("✓ Decision noted on this result: {0}").format(words)
                + "\n"
                + self.tr("It goes with the result when you copy, print or export it.")
            )
            self._record.setText(self.tr("Change my &decision…"))
        self._decided.setVisible(decision is not None)
