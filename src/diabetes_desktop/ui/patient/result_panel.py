"""The right column: nothing yet, working, an answer, or why there is none."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from diabetes_desktop.application.errors import AppError
from diabetes_desktop.domain.critical_glucose import critical_glucose
from diabetes_desktop.domain.decision import Decision
from diabetes_desktop.domain.explanation import Explanation
from diabetes_desktop.domain.prediction import Prediction
from diabetes_desktop.ui.patient.criteria_card import CriteriaCard
from diabetes_desktop.ui.patient.discordance_banner import DiscordanceBanner
from diabetes_desktop.ui.patient.explanation_card import ExplanationCard
from diabetes_desktop.ui.patient.result_card import ResultCard
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, ResultState, Running
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, Card, RoleLabel
from diabetes_desktop.ui.wording.discordance import critical_glucose_text
from diabetes_desktop.ui.wording.errors import error_text


class ResultPanel(QScrollArea):
    """Shows one `ResultState`, whole, through `render_state`; `changed` says that it is another."""

    retry_requested = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state: ResultState = Idle()
        self._message = RoleLabel("muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setObjectName("result_message")
        message_card = Card(margin=28)
        message_card.column.addWidget(self._message)
        self.critical = Banner("critical_glucose")
        self.discordance = DiscordanceBanner()
        self._card = ResultCard(theme)
        self._criteria = CriteriaCard()
        self.explanation = ExplanationCard(theme)
        self._error = Banner("result_error")
        self._retry = QPushButton()
        self._retry.setObjectName("retry")
        self._retry.setAccessibleName("Try again")
        self._retry.clicked.connect(self.retry_requested)
        self._waiting, self._answered, self._failed = self._make_pages(message_card)
        self._lay_out()
        self.render_state(self._state)

    def _make_pages(self, message_card: Card) -> tuple[QWidget, QWidget, QWidget]:
        failure = QWidget()
        failed = QVBoxLayout(failure)
        failed.setContentsMargins(0, 0, 0, 0)
        failed.addWidget(self._error)
        failed.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        failed.addStretch(1)
        answer = _on_top(
            self.critical, self.discordance, self._card, self._criteria, self.explanation
        )
        return _on_top(message_card), answer, failure

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for page in (self._waiting, self._answered, self._failed):
            column.addWidget(page)
        self.setWidgetResizable(True)
        self.setWidget(body)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def state(self) -> ResultState:
        """What is shown."""
        return self._state

    def render_state(self, state: ResultState) -> None:
        """Show `state` and nothing of the one before."""
        self._state = state
        match state:
            case Idle():
                self._message.setText(
                    self.tr("Fill in the eight facts and press Predict (Ctrl+Enter).")
                )
                self._turn_to(self._waiting)
            case Running():
                self._message.setText(self.tr("Asking the model…"))
                self._turn_to(self._waiting)
            case Done():
                self._show_answer(state)
                self._turn_to(self._answered)
            case Failed(error):
                self._error.say(error_text(error))
                self._retry.setText(self.tr("Try again"))
                self._turn_to(self._failed)
        self.verticalScrollBar().setValue(0)  # whatever is said now begins at the top
        self.changed.emit()

    def _turn_to(self, page: QWidget) -> None:
        """Show one page; the others take no room, or one could scroll to where nothing is."""
        for other in (self._waiting, self._answered, self._failed):
            if other is not page:
                other.hide()
        page.show()

    def shows(self, prediction: Prediction) -> bool:
        """Whether `prediction` is the result on screen."""
        return isinstance(self._state, Done) and self._state.prediction is prediction

    def add_decision(self, prediction: Prediction, decision: Decision) -> bool:
        """Show what the doctor decided of `prediction`; False if that is not what is shown."""
        state = self._state
        if not isinstance(state, Done) or state.prediction is not prediction:
            return False
        self._state = replace(state, decision=decision)
        self.discordance.show_prediction(prediction, decision)
        self.changed.emit()
        return True

    def add_explanation(self, prediction: Prediction, explanation: Explanation) -> None:
        """Explain `prediction`, if that is what is shown."""
        state = self._state
        if isinstance(state, Done) and state.prediction is prediction:
            self._state = replace(state, explanation=explanation)
            self.explanation.show_explanation(prediction, explanation)
            self.changed.emit()

    def leave_unexplained(self, prediction: Prediction, error: AppError) -> None:
        """Say why `prediction` has no explanation, if that is what is shown."""
        state = self._state
        if isinstance(state, Done) and state.prediction is prediction:
            self._state = replace(state, unexplained=error)
            self.explanation.show_unavailable(lambda: error_text(error))
            self.changed.emit()

    def _show_answer(self, done: Done) -> None:
        prediction = done.prediction
        critical = critical_glucose(prediction.case.glucose)
        self.critical.say("" if critical is None else critical_glucose_text(critical))
        self.discordance.show_prediction(prediction, done.decision)
        self._card.show_prediction(prediction)
        self._criteria.show_prediction(prediction)
        if done.explanation is None:
            self.explanation.show_waiting()
        else:
            self.explanation.show_explanation(prediction, done.explanation)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and not isinstance(self._state, Done):
            self.render_state(self._state)  # the parts of an answer say themselves anew
        super().changeEvent(event)


def _on_top(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return page
