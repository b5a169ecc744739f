"""The right column: nothing yet, working, an answer, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from diabetes_desktop.ui.patient.result_card import ResultCard
from diabetes_desktop.ui.patient.result_state import Done, Failed, Idle, ResultState, Running
from diabetes_desktop.ui.theme.theme import Theme
from diabetes_desktop.ui.widgets.labels import Banner, Card, RoleLabel
from diabetes_desktop.ui.wording.errors import error_text


class ResultPanel(QScrollArea):
    """Shows one `ResultState`, whole, through `render`."""

    retry_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._state: ResultState = Idle()
        self._message = RoleLabel("muted", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setObjectName("result_message")
        message_card = Card(margin=28)
        message_card.column.addWidget(self._message)
        self._card = ResultCard(theme)
        self._error = Banner("result_error")
        self._retry = QPushButton()
        self._retry.setObjectName("retry")
        self._retry.setAccessibleName("Try again")
        self._retry.clicked.connect(self.retry_requested)
        failure = QWidget()
        failed = QVBoxLayout(failure)
        failed.setContentsMargins(0, 0, 0, 0)
        failed.addWidget(self._error)
        failed.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignLeft)
        failed.addStretch(1)
        self._pages = QStackedWidget()
        for page in (_on_top(message_card), _on_top(self._card), failure):
            self._pages.addWidget(page)
        self.setWidgetResizable(True)
        self._pages.setProperty("role", "scrolled")
        self.setWidget(self._pages)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.render_state(self._state)

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
                self._pages.setCurrentIndex(0)
            case Running():
                self._message.setText(self.tr("Asking the model…"))
                self._pages.setCurrentIndex(0)
            case Done(prediction):
                self._card.show_prediction(prediction)
                self._pages.setCurrentIndex(1)
            case Failed(error):
                self._error.say(error_text(error))
                self._retry.setText(self.tr("Try again"))
                self._pages.setCurrentIndex(2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.render_state(self._state)
        super().changeEvent(event)


def _on_top(widget: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page
